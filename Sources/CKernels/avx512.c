// The kernels for processors with AVX-512.
#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma,bmi,bmi2"))), \
    apply_to = function)
#define TABLE nabla_table_avx512
#define TILE_ROWS 12
#define TILE_VECTORS 2
#define BYTES_AVX2
#define FUSED_FLOAT32 __builtin_elementwise_fma
// Eight coefficients in one register, chosen by the lowest three bits of each index.
#define LOOK_UP_8(table, index) \
  ((vd)_mm512_permutexvar_pd((__m512i)(index), _mm512_loadu_pd(table)))
#include "Template/AllTypes.h"
#pragma clang attribute pop
#endif
