// Operations on one element at a time. Plain loops: each element stands alone, so the compiler's
// vectors cannot change a bit. `assume_safety` allows the output to be one of the operands.

#define EACH _Pragma("clang loop vectorize(assume_safety)")

/// The elements of the units first..<last, up to a full vector (see the header on padding).
INLINE int64_t R(end)(int64_t last, int64_t count) {
  int64_t padded = (count + LANES - 1) / LANES * LANES;
  return smaller(last * NABLA_BLOCK, padded);
}

#define UNARY(name, EXPRESSION) \
  static void R(name)( \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) { \
    const nabla_flat *p = call->parameters; \
    const real *input = call->inputs[0]; \
    real *output = call->output, low = (real)p->numbers[0], high = (real)p->numbers[1]; \
    (void)low, (void)high; \
    int64_t end = R(end)(last, p->count); \
    EACH for (int64_t i = first * NABLA_BLOCK; i < end; i++) { \
      real x = input[i]; \
      output[i] = EXPRESSION; \
    } \
  }

#define BINARY(name, EXPRESSION) \
  static void R(name)( \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) { \
    const nabla_strided *p = call->parameters; \
    const real *left = call->inputs[0], *right = call->inputs[1]; \
    real *output = call->output; \
    int64_t inner = p->rank - 1, ls = p->strides[0][inner], rs = p->strides[1][inner]; \
    walk w = walk_start(p, first, last); \
    do { \
      const real *l = left + w.offsets[0], *r = right + w.offsets[1]; \
      real *o = output + w.position; \
      if (ls && rs) { \
        EACH for (int64_t i = 0; i < w.length; i++) { \
          real a = l[i], b = r[i]; \
          o[i] = EXPRESSION; \
        } \
      } else if (ls) { \
        real b = r[0]; \
        EACH for (int64_t i = 0; i < w.length; i++) { real a = l[i]; o[i] = EXPRESSION; } \
      } else { \
        real a = l[0]; \
        EACH for (int64_t i = 0; i < w.length; i++) { real b = r[i * rs]; o[i] = EXPRESSION; } \
      } \
    } while (walk_next(&w, p)); \
  }

BINARY(maximum, a > b || a != a ? a : b)
BINARY(minimum, a < b || a != a ? a : b)
BINARY(equal, a == b)
BINARY(not_equal, a != b)
BINARY(less, a < b)
BINARY(less_or_equal, a <= b)
BINARY(greater, a > b)
BINARY(greater_or_equal, a >= b)
BINARY(logical_and, a != 0 && b != 0)
BINARY(logical_or, a != 0 || b != 0)
UNARY(logical_not, x == 0)
UNARY(absolute, x < 0 ? -x : x + 0)
UNARY(sign, x != x ? x : (real)((x > 0) - (x < 0)))
UNARY(copy, x)
UNARY(clip, x < low ? low : x > high ? high : x)

#if IS_REAL
BINARY(add, a + b)
BINARY(subtract, a - b)
BINARY(multiply, a * b)
BINARY(divide, a / b)
// The remainder has the divisor's sign, as in Python.
BINARY(modulo, R(remainder)(a, b))
BINARY(power, b == 2 ? a * a : (real)raised(a, b))
BINARY(arc_tangent_of_two, (real)angle(a, b))
BINARY(hypotenuse, (real)hypotenuse_of(a, b))
BINARY(relu_gradient, a > 0 ? b : 0)
BINARY(tanh_gradient, b * (1 - a * a))
BINARY(sigmoid_gradient, b * (a * (1 - a)))
UNARY(negate, -x)
UNARY(floor, __builtin_elementwise_floor(x))
UNARY(round, __builtin_elementwise_roundeven(x))
UNARY(ceiling, __builtin_elementwise_ceil(x))
UNARY(truncation, __builtin_elementwise_trunc(x))
UNARY(square_root, __builtin_elementwise_sqrt(x))
UNARY(reciprocal_square_root, 1 / __builtin_elementwise_sqrt(x))
UNARY(relu, x <= 0 ? 0 : x)
UNARY(polygamma, (real)polygamma(x, (int)low))
#else
// Whole numbers wrap around instead of trapping.
BINARY(add, (real)((uint32_t)a + (uint32_t)b))
BINARY(subtract, (real)((uint32_t)a - (uint32_t)b))
BINARY(multiply, (real)((uint32_t)a * (uint32_t)b))
BINARY(modulo, R(remainder)(a, b))
UNARY(negate, (real)(0u - (uint32_t)x))
#endif

static void R(where)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_strided *p = call->parameters;
  const real *condition = call->inputs[0], *left = call->inputs[1], *right = call->inputs[2];
  real *output = call->output;
  int64_t inner = p->rank - 1;
  int64_t cs = p->strides[0][inner], ls = p->strides[1][inner], rs = p->strides[2][inner];
  walk w = walk_start(p, first, last);
  do {
    const real *c = condition + w.offsets[0], *l = left + w.offsets[1], *r = right + w.offsets[2];
    real *o = output + w.position;
    if (cs && ls && rs) {
      EACH for (int64_t i = 0; i < w.length; i++) {
        real a = l[i], b = r[i];
        o[i] = c[i] != 0 ? a : b;
      }
    } else {
      for (int64_t i = 0; i < w.length; i++) o[i] = c[i * cs] != 0 ? l[i * ls] : r[i * rs];
    }
  } while (walk_next(&w, p));
}

/// inputs[0] = inputs[1].
static void R(assign)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_flat *p = call->parameters;
  int64_t begin = first * NABLA_BLOCK, end = smaller(last * NABLA_BLOCK, p->count);
  memmove((real *)call->inputs[0] + begin, (const real *)call->inputs[1] + begin,
      (size_t)(end - begin) * SIZE);
}

/// Writes 1 to the whole number at the output when a number is not finite.
static void R(check_finite)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
#if IS_REAL
  const nabla_flat *p = call->parameters;
  const real *x = call->inputs[0];
  int64_t i = first * NABLA_BLOCK, end = smaller(last * NABLA_BLOCK, p->count);
  // x − x is zero for finite x and NaN otherwise.
  mask hits = {0};
  for (; i + LANES <= end; i += LANES) {
    vector v = *(const vector *)(x + i);
    hits |= (mask)(v - v != 0);
  }
  int isHit = 0;
  for (; i < end; i++) isHit |= x[i] - x[i] != 0;
  for (int k = 0; k < LANES; k++) isHit |= hits[k] != 0;
  if (isHit) __atomic_store_n((int32_t *)call->output, 1, __ATOMIC_RELAXED);
#endif
}

/// numbers[0] is the result's element type.
static void R(cast)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_flat *p = call->parameters;
  const real *x = call->inputs[0];
  int64_t begin = first * NABLA_BLOCK, end = smaller(last * NABLA_BLOCK, p->count);
  if (p->numbers[0] == 0) {
    float *y = call->output;
    for (int64_t i = begin; i < end; i++) y[i] = (float)x[i];
  } else if (p->numbers[0] == 1) {
    double *y = call->output;
    for (int64_t i = begin; i < end; i++) y[i] = (double)x[i];
  } else {
    int32_t *y = call->output;
    for (int64_t i = begin; i < end; i++) y[i] = whole_number((double)x[i]);
  }
}

#if IS_REAL
// Elementary functions, eight numbers at a time in double.
#define ELEMENTARY(name, function) \
  static void R(name)( \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) { \
    const nabla_flat *p = call->parameters; \
    const real *input = call->inputs[0]; \
    real *output = call->output; \
    int64_t end = R(end)(last, p->count); \
    for (int64_t i = first * NABLA_BLOCK; i < end; i += 8) \
      R(store8)(output + i, function(R(load8)(input + i))); \
  }

ELEMENTARY(exponential, NARROW(exponential))
ELEMENTARY(logarithm, logarithm)
ELEMENTARY(sine, sine)
ELEMENTARY(cosine, cosine)
ELEMENTARY(hyperbolic_tangent, NARROW(hyperbolic_tangent))
ELEMENTARY(sigmoid, NARROW(sigmoid))
ELEMENTARY(softplus, softplus)
ELEMENTARY(error_function, NARROW(error_function))
ELEMENTARY(tangent, tangent)
ELEMENTARY(arc_sine, arc_sine)
ELEMENTARY(arc_cosine, arc_cosine)
ELEMENTARY(arc_tangent, arc_tangent)
ELEMENTARY(hyperbolic_sine, hyperbolic_sine)
ELEMENTARY(hyperbolic_cosine, hyperbolic_cosine)
ELEMENTARY(inverse_hyperbolic_sine, inverse_hyperbolic_sine)
ELEMENTARY(inverse_hyperbolic_cosine, inverse_hyperbolic_cosine)
ELEMENTARY(inverse_hyperbolic_tangent, inverse_hyperbolic_tangent)
ELEMENTARY(exponential_minus_one, exponential_minus_one)
ELEMENTARY(logarithm_near_one, logarithm_near_one)
ELEMENTARY(logarithm_to_two, logarithm_to_two)
ELEMENTARY(logarithm_to_ten, logarithm_to_ten)
ELEMENTARY(log_gamma, log_gamma)
ELEMENTARY(digamma, digamma)

/// x·Φ(x).
static void R(gelu)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_flat *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  int64_t end = R(end)(last, p->count);
  for (int64_t i = first * NABLA_BLOCK; i < end; i += LANES) {
    vector x = *(const vector *)(input + i), density;
    *(vector *)(output + i) = x * R(lanes_normal)(x, &density);
  }
}

/// u·(Φ(x) + x·φ(x)); inputs: x, and u, which flows back.
static void R(gelu_gradient)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_flat *p = call->parameters;
  const real *input = call->inputs[0], *flow = call->inputs[1];
  real *output = call->output;
  int64_t end = R(end)(last, p->count);
  for (int64_t i = first * NABLA_BLOCK; i < end; i += LANES) {
    vector x = *(const vector *)(input + i), density, share = R(lanes_normal)(x, &density);
    // Far out the density is nothing, and an infinite x must not make it NaN.
    mask isFar = (mask)(x > 40) | (mask)(x < -40);
    vector bend = (vector)(~isFar & (mask)(x * density));
    *(vector *)(output + i) = *(const vector *)(flow + i) * (share + bend);
  }
}
#endif
