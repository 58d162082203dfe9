// Largest and mean elements of windows. x [images × rows × columns × channels]; padding takes no
// part. Unit: an image. Windows are visited in row-major order, and so are the elements of each.

/// For each window of an image: its elements are those of the tap ranges r and c.
#define FOR_EACH_WINDOW(...) \
  const nabla_pooling *p = call->parameters; \
  int64_t inputImage = p->rows.input * p->columns.input * p->channels; \
  int64_t outputImage = p->rows.output * p->columns.output * p->channels; \
  for (int64_t image = first; image < last; image++) \
    for (int64_t row = 0; row < p->rows.output; row++) { \
      R(span) r = R(span_of)(&p->rows, row); \
      for (int64_t column = 0; column < p->columns.output; column++) { \
        R(span) c = R(span_of)(&p->columns, column); \
        int64_t in = image * inputImage, count = (r.end - r.first) * (c.end - c.first); \
        int64_t out = image * outputImage \
            + (row * p->columns.output + column) * p->channels; \
        __VA_ARGS__ \
      } \
    }

/// The input positions of a window along one axis.
typedef struct R(span) {
  int64_t first, end;
} R(span);

INLINE R(span) R(span_of)(const nabla_window *w, int64_t position) {
  int64_t start = position * w->stride - w->padding;
  int64_t first = clamped(start, 0, w->input);
  return (R(span)){first, clamped(start + w->taps, first, w->input)};
}

static void R(max_pool)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const real *x = call->inputs[0];
  real *y = call->output;
  FOR_EACH_WINDOW({
    for (int64_t i = 0; i < p->channels; i++) y[out + i] = -(real)__builtin_inf();
    for (int64_t h = r.first; h < r.end; h++)
      for (int64_t w = c.first; w < c.end; w++) {
        const real *at = x + in + (h * p->columns.input + w) * p->channels;
        for (int64_t i = 0; i < p->channels; i++)
          y[out + i] = at[i] > y[out + i] || at[i] != at[i] ? at[i] : y[out + i];
      }
  })
}

/// Whether every element is in exactly one window.
INLINE int R(tiles_exactly)(const nabla_window *w) {
  return w->stride == w->taps && w->output * w->stride - w->padding >= w->input;
}

/// ∂x: each window's ∂y goes to its first largest element. inputs: x, y, ∂y.
static void R(max_pool_gradient)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const real *x = call->inputs[0], *y = call->inputs[1], *dy = call->inputs[2];
  real *dx = call->output;
  const nabla_pooling *q = call->parameters;
  int64_t size = q->rows.input * q->columns.input * q->channels;
  int adds = !R(tiles_exactly)(&q->rows) || !R(tiles_exactly)(&q->columns);
  if (adds) memset(dx + first * size, 0, (size_t)((last - first) * size) * SIZE);
  FOR_EACH_WINDOW({
    for (int64_t i = 0; i < p->channels; i += LANES) {
      int64_t channels = p->channels - i;
      vector best = R(read_some)(y + out + i, channels);
      vector flow = R(read_some)(dy + out + i, channels);
      mask left = (mask)(best == best) | -1;
      for (int64_t h = r.first; h < r.end; h++)
        for (int64_t w = c.first; w < c.end; w++) {
          int64_t at = in + (h * p->columns.input + w) * p->channels + i;
          vector value = R(read_some)(x + at, channels);
          mask hit = left & ((value == best) | ((value != value) & (best != best)));
          left &= ~hit;
          if (p->isGated) hit &= value > 0;
          vector part = (vector)((mask)flow & hit);
          if (adds) part = R(read_some)(dx + at, channels) + part;
          R(store_some)(dx + at, part, channels);
        }
    }
  })
}

/// The number of inputs[2], which is shaped as x, at each window's first largest element.
static void R(max_pool_pick)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const real *x = call->inputs[0], *y = call->inputs[1], *numbers = call->inputs[2];
  real *picked = call->output;
  FOR_EACH_WINDOW({
    for (int64_t i = 0; i < p->channels; i++) {
      real best = y[out + i];
      int found = 0;
      picked[out + i] = 0;
      for (int64_t h = r.first; h < r.end && !found; h++)
        for (int64_t w = c.first; w < c.end && !found; w++) {
          int64_t at = in + (h * p->columns.input + w) * p->channels + i;
          found = x[at] == best || (x[at] != x[at] && best != best);
          if (found) picked[out + i] = numbers[at];
        }
    }
  })
}

static void R(average_pool)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const real *x = call->inputs[0];
  real *y = call->output;
  FOR_EACH_WINDOW({
    memset(y + out, 0, (size_t)p->channels * SIZE);
    for (int64_t h = r.first; h < r.end; h++)
      for (int64_t w = c.first; w < c.end; w++) {
        const real *at = x + in + (h * p->columns.input + w) * p->channels;
        for (int64_t i = 0; i < p->channels; i++) y[out + i] += at[i];
      }
    for (int64_t i = 0; i < p->channels; i++) y[out + i] /= (real)count;
  })
}

/// ∂x: each window's ∂y in equal parts to its elements. inputs: ∂y.
static void R(average_pool_gradient)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const real *dy = call->inputs[0];
  real *dx = call->output;
  const nabla_pooling *q = call->parameters;
  int64_t size = q->rows.input * q->columns.input * q->channels;
  memset(dx + first * size, 0, (size_t)((last - first) * size) * SIZE);
  FOR_EACH_WINDOW({
    for (int64_t h = r.first; h < r.end; h++)
      for (int64_t w = c.first; w < c.end; w++) {
        real *at = dx + in + (h * p->columns.input + w) * p->channels;
        for (int64_t i = 0; i < p->channels; i++) at[i] += dy[out + i] / (real)count;
      }
  })
}
