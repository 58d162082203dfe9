// Convolution (cross-correlation), also with gaps between the input's elements, which is how a
// transposed one and the gradient by the input are computed. x, kernel [taps × inputs × outputs].
// y is one chain of fused multiply-adds over the taps inside the input, then over the channels.

/// A rectangle of positions that see the same taps, in one image or in several.
typedef struct R(rectangle) {
  int64_t counts[3], inputSteps[3], outputSteps[3];
} R(rectangle);

/// The axis along which a strip of positions lies: columns, unless there are few.
static int R(longest)(const R(rectangle) *r) {
  if (r->counts[2] >= 6) return 2;
  int best = 2;
  for (int axis = 1; axis >= 0; axis--)
    if (r->counts[axis] > r->counts[best]) best = axis;
  return best;
}

static void R(run_rectangle)(const R(rectangle) *r, const R(strip) *first) {
  int inner = R(longest)(r), outer = inner == 0 ? 1 : 0, middle = 3 - inner - outer;
  R(strip) strip = *first;
  strip.inputStep = r->inputSteps[inner];
  strip.outputStep = r->outputSteps[inner];
  for (int64_t o = 0; o < r->counts[outer]; o++) {
    for (int64_t m = 0; m < r->counts[middle]; m++) {
      strip.a = first->a + o * r->inputSteps[outer] + m * r->inputSteps[middle];
      strip.c = first->c + o * r->outputSteps[outer] + m * r->outputSteps[middle];
      R(run_strip)(r->counts[inner], &strip);
    }
  }
}

/// All positions of images and rows, with the kernel rows that the strip's panel holds.
static void R(convolve)(
    const nabla_convolution *p, const R(strip) *base, int64_t images, int64_t row, int64_t end) {
  int64_t inputPixel = p->groups * p->inputs, inputRow = p->columns.input * inputPixel;
  int64_t outputPixel = p->groups * p->outputs, outputRow = p->columns.output * outputPixel;
  R(rectangle) area = {
    .counts = {images},
    .inputSteps = {p->rows.input * inputRow},
    .outputSteps = {p->rows.output * outputRow},
  };
  window_run rows, columns;
  window_cursor r = {0};
  while (window_next(&p->rows, &r, &rows)) {
    window_clip(&rows, row, end);
    if (rows.count == 0) continue;
    area.counts[1] = rows.count;
    area.inputSteps[1] = rows.sourceStep * inputRow;
    area.outputSteps[1] = rows.step * outputRow;
    window_cursor c = {0};
    while (window_next(&p->columns, &c, &columns)) {
      area.counts[2] = columns.count;
      area.inputSteps[2] = columns.sourceStep * inputPixel;
      area.outputSteps[2] = columns.step * outputPixel;
      R(strip) strip = *base;
      strip.a += rows.source * inputRow + columns.source * inputPixel;
      strip.c += rows.first * outputRow + columns.first * outputPixel;
      strip.rowTaps = columns.taps ? rows.taps : 0;
      strip.rowTapInput = rows.tapSource * inputRow;
      strip.rowTapKernel = rows.tapStep * p->columns.taps * p->inputs;
      strip.columnTaps = columns.taps;
      strip.columnTapInput = columns.tapSource * inputPixel;
      strip.columnTapKernel = columns.tapStep * p->inputs;
      strip.kernelRow = (rows.tap * p->columns.taps + columns.tap) * p->inputs;
      strip.depth = p->inputs;
      if (strip.columnTapInput == p->inputs && columns.tapStep == 1) {
        strip.depth *= columns.taps;
        strip.columnTaps = 1;
      }
      R(run_rectangle)(&area, &strip);
    }
  }
}

/// Unit: images and rows of one panel of output channels. inputs: x, kernel, and what the
/// ending reads.
static void R(convolution)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_convolution *p = call->parameters;
  const real *x = call->inputs[0], *kernel = call->inputs[1];
  int64_t inputPixel = p->groups * p->inputs, outputPixel = p->groups * p->outputs;
  int64_t inputImage = p->rows.input * p->columns.input * inputPixel;
  int64_t outputImage = p->rows.output * p->columns.output * outputPixel;
  int64_t kernelRows = p->rows.taps * p->columns.taps * p->inputs;
  int isDepthwise = p->inputs == 1 && p->outputs == 1;
  // A depthwise convolution has one panel after the other through all groups.
  int64_t outputs = isDepthwise ? p->groups : p->outputs, packed = -1;
  int64_t allPanels = isDepthwise ? p->panels : p->groups * p->panels;
  int64_t chunks = (kernelRows + CHUNK - 1) / CHUNK, rows = (kernelRows + chunks - 1) / chunks;
  for (int64_t unit = first; unit < last; unit++) {
    // Panels follow one another while the images are in the cache.
    int64_t panel = unit % allPanels, place = unit / allPanels;
    int64_t group = panel / p->panels, column = panel % p->panels * PANEL;
    int64_t image = place / p->rowUnits * p->imagesPerUnit;
    int64_t row = place % p->rowUnits * p->rowsPerUnit;
    R(strip) strip = {
      .a = x + image * inputImage + (isDepthwise ? column : group * p->inputs),
      .c = (real *)call->output + image * outputImage + group * p->outputs + column,
      .columns = smaller(outputs - column, PANEL),
      .isDepthwise = isDepthwise,
    };
    const real *b = kernel + group * p->outputs + column;
    int64_t width = strip.columns <= LANES ? LANES : PANEL;
    int64_t images = smaller(p->imagesPerUnit, p->images - image);
    int64_t end = smaller(row + p->rowsPerUnit, p->rows.output);
    strip.panel = scratch;
    strip.panelStride = width;
    for (int64_t from = 0; from < kernelRows; from += rows) {
      strip.from = from;
      strip.to = smaller(from + rows, kernelRows);
      strip.continues = from > 0;
      if (strip.to == kernelRows) {
        int64_t channel = group * p->outputs + column;
        if (p->addsBias) strip.bias = (const real *)call->inputs[2] + channel;
        strip.ending = p->ending;
        if (p->ending == 2) strip.gate = (const real *)call->inputs[2] - (real *)call->output;
      }
      if (packed != panel || chunks > 1)
        R(pack)(scratch, b + from * outputPixel, outputPixel, 1, strip.to - from, strip.columns,
            width);
      packed = panel;
      R(convolve)(p, &strip, images, row, end);
    }
  }
}

/// Taps turned round, inputs and outputs of each group exchanged. Unit: a tap.
static void R(flipped_kernel)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_convolution *p = call->parameters;
  int64_t taps = p->rows.taps * p->columns.taps, inputs = p->inputs, outputs = p->outputs;
  int64_t size = p->groups * inputs * outputs;
  for (int64_t tap = first; tap < last; tap++) {
    const real *from = (const real *)call->inputs[0] + (taps - 1 - tap) * size;
    real *to = (real *)call->output + tap * size;
    for (int64_t g = 0; g < p->groups; g++)
      for (int64_t o = 0; o < outputs; o++)
        for (int64_t i = 0; i < inputs; i++)
          to[(o * p->groups + g) * inputs + i] = from[(i * p->groups + g) * outputs + o];
  }
}
