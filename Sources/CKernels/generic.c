// The kernels for every other processor, arm64 among them.
#include <math.h>
#include <string.h>

#include "CKernels.h"

#define TABLE nabla_table_generic
#define TILE_ROWS 4
#define TILE_VECTORS 1
#if defined(__x86_64__)
#define FUSED_FLOAT32 fused_in_double
#include "Template/FusedInDouble.h"
#else
#define FUSED_FLOAT32 __builtin_elementwise_fma
#endif
#include "Template/AllTypes.h"

double nabla_normal(uint64_t key, uint64_t step, uint64_t position) {
  vu words[4];
  vd a, b;
  philox_blocks(key, step, position / 2, words);
  normal_pair(words[0] | words[1] << 32, words[2] | words[3] << 32, &a, &b);
  return position & 1 ? b[0] : a[0];
}
