// The kernels for processors with AVX-512.
#include "CKernels.h"
#if defined(__x86_64__)
#include <math.h>
#include <string.h>
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma,bmi,bmi2"))), \
    apply_to = function)
#define TABLE nabla_table_avx512
#define TILE_ROWS 12
#define TILE_VECTORS 2
#define FUSED_FLOAT32 __builtin_elementwise_fma
#include "Template/AllTypes.h"
#pragma clang attribute pop
#endif
