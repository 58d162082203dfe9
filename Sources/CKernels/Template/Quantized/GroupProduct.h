// Products with a kernel of four bits a number, one scale for 32 of a column.
//
// The kernel lies in panels of 16 columns: [panel][k / 8][16 columns], a word with eight numbers of
// one column, the first in the lowest bits. A sum is that of its groups in order: within a group a
// chain of fused multiply-adds with the whole numbers, then one with the group's scale.

#define GROUP_DEPTH 32
#define GROUP_ROWS 4

INLINE void group_tile(const int rows, const nabla_call *call, int64_t row, int64_t column) {
  const nabla_quantized *p = call->parameters;
  int64_t depth = p->depth, words = (depth + 7) / 8;
  const float *x = (const float *)call->inputs[0] + row * depth;
  const int32_t *w = (const int32_t *)call->inputs[1] + column * words;
  const float *scales = (const float *)call->inputs[2] + column;
  qf sum[GROUP_ROWS];
  UNROLL for (int i = 0; i < rows; i++) sum[i] = (qf){0};
  int64_t n = smaller(16, p->columns - column);
  for (int64_t k = 0; k < depth; k += GROUP_DEPTH) {
    qf part[GROUP_ROWS];
    UNROLL for (int i = 0; i < rows; i++) part[i] = (qf){0};
    int64_t end = smaller(depth, k + GROUP_DEPTH);
    for (int64_t at = k; at < end; at += 8) {
      qi word = *(const qi *)(w + at / 8 * 16);
      int64_t count = smaller(8, end - at);
      for (int64_t b = 0; b < count; b++) {
        qf number = __builtin_convertvector((word << (int32_t)(28 - 4 * b)) >> 28, qf);
        UNROLL for (int i = 0; i < rows; i++)
          part[i] = FUSED_FLOAT32(floats_of(x[i * depth + at + b]), number, part[i]);
      }
    }
    qf scale = some_floats(scales + k / GROUP_DEPTH * p->columns, n);
    UNROLL for (int i = 0; i < rows; i++) sum[i] = FUSED_FLOAT32(part[i], scale, sum[i]);
  }
  UNROLL for (int i = 0; i < rows; i++) {
    qf y = sum[i];
    if (p->addsBias) y = y + some_floats((const float *)call->inputs[3] + column, n);
    if (p->appliesRelu) y = chosen(y <= 0, (qf){0}, y);
    memcpy((float *)call->output + (row + i) * p->columns + column, &y, (size_t)n * 4);
  }
}

/// Unit: one panel of one block of rows. Inputs: rows of floats, the packed kernel, its scales
/// [groups × columns], perhaps a bias.
static void group_product(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_quantized *p = call->parameters;
  int64_t panels = (p->columns + 15) / 16;
  for (int64_t unit = first; unit < last; unit++) {
    int64_t column = unit % panels * 16, row = unit / panels * p->rowsPerUnit;
    int64_t end = smaller(p->rows, row + p->rowsPerUnit);
    for (; row + GROUP_ROWS <= end; row += GROUP_ROWS) group_tile(GROUP_ROWS, call, row, column);
    for (; row < end; row++) group_tile(1, call, row, column);
  }
}
