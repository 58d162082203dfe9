// Random tensors of one element type. Blocks of 16 numbers; NABLA_BLOCK is a multiple of 16.

#define DRAW_SETUP \
  const nabla_draw *p = call->parameters; \
  real *output = call->output; \
  int64_t end = smaller(last * NABLA_BLOCK, p->count);

/// The first n of 16 numbers that stand in pairs: a[0], b[0], a[1], b[1], …
INLINE void R(store_pairs)(real *output, vd a, vd b, int64_t n) {
  for (int64_t i = 0; i < n; i++) output[i] = (real)(i & 1 ? b[i / 2] : a[i / 2]);
}

/// The same, where rounding could go beyond the greatest number there may be; NaN stays.
INLINE void R(store_pairs_up_to)(real *output, vd a, vd b, int64_t n, real greatest) {
  for (int64_t i = 0; i < n; i++) {
    real value = (real)(i & 1 ? b[i / 2] : a[i / 2]);
    output[i] = value > greatest ? greatest : value;
  }
}

static void R(random_uniform)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  DRAW_SETUP
  double range = p->high - p->low;
  int hasEnd = range > 0 && __builtin_isfinite((real)p->high);
#if SIZE == 4
  real greatest = hasEnd ? __builtin_nextafterf((real)p->high, (real)p->low) : (real)__builtin_inf();
#else
  real greatest = hasEnd ? __builtin_nextafter(p->high, p->low) : (real)__builtin_inf();
#endif
  for (int64_t i = first * NABLA_BLOCK; i < end; i += 16) {
    vu words[4];
    philox_blocks(p->key, *call->step, (uint64_t)i / 2, words);
    vd a = unit_interval(words[0] | words[1] << 32), b = unit_interval(words[2] | words[3] << 32);
#if SIZE == 4
    // Cut to 24 bits: as many as a number has.
    for (int k = 0; k < 8; k++) {
      a[k] = (double)(int64_t)(a[k] * 16777216.0) * 5.9604644775390625e-08;
      b[k] = (double)(int64_t)(b[k] * 16777216.0) * 5.9604644775390625e-08;
    }
#endif
    vd low = p->low + a * range, high = p->low + b * range;
    R(store_pairs_up_to)(output + i, low, high, smaller(16, end - i), greatest);
  }
}

/// low + u · range with all 53 bits of u, rounded once: what weights begin with.
static void R(random_uniform_full)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  DRAW_SETUP
  double range = p->high - p->low;
  for (int64_t i = first * NABLA_BLOCK; i < end; i += 16) {
    vu words[4];
    philox_blocks(p->key, *call->step, (uint64_t)i / 2, words);
    vd a = unit_interval(words[0] | words[1] << 32), b = unit_interval(words[2] | words[3] << 32);
    R(store_pairs)(output + i, p->low + a * range, p->low + b * range, smaller(16, end - i));
  }
}

/// low: mean, high: standard deviation.
static void R(random_normal)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  DRAW_SETUP
  for (int64_t i = first * NABLA_BLOCK; i < end; i += 16) {
    vu words[4];
    vd a, b;
    philox_blocks(p->key, *call->step, (uint64_t)i / 2, words);
    normal_pair(words[0] | words[1] << 32, words[2] | words[3] << 32, &a, &b);
    R(store_pairs)(output + i, p->low + a * p->high, p->low + b * p->high, smaller(16, end - i));
  }
}

/// 0 with probability `low`, otherwise `high`; four elements a block, 32 bits each.
static void R(dropout_mask)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  DRAW_SETUP
  uint64_t threshold = (uint64_t)(p->low * 4294967296.0);
  real kept = (real)p->high;
  for (int64_t i = first * NABLA_BLOCK; i < end; i += 32) {
    vu words[4];
    philox_blocks(p->key, *call->step, (uint64_t)i / 4, words);
    int64_t n = smaller(32, end - i);
    for (int64_t k = 0; k < n; k++) output[i + k] = words[k & 3][k >> 2] < threshold ? 0 : kept;
  }
}
