// The slopes of recurrent layers, from the last computed step to the first.

#define SLOPE(index, value) R(store_some)(slopes + (index) * n + i, value, n - i)

/// Slopes of one row at one step. `dh` is that of the state after it, and becomes what reaches the
/// state before it past the products; `dc` is that of an LSTM's memory.
INLINE void R(recurrent_cell_slopes)(
    int64_t cell, const real *record, const real *before, const real *memory, const real *flow,
    real *dh, real *dc, real *slopes, int64_t n) {
  for (int64_t i = 0; i < n; i += LANES) {
    vector d = R(read_some)(dh + i, n - i) + R(read_some)(flow + i, n - i), rest = {0};
    if (cell == nabla_cell_simple) {
      vector h = PLANE(0);
      SLOPE(0, d * (1 - h * h));
    } else if (cell == nabla_cell_lstm) {
      vector in = PLANE(0), forget = PLANE(1), new = PLANE(2), out = PLANE(3);
      vector bent = R(lanes_tanh)(PLANE(4));
      vector c = memory ? R(read_some)(memory + i, n - i) : (vector){0};
      vector e = R(read_some)(dc + i, n - i) + d * out * (1 - bent * bent);
      SLOPE(0, e * new * (in * (1 - in)));
      SLOPE(1, e * c * (forget * (1 - forget)));
      SLOPE(2, e * in * (1 - new * new));
      SLOPE(3, d * bent * (out * (1 - out)));
      R(store_some)(dc + i, e * forget, n - i);
    } else {
      vector update = PLANE(0), reset = PLANE(1), new = PLANE(2), part = PLANE(3);
      vector h = before ? R(read_some)(before + i, n - i) : (vector){0};
      vector inner = d * (1 - update) * (1 - new * new);
      SLOPE(0, d * (h - new) * (update * (1 - update)));
      SLOPE(1, inner * part * (reset * (1 - reset)));
      SLOPE(2, inner);
      SLOPE(3, inner * reset);
      rest = d * update;
    }
    R(store_some)(dh + i, rest, n - i);
  }
}

/// dh += slopes · weightsᵀ for all rows at one step; dropout masks act on the state's side.
static void R(recurrent_slopes_back)(
    const nabla_recurrence *p, const real *slopes, int64_t stride, const real *panels,
    const real *dropout, real *dh, real *part, int64_t rows) {
  recurrent_layout layout = recurrent_layouts[p->cell];
  int64_t n = p->units, gateSize = (n + PANEL - 1) / PANEL * PANEL * n;
  for (int gate = 0; gate < layout.gates; gate++) {
    if (dropout && (gate == 0 || p->masks > 1)) memset(part, 0, (size_t)(rows * n) * SIZE);
    R(recurrent_product)(slopes + recurrent_plane(p->cell, gate) * n, stride,
        panels + gate * gateSize, dropout ? part : dh, n, rows, n);
    if (!dropout || (p->masks == 1 && gate < layout.gates - 1)) continue;
    for (int64_t row = 0; row < rows; row++) {
      const real *m = dropout + (row * p->masks + (p->masks > 1 ? gate : 0)) * n;
      real *to = dh + row * n, *from = part + row * n;
      for (int64_t i = 0; i < n; i++) to[i] = to[i] + m[i] * from[i];
    }
  }
}

static void R(recurrent_backward_rows)(
    const nabla_call *call, int64_t from, int64_t to, real *scratch) {
  const nabla_recurrence *p = call->parameters;
  recurrent_layout layout = recurrent_layouts[p->cell];
  int64_t n = p->units, rows = to - from, last = layout.planes - 1;
  int64_t record = layout.planes * n, size = layout.slopes * n;
  const real *trace = call->inputs[0], *flow = call->inputs[1], *panels = call->inputs[2];
  const real *state = recurrent_operand(call, p->state);
  const real *memories = recurrent_operand(call, p->memory);
  const real *present = recurrent_operand(call, p->present);
  const real *dropout = recurrent_operand(call, p->dropout);
  real *dh = scratch, *dc = dh + rows * n, *part = dc + rows * n, *output = call->output;
  memset(dh, 0, (size_t)(2 * rows * n) * SIZE);
  for (int64_t s = p->steps - 1; s >= 0; s--) {
    int64_t t = recurrent_step(p, s), earlier = recurrent_step(p, s - 1);
    for (int64_t row = from; row < to; row++) {
      int64_t at = row * p->steps + t;
      real *slopes = output + at * size, *d = dh + (row - from) * n;
      const real *past = s > 0 ? trace + (earlier * p->batch + row) * record : NULL;
      if (row + 1 < to) {
        R(recurrent_ahead)(slopes + p->steps * size, size);
        R(recurrent_ahead)(flow + (at + p->steps) * n, n);
      }
      if (present && present[at] == 0) {
        for (int64_t i = 0; i < n; i++) d[i] = d[i] + flow[at * n + i];
        memset(slopes, 0, (size_t)size * SIZE);
        continue;
      }
      const real *before = past ? past + last * n : state ? state + row * n : NULL;
      const real *memory = past ? past + 4 * n : memories ? memories + row * n : NULL;
      R(recurrent_cell_slopes)(p->cell, trace + (t * p->batch + row) * record, before, memory,
          flow + at * n, d, dc + (row - from) * n, slopes, n);
    }
    if (s > 0)
      R(recurrent_slopes_back)(p, output + (from * p->steps + t) * size, p->steps * size, panels,
          dropout ? dropout + from * p->masks * n : NULL, dh, part, rows);
  }
}

/// Unit: NABLA_RECURRENT_ROWS rows of the batch. Slopes of what goes into the gates of every step.
static void R(recurrent_backward)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_recurrence *p = call->parameters;
  int64_t chunk = NABLA_SCRATCH / (3 * p->units * SIZE);
  int64_t end = smaller(last * NABLA_RECURRENT_ROWS, p->batch);
  for (int64_t row = first * NABLA_RECURRENT_ROWS; row < end; row += chunk)
    R(recurrent_backward_rows)(call, row, smaller(row + chunk, end), scratch);
}
