// Moving, choosing and ordering elements. [outer × length × inner] as in `nabla_axis`.

#if IS_REAL
// What an index outside the table reads.
#define NOWHERE ((real)__builtin_nan(""))
#else
#define NOWHERE 0
#endif

static void R(strided_copy)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_strided *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  int64_t inner = p->rank - 1, stride = p->strides[0][inner];
  if (p->rank == 2 && p->strides[0][0] == 1) {
    // A transposition: 16 × 16 blocks keep both sides in the first cache.
    int64_t columns = p->extents[1];
    for (int64_t i0 = first; i0 < last; i0 += 16)
      for (int64_t j0 = 0; j0 < columns && !LEAVES_AFTER(j0); j0 += 16)
        for (int64_t i = i0; i < smaller(i0 + 16, last); i++)
          for (int64_t j = j0; j < smaller(j0 + 16, columns); j++)
            output[i * columns + j] = input[i + j * stride];
    return;
  }
  walk w = walk_start(p, first, last);
  do {
    const real *x = input + w.offsets[0];
    real *y = output + w.position;
    if (stride == 1) memcpy(y, x, (size_t)w.length * SIZE);
    else for (int64_t i = 0; i < w.length; i++) y[i] = x[i * stride];
  } while (walk_next(&w, p));
}

/// Unit: one of `outer`. Rows from..<from+length of `other`.
static void R(slice)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  for (int64_t o = first; o < last; o++)
    copy_long(output + o * p->length * p->inner, input + (o * p->other + p->from) * p->inner,
        p->length * p->inner * SIZE);
}

/// Unit: one of `outer`. The last of `length` rows first.
static void R(reverse)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  for (int64_t o = first; o < last; o++)
    for (int64_t i = 0; i < p->length && !LEAVES(i); i++)
      copy_long(output + (o * p->length + i) * p->inner,
          input + (o * p->length + p->length - 1 - i) * p->inner, p->inner * SIZE);
}

/// The input's `other` rows at `from` in `length` rows, zeros around them.
static void R(pad)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *input = call->inputs[0];
  int64_t before = p->from * p->inner, size = p->other * p->inner, total = p->length * p->inner;
  for (int64_t o = first; o < last; o++) {
    real *y = (real *)call->output + o * total;
    clear_long(y, before * SIZE);
    copy_long(y + before, input + o * size, size * SIZE);
    clear_long(y + before + size, (total - before - size) * SIZE);
  }
}

/// The parameters are a list: how many operands, outer, then the run length of each.
static void R(concatenate)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const int64_t *p = call->parameters;
  int64_t count = p[0], total = 0;
  for (int64_t k = 0; k < count; k++) total += p[2 + k];
  for (int64_t o = first; o < last; o++) {
    real *y = (real *)call->output + o * total;
    for (int64_t k = 0; k < count; k++) {
      copy_long(y, (const real *)call->inputs[k] + o * p[2 + k], p[2 + k] * SIZE);
      y += p[2 + k];
    }
  }
}

/// Rows of a table [length × inner] by indices [outer].
static void R(gather)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *table = call->inputs[0];
  const int32_t *indices = call->inputs[1];
  for (int64_t o = first; o < last; o++) {
    real *y = (real *)call->output + o * p->inner;
    int64_t index = indices[o];
    if (index >= 0 && index < p->length)
      memcpy(y, table + index * p->inner, (size_t)p->inner * SIZE);
    else
      for (int64_t i = 0; i < p->inner; i++) y[i] = NOWHERE;
  }
}

/// Adds rows [outer × inner] into zeros [length × inner], in order: one unit.
static void R(scatter_add)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *rows = call->inputs[0];
  const int32_t *indices = call->inputs[1];
  real *output = call->output;
  clear_long(output, p->length * p->inner * SIZE);
  for (int64_t o = 0; o < p->outer; o++) {
    if (LEAVES(o)) return;
    int64_t index = indices[o];
    if (index < 0 || index >= p->length) continue;
    real *y = output + index * p->inner;
    const real *x = rows + o * p->inner;
    for (int64_t i = 0; i < p->inner; i++) y[i] += x[i];
  }
}

/// inputs[0] [outer × length × inner] gets a row of inputs[1] [outer × inner] at a place; each of these stands for `other` of
/// `outer`, and one outside of the length for none.
static void R(write_row)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  real *table = (real *)call->inputs[0];
  const real *rows = call->inputs[1];
  const int32_t *places = call->inputs[2];
  for (int64_t o = first; o < last; o++) {
    int64_t place = places[o / p->other];
    if (place >= 0 && place < p->length)
      memcpy(table + (o * p->length + place) * p->inner, rows + o * p->inner,
          (size_t)p->inner * SIZE);
  }
}

static void R(pick_class)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *x = call->inputs[0];
  const int32_t *labels = call->inputs[1];
  real *y = call->output;
  for (int64_t o = first; o < last; o++)
    y[o] = labels[o] >= 0 && labels[o] < p->length ? x[o * p->length + labels[o]] : NOWHERE;
}

static void R(place_class)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *x = call->inputs[0];
  const int32_t *labels = call->inputs[1];
  real *y = call->output;
  clear_long(y + first * p->length, (last - first) * p->length * SIZE);
  for (int64_t o = first; o < last; o++)
    if (labels[o] >= 0 && labels[o] < p->length) y[o * p->length + labels[o]] = x[o];
}

static void R(one_hot)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const int32_t *labels = call->inputs[0];
  real *y = call->output;
  clear_long(y + first * p->length, (last - first) * p->length * SIZE);
  for (int64_t o = first; o < last; o++)
    if (labels[o] >= 0 && labels[o] < p->length) y[o * p->length + labels[o]] = 1;
}

/// flag 1: from the end to the beginning.
static void R(cumulative_sum)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *input = call->inputs[0];
  real *output = call->output;
  for (int64_t row = first; row < last; row++) {
    int64_t at = row / p->inner * p->length * p->inner + row % p->inner;
    double sum = 0;
    for (int64_t k = 0; k < p->length; k++) {
      if (LEAVES(k)) return;
      int64_t i = at + (p->flag ? p->length - 1 - k : k) * p->inner;
      sum += (double)input[i];
      output[i] = CONVERT(sum);
    }
  }
}

/// y[i] = x[indices[i]] along the axis; x has `other` rows, y and indices `length`.
static void R(take_along)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *input = call->inputs[0];
  const int32_t *indices = call->inputs[1];
  real *output = call->output;
  for (int64_t row = first; row < last; row++) {
    int64_t o = row / p->inner, i = row % p->inner;
    for (int64_t k = 0; k < p->length; k++) {
      if (LEAVES(k)) return;
      int64_t at = (o * p->length + k) * p->inner + i, index = indices[at];
      int isInside = index >= 0 && index < p->other;
      output[at] = isInside ? input[(o * p->other + index) * p->inner + i] : NOWHERE;
    }
  }
}

/// y[indices[i]] += x[i] along the axis; y has `length` rows, x and indices `other`.
static void R(put_along)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  const real *input = call->inputs[0];
  const int32_t *indices = call->inputs[1];
  real *output = call->output;
  for (int64_t row = first; row < last; row++) {
    int64_t o = row / p->inner, i = row % p->inner;
    for (int64_t k = 0; k < p->length && !LEAVES(k); k++)
      output[(o * p->length + k) * p->inner + i] = 0;
    for (int64_t k = 0; k < p->other; k++) {
      if (LEAVES(k)) return;
      int64_t at = (o * p->other + k) * p->inner + i, index = indices[at];
      if (index >= 0 && index < p->length)
        output[(o * p->length + index) * p->inner + i] += input[at];
    }
  }
}
