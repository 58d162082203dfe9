// The kernels for processors with AVX2 and fused multiply-add.
#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2"))), apply_to = function)
#define TABLE nabla_table_avx2
// A vector of 64 bytes is two registers of sixteen: six rows of one vector are twelve.
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define BYTES_AVX2
#define FUSED_FLOAT32 __builtin_elementwise_fma
#include "Template/AllTypes.h"
#pragma clang attribute pop
#endif
