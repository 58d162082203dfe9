// Recurrent layers: all steps of a sequence in one call, and their slopes in another. Rows of the
// batch are independent, so any division of them gives the same bits. A row's sum begins with what
// the input contributes and goes on with the state in the order of its units.

/// c[rows × units] += a[rows × units] · one gate's panels.
static void R(recurrent_product)(
    const real *a, int64_t aStride, const real *panels, real *c, int64_t cStride, int64_t rows,
    int64_t units) {
  int64_t blocks = (rows + TILE_ROWS - 1) / TILE_ROWS;
  for (int64_t column = 0; column < units; column += PANEL) {
    int64_t columns = smaller(units - column, PANEL), at = 0;
    for (int64_t block = 0; block < blocks; block++) {
      int64_t height = (rows - at + blocks - block - 1) / (blocks - block);
      for (int64_t j = 0; j < columns; j += TILE_VECTORS * LANES) {
        R(tile_call) t = {
          .a = a + at * aStride, .b = panels + j, .c = c + at * cStride + column + j,
          .rowStride = aStride, .depthStride = 1, .panelStride = PANEL, .outputStride = cStride,
          .depth = units, .columns = columns - j, .continues = 1,
          // The panel that comes next, half of its lines with each of the first two tiles.
          .ahead = block < 2 ? panels + units * PANEL + block * LANES : panels,
          .aheadStride = block < 2 ? PANEL : 0,
        };
        int vectors = columns - j > LANES ? TILE_VECTORS : 1;
        R(tiles)[height - 1][vectors - 1](&t);
      }
      at += height;
    }
    panels += units * PANEL;
  }
}

/// Unit: one panel of one gate. The state's weights as products read them, or turned over.
static void R(recurrent_panels)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_recurrence *p = call->parameters;
  int64_t n = p->units, gates = recurrent_layouts[p->cell].gates, panels = (n + PANEL - 1) / PANEL;
  for (int64_t unit = first; unit < last; unit++) {
    int64_t gate = unit / panels, column = unit % panels * PANEL;
    const real *weights = (const real *)call->inputs[0] + gate * n;
    real *panel = (real *)call->output + unit * n * PANEL;
    int64_t columns = smaller(n - column, PANEL);
    if (p->reversed)
      R(pack)(panel, weights + column * gates * n, 1, gates * n, n, columns, PANEL);
    else R(pack)(panel, weights + column, gates * n, 1, n, columns, PANEL);
  }
}

/// Hands a row's state to the next step's products, once for each dropout mask.
INLINE void R(recurrent_carry)(
    real *states, int64_t copyStride, const real *h, const real *masks, int64_t copies,
    int64_t n) {
  for (int64_t copy = 0; copy < copies; copy++) {
    real *to = states + copy * copyStride;
    const real *m = masks ? masks + copy * n : NULL;
    for (int64_t i = 0; i < n; i += LANES) {
      vector x = h ? R(read_some)(h + i, n - i) : (vector){0};
      if (m) x = x * R(read_some)(m + i, n - i);
      R(store_some)(to + i, x, n - i);
    }
  }
}

/// Asks for the lines of a row that no processor foresees, since rows lie far apart.
INLINE void R(recurrent_ahead)(const real *row, int64_t count) {
  for (int64_t i = 0; i < count; i += LANES) __builtin_prefetch(row + i);
}

/// What the input contributes to a step of a row, or the row of a table that its number names;
/// null for a number outside the table.
INLINE const real *R(recurrent_input)(
    const nabla_recurrence *p, const nabla_call *call, int64_t at, int64_t count) {
  const real *z = call->inputs[1];
  const int32_t *indices = recurrent_operand(call, p->indices);
  if (!indices) return z + at * count;
  return indices[at] >= 0 && indices[at] < p->rows ? z + indices[at] * count : NULL;
}

/// What a step begins with: the input's part and the bias.
INLINE void R(recurrent_begin)(
    int64_t cell, real *record, const real *z, const real *bias, int64_t n) {
  int64_t count = recurrent_layouts[cell].gates * n;
  if (!z) {
    for (int64_t i = 0; i < count; i++) record[i] = NOWHERE;
  } else if (bias) {
    for (int64_t i = 0; i < count; i += LANES)
      R(store_some)(record + i, R(read_some)(z + i, count - i) + R(read_some)(bias + i, count - i),
          count - i);
  } else memcpy(record, z, (size_t)count * SIZE);
  if (cell != nabla_cell_gru) return;
  if (bias) memcpy(record + count, bias + count, (size_t)n * SIZE);
  else memset(record + count, 0, (size_t)n * SIZE);
}

#define PLANE(index) R(read_some)(record + (index) * n + i, n - i)
#define STORE(index, value) R(store_some)(record + (index) * n + i, value, n - i)

/// The gates and the new state of one row; `before` is null where all of it is zero.
INLINE void R(recurrent_cell)(
    int64_t cell, real *record, const real *before, real *memory, int64_t n) {
  for (int64_t i = 0; i < n; i += LANES) {
    if (cell == nabla_cell_simple) {
      STORE(0, R(lanes_tanh)(PLANE(0)));
    } else if (cell == nabla_cell_lstm) {
      vector in = R(lanes_sigmoid)(PLANE(0)), forget = R(lanes_sigmoid)(PLANE(1));
      vector new = R(lanes_tanh)(PLANE(2)), out = R(lanes_sigmoid)(PLANE(3));
      vector c = forget * R(read_some)(memory + i, n - i) + in * new;
      STORE(0, in);
      STORE(1, forget);
      STORE(2, new);
      STORE(3, out);
      STORE(4, c);
      STORE(5, out * R(lanes_tanh)(c));
      R(store_some)(memory + i, c, n - i);
    } else {
      vector update = R(lanes_sigmoid)(PLANE(0)), reset = R(lanes_sigmoid)(PLANE(1));
      vector new = R(lanes_tanh)(PLANE(2) + reset * PLANE(3));
      vector h = before ? R(read_some)(before + i, n - i) : (vector){0};
      STORE(0, update);
      STORE(1, reset);
      STORE(2, new);
      STORE(4, update * h + (1 - update) * new);
    }
  }
}

static void R(recurrent_forward_rows)(
    const nabla_call *call, int64_t from, int64_t to, real *scratch) {
  const nabla_recurrence *p = call->parameters;
  recurrent_layout layout = recurrent_layouts[p->cell];
  int64_t n = p->units, rows = to - from, copies = p->masks ? p->masks : 1;
  int64_t record = layout.planes * n, inputs = layout.gates * n, last = layout.planes - 1;
  int64_t gateSize = (n + PANEL - 1) / PANEL * PANEL * n;
  const real *panels = call->inputs[0];
  const real *bias = recurrent_operand(call, p->bias), *state = recurrent_operand(call, p->state);
  const real *memories = recurrent_operand(call, p->memory);
  const real *present = recurrent_operand(call, p->present);
  const real *dropout = recurrent_operand(call, p->dropout);
  real *states = scratch, *memory = scratch + copies * rows * n, *trace = call->output;
  if (memories) memcpy(memory, memories + from * n, (size_t)(rows * n) * SIZE);
  else memset(memory, 0, (size_t)(rows * n) * SIZE);
  for (int64_t row = 0; row < rows && state; row++)
    R(recurrent_carry)(states + row * n, rows * n, state + (from + row) * n,
        dropout ? dropout + (from + row) * copies * n : NULL, copies, n);
  for (int64_t s = 0; s < p->steps; s++) {
    int64_t t = recurrent_step(p, s), past = recurrent_step(p, s - 1);
    for (int64_t row = from; row < to; row++) {
      int64_t at = row * p->steps + t;
      if (row + 1 < to && p->indices < 0)
        R(recurrent_ahead)(R(recurrent_input)(p, call, at + p->steps, inputs), inputs);
      R(recurrent_begin)(p->cell, trace + (t * p->batch + row) * record,
          R(recurrent_input)(p, call, at, inputs), bias, n);
    }
    for (int gate = 0; gate < layout.gates && (s > 0 || state); gate++)
      R(recurrent_product)(states + (copies > 1 ? gate * rows * n : 0), n,
          panels + gate * gateSize,
          trace + (t * p->batch + from) * record + recurrent_plane(p->cell, gate) * n, record,
          rows, n);
    for (int64_t row = from; row < to; row++) {
      real *now = trace + (t * p->batch + row) * record, *h = now + last * n;
      const real *earlier = s > 0 ? trace + (past * p->batch + row) * record + last * n
                                  : state ? state + row * n : NULL;
      if (!present || present[row * p->steps + t] != 0) {
        R(recurrent_cell)(p->cell, now, earlier, memory + (row - from) * n, n);
      } else {
        if (earlier) memcpy(h, earlier, (size_t)n * SIZE);
        else memset(h, 0, (size_t)n * SIZE);
        if (p->cell == nabla_cell_lstm)
          memcpy(now + 4 * n, memory + (row - from) * n, (size_t)n * SIZE);
      }
      R(recurrent_carry)(states + (row - from) * n, rows * n, h,
          dropout ? dropout + row * copies * n : NULL, copies, n);
    }
  }
}

/// Unit: NABLA_RECURRENT_ROWS rows of the batch. Writes the record of every step.
static void R(recurrent_forward)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_recurrence *p = call->parameters;
  int64_t chunk = NABLA_SCRATCH / (((p->masks ? p->masks : 1) + 1) * p->units * SIZE);
  int64_t end = smaller(last * NABLA_RECURRENT_ROWS, p->batch);
  for (int64_t row = first * NABLA_RECURRENT_ROWS; row < end; row += chunk)
    R(recurrent_forward_rows)(call, row, smaller(row + chunk, end), scratch);
}

/// Unit: one row of the batch. The states of all steps out of their records, or those before them.
static void R(recurrent_states)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_recurrence *p = call->parameters;
  int64_t n = p->units, planes = recurrent_layouts[p->cell].planes;
  const real *state = recurrent_operand(call, p->state);
  const real *h = (const real *)call->inputs[0] + (planes - 1) * n;
  for (int64_t row = first; row < last; row++) {
    for (int64_t s = 0; s < p->steps; s++) {
      real *to = (real *)call->output + (row * p->steps + recurrent_step(p, s)) * n;
      const real *x = state ? state + row * n : NULL;
      if (s >= p->before)
        x = h + (recurrent_step(p, s - p->before) * p->batch + row) * planes * n;
      if (x) memcpy(to, x, (size_t)n * SIZE);
      else memset(to, 0, (size_t)n * SIZE);
    }
  }
}
