// a·b + c of floats rounded once, on processors without such an instruction.
//
// The product is exact in double. The sum is rounded to odd there (Boldo and Melquiond, 2008), so
// that rounding it again to float is right.

#pragma STDC FP_CONTRACT OFF
typedef float fused_vector __attribute__((vector_size(64), aligned(4), may_alias));
typedef double fused_doubles __attribute__((vector_size(128)));
typedef int64_t fused_bits __attribute__((vector_size(128)));

static inline __attribute__((always_inline)) fused_vector fused_in_double(
    fused_vector a, fused_vector b, fused_vector c) {
  fused_doubles product = __builtin_convertvector(a, fused_doubles) *
                          __builtin_convertvector(b, fused_doubles);
  fused_doubles addend = __builtin_convertvector(c, fused_doubles);
  fused_doubles sum = product + addend, back = sum - product;
  fused_doubles error = (product - (sum - back)) + (addend - back);
  fused_bits bits = (fused_bits)sum;
  fused_bits inexact = (error > 0.0) | (error < 0.0), even = (bits & 1) == 0;
  // One step towards the error: up in magnitude when both have one sign, else down.
  fused_bits step = ((bits ^ (fused_bits)error) >> 63) | 1;
  sum = (fused_doubles)(bits + (step & inexact & even));
  return __builtin_convertvector(sum, fused_vector);
}
