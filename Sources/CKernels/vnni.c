// The products of bytes for processors with AVX-512 and VNNI; they have all else from AVX-512.
#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push( \
    __attribute__((target("avx512vnni,avx512f,avx512vl,avx512dq,avx512bw,avx2,fma,bmi,bmi2"))), \
    apply_to = function)
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpass-failed"
#pragma clang diagnostic ignored "-Wpsabi"
#pragma clang diagnostic ignored "-Wunused-function"
#define BYTES_VNNI
#include "Template/Walk.h"
#include "Template/Quantized/Quantized.h"
const nabla_function nabla_product_vnni = quantized_product;
#pragma clang attribute pop
#endif
