// Softmax and its kin along one axis, computed in double, rounded once at the end.

/// Σ e^(x − shift) over a row whose elements are `stride` apart; the terms are kept where `terms`
/// has room for them.
INLINE double R(exponential_sum)(
    const real *x, int64_t length, int64_t stride, double shift, double *terms) {
  vd sum = spread(0);
  for (int64_t i = 0; i < length; i += 8) {
    vd term = NARROW(exponential)(
        R(load_row)(x + i * stride, length - i, stride, -__builtin_inf()) - shift);
    if (terms) *(vd *)(terms + i) = term;
    sum += term;
  }
  return lanes_sum(sum);
}

/// The largest number; NaN where there is one. In which order does not matter.
INLINE double R(row_maximum)(const real *x, int64_t length, int64_t stride) {
  double m = -__builtin_inf();
  int64_t i = 0;
  if (stride == 1 && length >= LANES) {
    vector most = *(const vector *)x;
    for (i = LANES; i + LANES <= length; i += LANES) {
      vector v = *(const vector *)(x + i);
      mask kept = (most > v) | (most != most);
      most = (vector)((kept & (mask)most) | (~kept & (mask)v));
    }
    for (int k = 0; k < LANES; k++) m = m > most[k] || m != m ? m : most[k];
  }
  for (; i < length; i++) {
    double v = (double)x[i * stride];
    m = m > v || m != m ? m : v;
  }
  return m;
}

static void R(softmax)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  int64_t length = p->length, stride = p->inner;
  double *terms = length + 8 <= NABLA_ROW_SCRATCH / 8 ? scratch : NULL;
  for (int64_t row = first; row < last; row++) {
    int64_t at = row / stride * length * stride + row % stride;
    const real *x = (const real *)call->inputs[0] + at;
    real *y = (real *)call->output + at;
    double m = finite_or_zero(R(row_maximum)(x, length, stride));
    double share = 1 / R(exponential_sum)(x, length, stride, m, terms);
    for (int64_t i = 0; i < length; i += 8) {
      int64_t n = smaller(8, length - i);
      vd term = terms ? *(const vd *)(terms + i)
                      : NARROW(exponential)(R(load_row)(x + i * stride, n, stride, 0) - m);
      vd result = term * share;
      if (stride == 1 && n == 8) R(store8)(y + i, result);
      else for (int64_t k = 0; k < n; k++) y[(i + k) * stride] = (real)result[k];
    }
  }
}

static void R(log_softmax)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  int64_t length = p->length, stride = p->inner;
  for (int64_t row = first; row < last; row++) {
    int64_t at = row / stride * length * stride + row % stride;
    const real *x = (const real *)call->inputs[0] + at;
    real *y = (real *)call->output + at;
    double m = finite_or_zero(R(row_maximum)(x, length, stride));
    double log_sum = logarithm(spread(R(exponential_sum)(x, length, stride, m, NULL)))[0];
    for (int64_t i = 0; i < length; i += 8) {
      int64_t n = smaller(8, length - i);
      vd result = R(load_row)(x + i * stride, n, stride, 0) - m - log_sum;
      if (stride == 1 && n == 8) R(store8)(y + i, result);
      else for (int64_t k = 0; k < n; k++) y[(i + k) * stride] = (real)result[k];
    }
  }
}

/// y·(u − Σ u·y) along the axis, rounded after each operation; inputs: y, u.
static void R(softmax_gradient)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  int64_t length = p->length, stride = p->inner;
  for (int64_t row = first; row < last; row++) {
    int64_t at = row / stride * length * stride + row % stride;
    const real *y = (const real *)call->inputs[0] + at, *u = (const real *)call->inputs[1] + at;
    real *x = (real *)call->output + at;
    if (stride == 1) {
      vd sum = spread(0);
      int64_t i = 0;
      for (; i + 8 <= length; i += 8) {
        real part[8];
        for (int k = 0; k < 8; k++) part[k] = u[i + k] * y[i + k];
        sum += R(load8)(part);
      }
      for (int k = 0; i + k < length; k++) sum[k] += (double)(u[i + k] * y[i + k]);
      real whole = (real)lanes_sum(sum);
      EACH for (i = 0; i < length; i++) x[i] = y[i] * (u[i] - whole);
    } else {
      // As a sum of columns goes: from top to bottom.
      double sum = 0;
      for (int64_t i = 0; i < length; i++) sum += (double)(u[i * stride] * y[i * stride]);
      real whole = (real)sum;
      for (int64_t i = 0; i < length; i++)
        x[i * stride] = y[i * stride] * (u[i * stride] - whole);
    }
  }
}

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
    do sum += R(exponential_sum)(input + r.offset, length, stride, m, NULL);
    while (runs_next(&r, p));
    output[position] = (real)(m + logarithm(spread(sum))[0]);
  }
}
