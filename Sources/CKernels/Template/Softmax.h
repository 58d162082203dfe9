// Softmax and its kin along one axis, computed in double, rounded once at the end.

/// Σ e^(x − shift) over a row whose elements are `stride` apart.
INLINE double R(exponential_sum)(const real *x, int64_t length, int64_t stride, double shift) {
  vd sum = spread(0);
  for (int64_t i = 0; i < length; i += 8)
    sum += exponential(
        R(load_row)(x + i * stride, length - i, stride, -__builtin_inf()) - shift);
  return lanes_sum(sum);
}

INLINE double R(row_maximum)(const real *x, int64_t length, int64_t stride) {
  double m = -__builtin_inf();
  for (int64_t i = 0; i < length; i++) {
    double v = (double)x[i * stride];
    m = m > v || m != m ? m : v;
  }
  return m;
}


#define SOFTMAX(name, FINISH) \
  static void R(name)( \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) { \
    const nabla_axis *p = call->parameters; \
    const real *input = call->inputs[0]; \
    real *output = call->output; \
    int64_t length = p->length, stride = p->inner; \
    for (int64_t row = first; row < last; row++) { \
      int64_t at = row / stride * length * stride + row % stride; \
      const real *x = input + at; \
      real *y = output + at; \
      double m = finite_or_zero(R(row_maximum)(x, length, stride)); \
      double sum = R(exponential_sum)(x, length, stride, m); \
      double log_sum = logarithm(spread(sum))[0]; \
      for (int64_t i = 0; i < length; i += 8) { \
        int64_t n = smaller(8, length - i); \
        vd v = R(load_row)(x + i * stride, n, stride, 0) - m; \
        vd result = FINISH; \
        if (stride == 1 && n == 8) R(store8)(y + i, result); \
        else for (int64_t k = 0; k < n; k++) y[(i + k) * stride] = (real)result[k]; \
      } \
    } \
  }
SOFTMAX(softmax, exponential(v) / sum)
SOFTMAX(log_softmax, v - log_sum)

/// log Σ e^x over any axes.
static void R(log_sum_exp)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_reduction *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  int64_t length = p->reducedExtents[p->reducedRank - 1];
  int64_t stride = p->reducedStrides[p->reducedRank - 1];
  for (int64_t position = first; position < last; position++) {
    int64_t offset = kept_offset(p, position);
    double m = -__builtin_inf(), sum = 0;
    runs r = runs_start(p, offset);
    do {
      double v = R(row_maximum)(input + r.offset, length, stride);
      m = m > v || m != m ? m : v;
    } while (runs_next(&r, p));
    m = finite_or_zero(m);
    r = runs_start(p, offset);
    do sum += R(exponential_sum)(input + r.offset, length, stride, m);
    while (runs_next(&r, p));
    output[position] = (real)(m + logarithm(spread(sum))[0]);
  }
}
