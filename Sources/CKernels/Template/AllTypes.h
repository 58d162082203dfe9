// One instruction set: the template for every element type, and the table of its kernels.

#pragma STDC FP_CONTRACT OFF
// A loop that stays scalar is slower, not wrong; vectors never cross a call that is not inlined.
#pragma clang diagnostic ignored "-Wpass-failed"
#pragma clang diagnostic ignored "-Wpsabi"
#pragma clang diagnostic ignored "-Wtautological-compare"
#pragma clang diagnostic ignored "-Wunused-variable"
#pragma clang diagnostic ignored "-Wunused-function"
#define CONCATENATE_(a, b) a##b
#define CONCATENATE(a, b) CONCATENATE_(a, b)

#include "Walk.h"
#include "Windows/Window.h"
#include "Recurrent/RecurrentLayout.h"
#include "Functions/Math.h"
#include "Functions/Trigonometry.h"
#include "Functions/Inverse.h"
#include "Functions/Hyperbolic.h"
#include "Functions/Gamma.h"
#include "Functions/Power.h"
#include "Functions/Narrow.h"
typedef uint64_t vu __attribute__((vector_size(64), aligned(8), may_alias));
#include "Random/Random.h"

#define R(name) CONCATENATE(name, _float32)
#define real float
#define SIZE 4
#define LANES 16
#define IS_REAL 1
#define FUSED FUSED_FLOAT32
#include "OneType.h"

#define R(name) CONCATENATE(name, _float64)
#define real double
#define SIZE 8
#define LANES 8
#define IS_REAL 1
#define FUSED __builtin_elementwise_fma
#include "OneType.h"

#define R(name) CONCATENATE(name, _int32)
#define real int32_t
#define SIZE 4
#define LANES 16
#define IS_REAL 0
#include "OneType.h"

#include "Quantized/Quantized.h"
#include "Quantized/GroupProduct.h"

#define OF_ALL_TYPES(name) [nabla_kernel_##name] = {name##_float32, name##_float64, name##_int32},
#define OF_REALS(name) [nabla_kernel_##name] = {name##_float32, name##_float64, 0},
#define OF_FLOAT32(name) [nabla_kernel_##name] = {name, 0, 0},
const nabla_function TABLE[nabla_kernel_count][3] = {
  NABLA_KERNELS_OF_ALL_TYPES(OF_ALL_TYPES) NABLA_KERNELS_OF_REALS(OF_REALS)
  NABLA_KERNELS_OF_FLOAT32(OF_FLOAT32)
};
