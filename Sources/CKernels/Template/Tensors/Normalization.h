// Rows brought to mean 0 and variance 1, or to root mean square 1. Sums are double, as in Reduction.h.

/// The mean that is taken away (0 without centering) and 1 / √(variance + ε) of a row.
INLINE void R(row_moments)(
    const nabla_normalization *p, const real *x, real *mean, real *inverse) {
  int64_t n = p->length;
  double share = 1 / (double)n;
  *mean = 0;
  if (p->centers) {
    vd sum = spread(0);
    for (int64_t i = 0; i < n && !LEAVES_AFTER(i); i += LANES) sum = R(add_lanes)(sum, R(row_part)(x + i, n - i, 1, 0));
    *mean = (real)(lanes_sum(sum) * share);
  }
  vd squares = spread(0);
  for (int64_t i = 0; i < n && !LEAVES_AFTER(i); i += LANES) {
    vector centered = R(row_part)(x + i, n - i, 1, *mean) - *mean;
    squares = R(add_lanes)(squares, centered * centered);
  }
  real variance = (real)(lanes_sum(squares) * share);
  *inverse = 1 / __builtin_elementwise_sqrt(variance + (real)p->epsilon);
}

/// y = (x − mean) / √(variance + ε). Unit: a row.
static void R(normalize_rows)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_normalization *p = call->parameters;
  int64_t n = p->length;
  for (int64_t row = first; row < last; row++) {
    const real *x = (const real *)call->inputs[0] + row * n;
    real *y = (real *)call->output + row * n, mean, inverse;
    R(row_moments)(p, x, &mean, &inverse);
    for (int64_t i = 0; i < n && !LEAVES_AFTER(i); i += LANES)
      R(store_some)(y + i, (R(row_part)(x + i, n - i, 1, 0) - mean) * inverse, n - i);
  }
}

/// (u − mean of u − y · mean of u·y) / √(variance + ε), where y are the normalized x; without
/// centering u's mean stays. inputs: x, u. Unit: a row.
static void R(normalize_rows_gradient)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_normalization *p = call->parameters;
  int64_t n = p->length;
  double share = 1 / (double)n;
  for (int64_t row = first; row < last; row++) {
    const real *x = (const real *)call->inputs[0] + row * n;
    const real *u = (const real *)call->inputs[1] + row * n;
    real *dx = (real *)call->output + row * n, mean, inverse;
    R(row_moments)(p, x, &mean, &inverse);
    vd sum = spread(0), product = spread(0);
    for (int64_t i = 0; i < n && !LEAVES_AFTER(i); i += LANES) {
      vector flow = R(row_part)(u + i, n - i, 1, 0);
      vector y = (R(row_part)(x + i, n - i, 1, 0) - mean) * inverse;
      sum = R(add_lanes)(sum, flow);
      product = R(add_lanes)(product, flow * y);
    }
    real shift = p->centers ? (real)(lanes_sum(sum) * share) : 0;
    real slope = (real)(lanes_sum(product) * share);
    for (int64_t i = 0; i < n && !LEAVES_AFTER(i); i += LANES) {
      vector y = (R(row_part)(x + i, n - i, 1, 0) - mean) * inverse;
      vector result = (R(row_part)(u + i, n - i, 1, 0) - shift - y * slope) * inverse;
      R(store_some)(dx + i, result, n - i);
    }
  }
}
