// What follows a product while its numbers are still in the cache: the same operations in the
// same order as the lines that it replaces.

/// + bias and relu, or relu's gradient: inputs[2] is the bias, the last input relu's output.
INLINE void R(finish_product)(const nabla_call *call, real *c, int64_t row, int64_t rows,
                              int64_t column, int64_t columns) {
  const nabla_product *p = call->parameters;
  if (!p->addsBias && !p->ending) return;
  const real *bias = p->addsBias ? (const real *)call->inputs[2] + column : 0;
  const real *gate = p->ending == 2 ? (const real *)call->inputs[2] + row * p->n + column : 0;
  for (int64_t i = 0; i < rows; i++) {
    real *y = c + i * p->n;
    if (p->ending == 2) {
      EACH for (int64_t j = 0; j < columns; j++) y[j] = gate[j] > 0 ? y[j] : 0;
      gate += p->n;
    } else if (p->ending == 1 && bias) {
      EACH for (int64_t j = 0; j < columns; j++) {
        real x = y[j] + bias[j];
        y[j] = x <= 0 ? 0 : x;
      }
    } else if (p->ending == 1) {
      EACH for (int64_t j = 0; j < columns; j++) y[j] = y[j] <= 0 ? 0 : y[j];
    } else {
      EACH for (int64_t j = 0; j < columns; j++) y[j] = y[j] + bias[j];
    }
  }
}
