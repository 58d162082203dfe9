// Products of whole numbers of eight bits, and what goes into and comes out of them.
//
// A quantized row is self-describing: its scale (float), its zero point, then its numbers as bytes,
// four to a word: x = scale · (byte − zero). A scale that is NaN says that the row held one.
// Sums of whole numbers are exact, so their order is free: tiles and instructions may differ.

#define ROW_HEADER 2
#define UNROLL _Pragma("clang loop unroll(full)")
#ifndef INLINE
#define INLINE static inline __attribute__((always_inline))
#endif

typedef float qf __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t qi __attribute__((vector_size(64), aligned(4), may_alias));
typedef uint32_t qu __attribute__((vector_size(64), aligned(4), may_alias));
typedef uint8_t qb __attribute__((vector_size(16), aligned(1), may_alias));

INLINE qi words_of(int32_t x) { return x - (qi){0}; }
INLINE qf floats_of(float x) { return x - (qf){0}; }

/// a where the mask is set, else b.
INLINE qf chosen(qi mask, qf a, qf b) { return (qf)(((qi)a & mask) | ((qi)b & ~mask)); }

/// Round half to even of x · inverse, where that is 1 / scale, moved by the zero point into 0…255; NaN becomes the
/// zero point. A division takes as long as sixteen products of bytes.
INLINE qi quantized(qf x, float inverse, int32_t zero) {
  qf low = floats_of((float)-zero), high = floats_of((float)(255 - zero));
  // 1.5 · 2²³: from there on the last bits of a float are whole numbers.
  qf magic = floats_of(12582912.0f), y = x * inverse;
  y = chosen(y > low, y, low);
  y = chosen(y < high, y, high);
  qi whole = (qi)(y + magic) - 0x4B400000 + zero;
  // A comparison with NaN is false, which gave the low end.
  qi isNumber = x == x;
  return (whole & isNumber) | (words_of(zero) & ~isNumber);
}

#include "Rows.h"
#include "ByteProduct.h"
