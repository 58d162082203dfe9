// Softmax and its kin along one axis; sums are double.

/// The next numbers of a row, filled up with `other` at its end.
INLINE vector R(row_part)(const real *x, int64_t left, int64_t stride, real other) {
  if (stride == 1) {
    // What stands behind the end is read, and left out.
    vector part = *(const vector *)x;
    if (left >= LANES) return part;
#if SIZE == 4
    mask position = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#else
    mask position = {0, 1, 2, 3, 4, 5, 6, 7};
#endif
    return R(pick)((mask)(position < (mask){0} + (int32_t)smaller(left, LANES)), part, R(spread)(other));
  }
  vector part = R(spread)(other);
  for (int64_t i = 0; i < smaller(left, LANES); i++) part[i] = x[i * stride];
  return part;
}

/// Adds a vector to eight lanes of double: element i to lane i mod 8, in order.
INLINE vd R(add_lanes)(vd sum, vector x) {
#if SIZE == 4
  vf8 low = __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7);
  vf8 high = __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);
  return sum + __builtin_convertvector(low, vd) + __builtin_convertvector(high, vd);
#else
  return sum + (vd)x;
#endif
}

/// Σ e^(x − shift) over a row whose elements are `stride` apart; the terms are kept where `terms`
/// has room for them.
INLINE double R(exponential_sum)(
    const real *x, int64_t length, int64_t stride, double shift, real *terms) {
  vd sum = spread(0);
  for (int64_t i = 0; i < length && !LEAVES_AFTER(i); i += LANES) {
    vector part = R(row_part)(x + i * stride, length - i, stride, -(real)__builtin_inf());
    vector term = R(lanes_exponential)(part - (real)shift);
    if (terms) *(vector *)(terms + i) = term;
    sum = R(add_lanes)(sum, term);
  }
  return lanes_sum(sum);
}

/// The larger of each pair of numbers; NaN where there is one.
INLINE vector R(larger_lanes)(vector a, vector b) {
  mask kept = (mask)(a > b) | (mask)(a != a);
  return R(pick)(kept, a, b);
}

/// The largest number; NaN where there is one. In which order does not matter.
INLINE double R(row_maximum)(const real *x, int64_t length, int64_t stride) {
  vector most = R(row_part)(x, length, stride, -(real)__builtin_inf());
  for (int64_t i = LANES; i < length && !LEAVES_AFTER(i); i += LANES)
    most = R(larger_lanes)(
        most, R(row_part)(x + i * stride, length - i, stride, -(real)__builtin_inf()));
#if SIZE == 4
  most = R(larger_lanes)(most, __builtin_shufflevector(
      most, most, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  most = R(larger_lanes)(most, __builtin_shufflevector(
      most, most, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  most = R(larger_lanes)(most, __builtin_shufflevector(
      most, most, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  real last = most[1];
  return most[0] > last || most[0] != most[0] ? most[0] : last;
#else
  return lanes_maximum((vd)most);
#endif
}

static void R(softmax)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  int64_t length = p->length, stride = p->inner;
  real *terms = length + LANES <= NABLA_ROW_SCRATCH / SIZE ? scratch : NULL;
  for (int64_t row = first; row < last; row++) {
    int64_t at = row / stride * length * stride + row % stride;
    const real *x = (const real *)call->inputs[0] + at;
    real *y = (real *)call->output + at;
    double m = finite_or_zero(R(row_maximum)(x, length, stride));
    real share = (real)(1 / R(exponential_sum)(x, length, stride, m, terms));
    for (int64_t i = 0; i < length && !LEAVES_AFTER(i); i += LANES) {
      vector term;
      if (terms) term = *(const vector *)(terms + i);
      else
        term = R(lanes_exponential)(
            R(row_part)(x + i * stride, length - i, stride, 0) - (real)m);
      vector result = term * share;
      if (stride == 1) R(store_some)(y + i, result, length - i);
      else
        for (int64_t k = 0; k < smaller(LANES, length - i); k++) y[(i + k) * stride] = result[k];
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
    for (int64_t i = 0; i < length && !LEAVES_AFTER(i); i += 8) {
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
      for (; i + 8 <= length && !LEAVES_AFTER(i); i += 8) {
        real part[8];
        for (int k = 0; k < 8; k++) part[k] = u[i + k] * y[i + k];
        sum += R(load8)(part);
      }
      for (int k = 0; k < 8 && i + k < length; k++) sum[k] += (double)(u[i + k] * y[i + k]);
      real whole = (real)lanes_sum(sum);
      for (int64_t start = 0; start < length; start += NABLA_LONG_LOOK) {
        int64_t end = smaller(length, start + NABLA_LONG_LOOK);
        EACH for (i = start; i < end; i++) x[i] = y[i] * (u[i] - whole);
        if (end < length && nabla_is_stopped()) return;
      }
    } else {
      // As a sum of columns goes: from top to bottom.
      double sum = 0;
      for (int64_t i = 0; i < length && !LEAVES(i); i++)
        sum += (double)(u[i * stride] * y[i * stride]);
      real whole = (real)sum;
      for (int64_t i = 0; i < length && !LEAVES(i); i++)
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
    // An infinite or undefined element decides alone; infinity less itself would be undefined.
    if (!(m < __builtin_inf())) {
      output[position] = (real)m;
      continue;
    }
    m = finite_or_zero(m);
    r = runs_start(p, offset);
    do sum += R(exponential_sum)(input + r.offset, length, stride, m, NULL);
    while (runs_next(&r, p));
    output[position] = (real)(m + logarithm(spread(sum))[0]);
  }
}
