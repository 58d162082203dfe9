// Sums and their kin. Numbers are gathered in eight lanes of double: element i of a row in lane
// i mod 8, rows in order, lanes added in a fixed tree. Neither the vector's width nor the number
// of threads changes a bit.

#ifndef REDUCTION_SHARED
#define REDUCTION_SHARED
INLINE double lanes_sum(vd v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}
INLINE double lanes_product(vd v) {
  return ((v[0] * v[4]) * (v[2] * v[6])) * ((v[1] * v[5]) * (v[3] * v[7]));
}
INLINE vd larger_of(vd a, vd b) { return choose((a > b) | (a != a), a, b); }
INLINE vd smaller_of(vd a, vd b) { return choose((a < b) | (a != a), a, b); }
INLINE double lanes_maximum(vd v) {
  double m = v[0];
  for (int i = 1; i < 8; i++) m = m > v[i] || m != m ? m : v[i];
  return m;
}
INLINE double lanes_minimum(vd v) {
  double m = v[0];
  for (int i = 1; i < 8; i++) m = m < v[i] || m != m ? m : v[i];
  return m;
}

/// Where the input of kept element `position` begins.
INLINE int64_t kept_offset(const nabla_reduction *p, int64_t position) {
  int64_t offset = 0;
  for (int64_t axis = p->keptRank - 1; axis >= 0; axis--) {
    offset += position % p->keptExtents[axis] * p->keptStrides[axis];
    position /= p->keptExtents[axis];
  }
  return offset;
}

typedef struct runs {
  int64_t offset, left;
  int64_t indices[NABLA_MAXIMUM_RANK];
} runs;

/// The reduced axes but the innermost; each position begins one run along that.
INLINE runs runs_start(const nabla_reduction *p, int64_t offset) {
  runs r = {.offset = offset, .left = 1};
  for (int64_t axis = 0; axis < p->reducedRank - 1; axis++) r.left *= p->reducedExtents[axis];
  return r;
}
INLINE int runs_next(runs *r, const nabla_reduction *p) {
  if (--r->left <= 0) return 0;
  for (int64_t axis = p->reducedRank - 2; axis >= 0; axis--) {
    r->offset += p->reducedStrides[axis];
    if (++r->indices[axis] < p->reducedExtents[axis]) break;
    r->offset -= p->reducedStrides[axis] * p->reducedExtents[axis];
    r->indices[axis] = 0;
  }
  return 1;
}
#endif

/// One kept element: its runs, eight numbers at a time.
#define REDUCE_ONE(offset, START, COMBINE) \
  runs r = runs_start(p, offset); \
  do { \
    const real *x = input + r.offset; \
    for (int64_t i = 0; i < length;) { \
      int64_t stop = smaller(length, i + NABLA_LONG_LOOK); \
      for (; i < stop; i += 8) { \
        vd v = R(load_row)(x + i * stride, length - i, stride, START); \
        COMBINE; \
      } \
      if (i < length && nabla_is_stopped()) break; \
    } \
  } while (runs_next(&r, p));

#if IS_REAL
#define CONVERT(x) ((real)(x))
#else
#define CONVERT(x) whole_number(x)
#endif

/// Neighbouring columns, each from top to bottom; as many at a time as there are accumulators, so
/// that a row is read once.
#define REDUCE_COLUMNS(name, START, COMBINE) \
  INLINE void R(name##_columns)( \
      const int vectors, const nabla_reduction *p, const real *input, int64_t offset, \
      real *output) { \
    int64_t length = p->reducedExtents[p->reducedRank - 1]; \
    int64_t stride = p->reducedStrides[p->reducedRank - 1]; \
    vd sums[8]; \
    for (int j = 0; j < vectors; j++) sums[j] = spread(START); \
    runs r = runs_start(p, offset); \
    do { \
      const real *x = input + r.offset; \
      for (int64_t i = 0; i < length;) { \
        int64_t stop = smaller(length, i + NABLA_LOOK); \
        for (; i < stop; i++) { \
          _Pragma("clang loop unroll(full)") for (int j = 0; j < vectors; j++) { \
            vd sum = sums[j], v = R(load8)(x + i * stride + 8 * j); \
            COMBINE; \
            sums[j] = sum; \
          } \
        } \
        if (i < length && nabla_is_stopped()) break; \
      } \
    } while (runs_next(&r, p)); \
    for (int j = 0; j < vectors; j++) \
      for (int i = 0; i < 8; i++) output[8 * j + i] = CONVERT(sums[j][i] * p->scale); \
  }

#define REDUCTION(name, START, COMBINE, LANES_RESULT) \
  REDUCE_COLUMNS(name, START, COMBINE) \
  static void R(name)( \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) { \
    const nabla_reduction *p = call->parameters; \
    const real *input = call->inputs[0]; \
    real *output = call->output; \
    int64_t length = p->reducedExtents[p->reducedRank - 1]; \
    int64_t stride = p->reducedStrides[p->reducedRank - 1]; \
    int64_t inner = p->keptRank ? p->keptExtents[p->keptRank - 1] : 1; \
    int columns = stride != 1 && p->keptRank && p->keptStrides[p->keptRank - 1] == 1; \
    for (int64_t position = first; position < last;) { \
      vd sum = spread(START); \
      int64_t offset = kept_offset(p, position); \
      int64_t left = smaller(inner - position % inner, last - position); \
      if (columns && left >= 64) { \
        R(name##_columns)(8, p, input, offset, output + position); \
        position += 64; \
      } else if (columns && left >= 32) { \
        R(name##_columns)(4, p, input, offset, output + position); \
        position += 32; \
      } else if (columns && left >= 8) { \
        R(name##_columns)(1, p, input, offset, output + position); \
        position += 8; \
      } else if (columns) { \
        runs r = runs_start(p, offset); \
        do { \
          const real *x = input + r.offset; \
          for (int64_t i = 0; i < length; i++) { \
            if (LEAVES(i)) break; \
            vd v = spread((double)x[i * stride]); \
            COMBINE; \
          } \
        } while (runs_next(&r, p)); \
        output[position++] = CONVERT(sum[0] * p->scale); \
      } else { \
        REDUCE_ONE(offset, START, COMBINE) \
        output[position++] = CONVERT(LANES_RESULT(sum) * p->scale); \
      } \
    } \
  }

REDUCTION(sum, 0, sum += v, lanes_sum)
REDUCTION(product_of, 1, sum *= v, lanes_product)
REDUCTION(maximum_of, -__builtin_inf(), sum = larger_of(sum, v), lanes_maximum)
REDUCTION(minimum_of, __builtin_inf(), sum = smaller_of(sum, v), lanes_minimum)

/// 1 / n at the n elements that equal the extreme value inputs[1] of their row, 0 elsewhere.
static void R(extreme_mask)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_reduction *p = call->parameters;
  const real *input = call->inputs[0], *extreme = call->inputs[1];
  real *output = call->output;
  int64_t length = p->reducedExtents[p->reducedRank - 1];
  int64_t stride = p->reducedStrides[p->reducedRank - 1];
  for (int64_t position = first; position < last; position++) {
    int64_t found = 0;
    runs r = runs_start(p, kept_offset(p, position));
    do {
      for (int64_t i = 0; i < length; i++) {
        if (LEAVES(i)) return;
        int64_t at = r.offset + i * stride;
        int hit = input[at] == extreme[position];
        output[at] = (real)hit;
        found += hit;
      }
    } while (runs_next(&r, p));
    if (found == 1) continue;
    // Ties share; where the extreme is NaN it equals nothing, and nothing is known.
    real share = found ? (real)(1.0 / (double)found) : extreme[position];
    r = runs_start(p, kept_offset(p, position));
    do {
      for (int64_t i = 0; i < length && !LEAVES(i); i++) {
        int64_t at = r.offset + i * stride;
        if (!found || output[at] != 0) output[at] = share;
      }
    } while (runs_next(&r, p));
  }
}

/// For each element the product of the others in its row; exact with zeros among them.
static void R(product_of_others)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_reduction *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  int64_t length = p->reducedExtents[p->reducedRank - 1];
  int64_t stride = p->reducedStrides[p->reducedRank - 1];
  for (int64_t position = first; position < last; position++) {
    int64_t offset = kept_offset(p, position), zeros = 0;
    double product = 1;
    runs r = runs_start(p, offset);
    do {
      for (int64_t i = 0; i < length; i++) {
        if (LEAVES(i)) return;
        double x = (double)input[r.offset + i * stride];
        if (x == 0) zeros++; else product *= x;
      }
    } while (runs_next(&r, p));
    r = runs_start(p, offset);
    do {
      for (int64_t i = 0; i < length; i++) {
        if (LEAVES(i)) return;
        int64_t at = r.offset + i * stride;
        double x = (double)input[at];
        double others = zeros == 0 ? product / x : zeros == 1 && x == 0 ? product : 0;
        output[at] = CONVERT(others);
      }
    } while (runs_next(&r, p));
  }
}

#define ARG_EXTREME(name, BETTER) \
  static void R(name)( \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) { \
    const nabla_axis *p = call->parameters; \
    const real *input = call->inputs[0]; \
    int32_t *output = call->output; \
    for (int64_t position = first; position < last; position++) { \
      const real *x = input + position / p->inner * p->length * p->inner + position % p->inner; \
      int64_t best = 0; \
      real b = x[0]; \
      for (int64_t i = 1; i < p->length && b == b && !LEAVES(i); i++) { \
        real a = x[i * p->inner]; \
        if (BETTER || a != a) { best = i; b = a; } \
      } \
      output[position] = (int32_t)best; \
    } \
  }
ARG_EXTREME(argmax, a > b)
ARG_EXTREME(argmin, a < b)
