// A convolution's gradient by its kernel. Products are added up over a block of positions, one
// chain of fused multiply-adds, and block after block is added to the gradient: better digits than
// one long chain, and the order depends on nothing but the shapes.

/// One block: images image..<image + images, output rows and columns from..<end.
typedef struct R(position_block) {
  int64_t image, images, row, rowEnd, column, columnEnd;
} R(position_block);

/// Adds a block's products to the gradient of one row of taps, for one panel of ∂y in `b`.
static void R(add_patches)(
    const nabla_convolution *p, const R(position_block) *k, const real *x, const R(patch) *base,
    int64_t rowTap, int isDepthwise) {
  int64_t pixel = p->groups * p->inputs, inputRow = p->columns.input * pixel;
  int64_t blockColumns = k->columnEnd - k->column;
  window_pairs rows = window_pairs_of(&p->rows, rowTap, k->row, k->rowEnd);
  if (rows.count == 0) return;
  R(patch) t = *base;
  t.images = k->images;
  t.rows = rows.count;
  t.imageInput = p->rows.input * inputRow;
  t.rowInput = p->rows.stride * inputRow;
  t.columnInput = p->columns.stride * pixel;
  t.columnOutput = p->columns.inputDilation * base->columnOutput;
  t.rowOutput = p->rows.inputDilation * blockColumns * base->columnOutput;
  t.imageOutput = (k->rowEnd - k->row) * blockColumns * base->columnOutput;
  int64_t tap = 0;
  while (tap < p->columns.taps) {
    window_pairs columns = window_pairs_of(&p->columns, tap, k->column, k->columnEnd);
    // Neighbouring taps of equal positions make one tall patch.
    int64_t taps = 1;
    if (!isDepthwise && p->groups == 1 && p->columns.dilation == 1 && p->columns.inputDilation == 1)
      for (; tap + taps < p->columns.taps; taps++) {
        window_pairs next =
            window_pairs_of(&p->columns, tap + taps, k->column, k->columnEnd);
        if (next.output != columns.output || next.count != columns.count) break;
      }
    t.columns = columns.count;
    const real *a = x + k->image * t.imageInput + rows.input * inputRow + columns.input * pixel;
    t.b = base->b + ((rows.output - k->row) * blockColumns + columns.output - k->column)
        * base->columnOutput;
    real *c = base->c + (rowTap * p->columns.taps + tap) * p->inputs * base->gradientStep;
    int64_t left = columns.count ? taps * p->inputs : 0;
    int64_t tiles = (left + TILE_ROWS - 1) / TILE_ROWS;
    for (int64_t tile = 0; tile < tiles; tile++) {
      int64_t height = (left + tiles - tile - 1) / (tiles - tile);
#if TILE_VECTORS == 2
      if (t.width > LANES && !isDepthwise) {
        R(patch) whole = t;
        whole.a = a;
        whole.c = c;
        R(wide_patch)(height, &whole);
      } else
#endif
      for (int64_t j = 0; j < t.width; j += LANES) {
        R(patch) part = t;
        part.a = isDepthwise ? a + j : a;
        part.b += j;
        part.c = c + j;
        part.width = smaller(t.width - j, LANES);
        if (isDepthwise) R(depthwise_patch)(&part);
        else R(narrow_patch)(height, &part);
      }
      left -= height;
      a += height;
      c += height * base->gradientStep;
    }
    tap += taps;
  }
}

/// A panel of ∂y at a block's positions, in rows of `width` numbers.
static void R(pack_block)(
    const nabla_convolution *p, const R(position_block) *k, const real *dy, real *to,
    int64_t columns, int64_t width) {
  int64_t pixel = p->groups * p->outputs, count = k->columnEnd - k->column;
  for (int64_t n = 0; n < k->images; n++)
    for (int64_t h = k->row; h < k->rowEnd; h++) {
      int64_t at = ((k->image + n) * p->rows.output + h) * p->columns.output + k->column;
      R(pack)(to, dy + at * pixel, pixel, 1, count, columns, width);
      to += count * width;
    }
}

/// What the block after this one reads, nearly.
static R(ahead) R(next_block)(
    const nabla_convolution *p, const R(position_block) *k, const real *x, const real *dy) {
  int64_t outputs = p->groups * p->outputs, inputs = p->groups * p->inputs;
  int64_t count = k->images * (k->rowEnd - k->row) * (k->columnEnd - k->column);
  int64_t at = (k->image * p->rows.output + k->row) * p->columns.output + k->column + count;
  int64_t all = p->images * p->rows.output * p->columns.output;
  at = smaller(at, all);
  count = smaller(count, all - at);
  // Of the input there are as many positions as fall to so many outputs.
  double share = (double)(p->rows.input * p->columns.input)
      / (double)(p->rows.output * p->columns.output);
  int64_t inputAt = (int64_t)((double)at * share), inputCount = (int64_t)((double)count * share);
  return (R(ahead)){
    .next = {dy + at * outputs, x + inputAt * inputs},
    .end = {dy + (at + count) * outputs, x + (inputAt + inputCount) * inputs},
  };
}

/// Unit: one row of taps of one panel of output channels. inputs: x, ∂y.
static void R(convolution_kernel_gradient)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_convolution *p = call->parameters;
  const real *x = call->inputs[0], *dy = call->inputs[1];
  int isDepthwise = p->inputs == 1 && p->outputs == 1;
  int64_t outputs = isDepthwise ? p->groups : p->outputs, all = p->groups * p->outputs;
  int64_t rowSize = p->columns.taps * p->inputs * all;
  for (int64_t unit = first; unit < last; unit++) {
    int64_t panel = unit / p->rows.taps;
    int64_t column = panel / p->panels * p->outputs + panel % p->panels * PANEL;
    int64_t columns = smaller(outputs - panel % p->panels * PANEL, PANEL);
    real *c = (real *)call->output + unit % p->rows.taps * rowSize + column;
    for (int64_t i = 0; i < p->columns.taps * p->inputs; i++)
      memset(c + i * all, 0, (size_t)columns * SIZE);
  }
  R(position_block) k;
  for (k.image = 0; k.image < p->images; k.image += p->imagesPerBlock) {
    k.images = smaller(p->imagesPerBlock, p->images - k.image);
    for (k.row = 0; k.row < p->rows.output; k.row += p->rowsPerBlock) {
      k.rowEnd = smaller(k.row + p->rowsPerBlock, p->rows.output);
      for (k.column = 0; k.column < p->columns.output; k.column += p->columnsPerBlock) {
        k.columnEnd = smaller(k.column + p->columnsPerBlock, p->columns.output);
        int64_t packed = -1;
        R(ahead) ahead = R(next_block)(p, &k, x, dy);
        for (int64_t unit = first; unit < last; unit++) {
          int64_t panel = unit / p->rows.taps, group = panel / p->panels;
          int64_t column = panel % p->panels * PANEL;
          int64_t columns = smaller(outputs - column, PANEL);
          int64_t width = columns <= LANES ? LANES : PANEL;
          int64_t output = group * p->outputs + column;
          if (packed != panel) R(pack_block)(p, &k, dy + output, scratch, columns, width);
          packed = panel;
          R(patch) base = {
            .b = scratch, .c = (real *)call->output + output, .columnOutput = width,
            .gradientStep = all, .width = columns, .ahead = &ahead,
          };
          R(add_patches)(p, &k, x + (isDepthwise ? column : group * p->inputs), &base,
              unit % p->rows.taps, isDepthwise);
        }
      }
    }
  }
}
