// Register tiles of a convolution: positions × channels of an output, or of a kernel's gradient.
// Each number is one chain of fused multiply-adds in an order that no tile changes.

/// Rows of packed kernel that fit into a thread's working memory.
#define CHUNK (NABLA_SCRATCH / (PANEL * SIZE))

#if TILE_ROWS > 6
#define EACH_HEIGHT(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12)
#elif TILE_ROWS > 4
#define EACH_HEIGHT(X) X(1) X(2) X(3) X(4) X(5) X(6)
#else
#define EACH_HEIGHT(X) X(1) X(2) X(3) X(4)
#endif

/// Positions at equal distances that see the same taps, and up to PANEL channels of the output.
typedef struct R(strip) {
  const real *a, *panel;
  real *c;
  /// From one position to the next.
  int64_t inputStep, outputStep;
  /// Taps, and how far apart in the input and in the rows of the kernel.
  int64_t rowTaps, rowTapInput, rowTapKernel;
  int64_t columnTaps, columnTapInput, columnTapKernel;
  /// Input channels of one tap; neighbouring taps count as one.
  int64_t depth;
  /// The kernel's row of the first tap; the panel holds the rows from..<to, `panelStride` apart.
  int64_t kernelRow, from, to, panelStride;
  int64_t columns;
  /// Whether the sums go on from what the output holds.
  int continues;
  /// Whether each output channel has an input channel of its own.
  int isDepthwise;
  /// What is added at the end, or null; then 0: nothing, 1: relu, 2: relu's gradient.
  const real *bias;
  int64_t ending;
  /// From an output to the output of the relu whose gradient it is.
  int64_t gate;
} R(strip);

/// What follows a convolution while its numbers are in registers: the same operations in the same
/// order as the lines that it replaces.
INLINE vector R(finished)(const R(strip) *t, vector x, const real *c, int64_t j) {
  if (t->bias) x = x + R(read_some)(t->bias + j, t->columns - j);
  if (t->ending == 1) return (vector)((mask)x & ~(mask)(x <= 0));
  if (t->ending == 2) return (vector)((mask)x & (R(read_some)(c + t->gate, t->columns - j) > 0));
  return x;
}

INLINE void R(start_sums)(
    const int rows, const int vectors, vector sum[TILE_ROWS][TILE_VECTORS], const real *c,
    int64_t step, int64_t columns, int continues) {
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < vectors; j++)
      sum[i][j] = continues ? R(read_some)(c + i * step + j * LANES, columns - j * LANES)
                            : (vector){0};
}

INLINE void R(strip_tile)(
    const int rows, const int vectors, const int isDepthwise, const R(strip) *t) {
  vector sum[TILE_ROWS][TILE_VECTORS];
  int64_t step = t->inputStep, stride = t->panelStride;
  // The output's lines arrive while the sums are made, and what the next row of outputs reads.
  const real *below = t->a + t->rowTaps * t->rowTapInput;
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < vectors; j++)
      __builtin_prefetch(t->c + i * t->outputStep + j * LANES, 1);
    __builtin_prefetch(below + i * step);
    __builtin_prefetch(below + i * step + LANES);
  }
  R(start_sums)(rows, vectors, sum, t->c, t->outputStep, t->columns, t->continues);
  for (int64_t h = 0; h < t->rowTaps; h++) {
    for (int64_t w = 0; w < t->columnTaps; w++) {
      int64_t row = t->kernelRow + h * t->rowTapKernel + w * t->columnTapKernel;
      int64_t first = larger(row, t->from), end = smaller(row + t->depth, t->to);
      const real *at = t->a + h * t->rowTapInput + w * t->columnTapInput + (first - row);
      const real *b = t->panel + (first - t->from) * stride;
      // As in a product's tile: a pointer for every three positions.
      const real *a[(TILE_ROWS + 2) / 3];
      UNROLL for (int i = 0; i < rows; i += 3) a[i / 3] = at + i * step;
      for (int64_t k = first; k < end; k++) {
        vector right[TILE_VECTORS];
        UNROLL for (int j = 0; j < vectors; j++) right[j] = *(const vector *)(b + j * LANES);
        UNROLL for (int i = 0; i < rows; i++) {
          vector left;
          const real *x = a[i / 3] + i % 3 * step;
          if (!isDepthwise) left = R(spread)(*x);
          UNROLL for (int j = 0; j < vectors; j++) {
            if (isDepthwise)
              left = R(read_some)(x + j * LANES, t->columns - j * LANES);
            sum[i][j] = R(fused)(left, right[j], sum[i][j]);
          }
        }
        UNROLL for (int i = 0; i < rows; i += 3) {
          a[i / 3]++;
          __asm__("" : "+r"(a[i / 3]));
        }
        b += stride;
      }
    }
  }
  UNROLL for (int j = 0; j < vectors; j++)
    UNROLL for (int i = 0; i < rows; i++) {
      real *c = t->c + i * t->outputStep + j * LANES;
      R(store_some)(c, R(finished)(t, sum[i][j], c, j * LANES), t->columns - j * LANES);
    }
}

#define HEIGHT(n) case n: R(strip_tile)(n, 1, 0, t); break;
static __attribute__((noinline)) void R(narrow_strip)(int64_t rows, const R(strip) *t) {
  switch (rows) { EACH_HEIGHT(HEIGHT) }
}
#undef HEIGHT
#define HEIGHT(n) case n: R(strip_tile)(n, 1, 1, t); break;
static __attribute__((noinline)) void R(depthwise_strip)(int64_t rows, const R(strip) *t) {
  switch (rows) { EACH_HEIGHT(HEIGHT) }
}
#undef HEIGHT
#if TILE_VECTORS == 2
#define HEIGHT(n) case n: R(strip_tile)(n, 2, 0, t); break;
static __attribute__((noinline)) void R(wide_strip)(int64_t rows, const R(strip) *t) {
  switch (rows) { EACH_HEIGHT(HEIGHT) }
}
#undef HEIGHT
#endif

/// Any number of positions, in tiles of nearly equal height.
static void R(run_strip)(int64_t positions, const R(strip) *whole) {
  R(strip) t = *whole;
  int64_t tiles = (positions + TILE_ROWS - 1) / TILE_ROWS;
  for (int64_t tile = 0; tile < tiles; tile++) {
    int64_t rows = (positions + tiles - tile - 1) / (tiles - tile);
    positions -= rows;
#if TILE_VECTORS == 2
    if (t.columns > LANES && !t.isDepthwise) {
      R(wide_strip)(rows, &t);
    } else
#endif
    for (int64_t j = 0; j < t.columns; j += LANES) {
      R(strip) part = t;
      part.panel += j;
      part.c += j;
      part.columns -= j;
      if (part.columns > LANES) part.columns = LANES;
      if (part.bias) part.bias += j;
      if (t.isDepthwise) {
        part.a += j;
        R(depthwise_strip)(rows, &part);
      } else {
        R(narrow_strip)(rows, &part);
      }
    }
    t.a += rows * t.inputStep;
    t.c += rows * t.outputStep;
  }
}

/// Memory that is asked for a little at a time, before it is needed.
typedef struct R(ahead) {
  const real *next[2], *end[2];
} R(ahead);

INLINE void R(fetch_ahead)(R(ahead) *x) {
  for (int operand = 0; operand < 2; operand++)
    for (int line = 0; line < 3 && x->next[operand] < x->end[operand]; line++) {
      __builtin_prefetch(x->next[operand], 0, 2);
      x->next[operand] += 64 / SIZE;
    }
}

/// A kernel's gradient: neighbouring input channels × output channels, summed over positions.
typedef struct R(patch) {
  const real *a, *b;
  real *c;
  int64_t images, rows, columns;
  int64_t imageInput, rowInput, columnInput;
  int64_t imageOutput, rowOutput, columnOutput;
  int64_t gradientStep, width;
  R(ahead) *ahead;
} R(patch);

INLINE void R(patch_tile)(
    const int height, const int vectors, const int isDepthwise, const R(patch) *t) {
  vector sum[TILE_ROWS][TILE_VECTORS];
  R(start_sums)(height, vectors, sum, t->c, 0, 0, 0);
  int64_t inputStep = t->columnInput, outputStep = t->columnOutput;
  for (int64_t n = 0; n < t->images; n++) {
    for (int64_t h = 0; h < t->rows; h++) {
      const real *a = t->a + n * t->imageInput + h * t->rowInput;
      const real *b = t->b + n * t->imageOutput + h * t->rowOutput;
      R(fetch_ahead)(t->ahead);
      for (int64_t w = 0; w < t->columns; w++) {
        vector right[TILE_VECTORS];
        UNROLL for (int j = 0; j < vectors; j++) right[j] = *(const vector *)(b + j * LANES);
        UNROLL for (int i = 0; i < height; i++) {
          vector left = isDepthwise ? R(read_some)(a, t->width) : R(spread)(a[i]);
          UNROLL for (int j = 0; j < vectors; j++)
            sum[i][j] = R(fused)(left, right[j], sum[i][j]);
        }
        a += inputStep;
        b += outputStep;
      }
    }
  }
  UNROLL for (int j = 0; j < vectors; j++)
    UNROLL for (int i = 0; i < height; i++) {
      real *c = t->c + i * t->gradientStep + j * LANES;
      int64_t columns = t->width - j * LANES;
      R(store_some)(c, R(read_some)(c, columns) + sum[i][j], columns);
    }
}

#define HEIGHT(n) case n: R(patch_tile)(n, 1, 0, t); break;
static __attribute__((noinline)) void R(narrow_patch)(int64_t height, const R(patch) *t) {
  switch (height) { EACH_HEIGHT(HEIGHT) }
}
#undef HEIGHT
static __attribute__((noinline)) void R(depthwise_patch)(const R(patch) *t) {
  R(patch_tile)(1, 1, 1, t);
}
#if TILE_VECTORS == 2
#define HEIGHT(n) case n: R(patch_tile)(n, 2, 0, t); break;
static __attribute__((noinline)) void R(wide_patch)(int64_t height, const R(patch) *t) {
  switch (height) { EACH_HEIGHT(HEIGHT) }
}
#endif
