// Optimizers' updates, in place: inputs[0] are the weights. Rates and corrections are double.

/// v = momentum·v − rate·g, w += v. inputs: w, v, g, rate; numbers: momentum, nesterov.
static void R(sgd_update)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_flat *p = call->parameters;
  int64_t end = R(end)(last, p->count);
  real *w = call->inputs[0], momentum = (real)p->numbers[0];
  real *v = call->inputs[1];
  const real *g = call->inputs[2];
  real rate = (real)*(const double *)call->inputs[3];
  if (momentum == 0) {
    EACH for (int64_t i = first * NABLA_BLOCK; i < end; i++) w[i] = w[i] - rate * g[i];
    return;
  }
  if (p->numbers[1] == 0) {
    EACH for (int64_t i = first * NABLA_BLOCK; i < end; i++) {
      real change = momentum * v[i] - rate * g[i];
      v[i] = change;
      w[i] = w[i] + change;
    }
  } else {
    EACH for (int64_t i = first * NABLA_BLOCK; i < end; i++) {
      real flow = rate * g[i], change = momentum * v[i] - flow;
      v[i] = change;
      w[i] = w[i] + (momentum * change - flow);
    }
  }
}

/// Adam (Kingma and Ba, 2015); numbers: β₁, β₂, ε, 1 for ε outside the correction,
/// and the decay of the weights, which comes first: w −= rate·decay·w.
/// inputs: w, m, v, g, rate, 1 − β₁ᵗ, 1 − β₂ᵗ.
/// 1 − β is taken in double: in float, 1 − 0.999 is off by 1.3·10⁻⁵.
static void R(adam_update)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_flat *p = call->parameters;
  int64_t end = R(end)(last, p->count);
  double rate = *(const double *)call->inputs[4];
  double first_correction = *(const double *)call->inputs[5];
  double root = __builtin_sqrt(*(const double *)call->inputs[6]);
  real step = (real)(rate * root / first_correction);
  real epsilon = (real)(p->numbers[3] != 0 ? p->numbers[2] : p->numbers[2] * root);
  real one_less_first = (real)(1 - p->numbers[0]), one_less_second = (real)(1 - p->numbers[1]);
  real *w = call->inputs[0], *m = call->inputs[1], *v = call->inputs[2];
  const real *g = call->inputs[3];
  real shrinking = (real)rate, decay = (real)p->numbers[4];
  EACH for (int64_t i = first * NABLA_BLOCK; i < end; i++) {
    real slope = g[i];
    real mean = m[i] + (slope - m[i]) * one_less_first;
    real square = v[i] + (slope * slope - v[i]) * one_less_second;
    m[i] = mean;
    v[i] = square;
    real kept = w[i] - shrinking * (decay * w[i]);
    w[i] = kept - step * mean / (__builtin_elementwise_sqrt(square) + epsilon);
  }
}
