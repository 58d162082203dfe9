// Which kernels run, and the few functions that need no template.
#include "CKernels.h"

extern const nabla_function nabla_table_generic[nabla_kernel_count][3];
extern const nabla_function nabla_table_of_libraries[][3];
#if defined(__x86_64__)
extern const nabla_function nabla_table_avx2[nabla_kernel_count][3];
extern const nabla_function nabla_table_avx512[nabla_kernel_count][3];
extern const nabla_function nabla_product_vnni;
#endif

nabla_set nabla_best_set(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
    return __builtin_cpu_supports("avx512vnni") ? nabla_set_vnni : nabla_set_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("bmi2"))
    return nabla_set_avx2;
#endif
  return nabla_set_generic;
}

nabla_function nabla_find(nabla_set set, nabla_kernel kernel, int dtype) {
  if (kernel >= nabla_kernel_count) return nabla_table_of_libraries[kernel - nabla_kernel_count][dtype];
#if defined(__x86_64__)
  if (set == nabla_set_vnni && kernel == nabla_kernel_quantized_product)
    return dtype == 0 ? nabla_product_vnni : 0;
  if (set >= nabla_set_avx512) return nabla_table_avx512[kernel][dtype];
  if (set == nabla_set_avx2) return nabla_table_avx2[kernel][dtype];
#endif
  return nabla_table_generic[kernel][dtype];
}

// Every set's register tile is two vectors of 64 bytes wide.
int64_t nabla_panel_columns(int dtype) { return dtype == 1 ? 16 : 32; }

void nabla_philox(uint64_t key, const uint32_t counter[4], uint32_t result[4]) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  for (int round = 0; round < 10; round++) {
    uint64_t left = (uint64_t)0xD2511F53 * c0, right = (uint64_t)0xCD9E8D57 * c2;
    c0 = (uint32_t)(right >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)right;
    c2 = (uint32_t)(left >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)left;
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  result[0] = c0;
  result[1] = c1;
  result[2] = c2;
  result[3] = c3;
}

int nabla_is_finite(const void *numbers, int64_t count, int dtype) {
  // x − x is zero for finite x and NaN otherwise; sums of zeros show any NaN.
  if (dtype == 0) {
    const float *x = numbers;
    float sum[16] = {0};
    int64_t i = 0;
    for (; i + 16 <= count; i += 16)
      for (int k = 0; k < 16; k++) sum[k] += x[i + k] - x[i + k];
    for (; i < count; i++) sum[0] += x[i] - x[i];
    for (int k = 1; k < 16; k++) sum[0] += sum[k];
    return sum[0] == 0;
  }
  if (dtype == 1) {
    const double *x = numbers;
    double sum[8] = {0};
    int64_t i = 0;
    for (; i + 8 <= count; i += 8)
      for (int k = 0; k < 8; k++) sum[k] += x[i + k] - x[i + k];
    for (; i < count; i++) sum[0] += x[i] - x[i];
    for (int k = 1; k < 8; k++) sum[0] += sum[k];
    return sum[0] == 0;
  }
  return 1;
}

#define ADD_TO_SUMS(type) \
  { \
    const type *x = numbers; \
    for (int64_t i = 0; i < count; i++) { \
      double v = (double)x[i], d = v - center; \
      sum[i & 7] += d; \
      square[i & 7] += d * d; \
      zeros += v == 0; \
      least = v < least ? v : least; \
      largest = v > largest ? v : largest; \
    } \
  }

void nabla_add_to_sums(
    const void *numbers, int64_t count, int dtype, double center, nabla_sums *sums) {
  double sum[8] = {0}, square[8] = {0}, least = sums->least, largest = sums->largest;
  int64_t zeros = 0;
  if (dtype == 0) ADD_TO_SUMS(float)
  else if (dtype == 1) ADD_TO_SUMS(double)
  else ADD_TO_SUMS(int32_t)
  for (int k = 0; k < 8; k++) {
    sums->sum += sum[k];
    sums->squares += square[k];
  }
  sums->zeros += zeros;
  sums->least = least;
  sums->largest = largest;
}
