// Matrix products. Every output is one chain of fused multiply-adds over k in order, whatever the
// tile, the instruction set or the thread: that is what makes the bits the same everywhere.
// A register tile is ROWS × (VECTORS · LANES) outputs; B passes through it panel by panel.

#define PANEL (2 * LANES)
#define DEPTH ((NABLA_SCRATCH / 2) / (PANEL * SIZE))
#define UNROLL _Pragma("clang loop unroll(full)")

/// Stores the first n of a vector's numbers.
INLINE void R(store_some)(real *p, vector x, int64_t n) {
  if (n >= LANES) { *(vector *)p = x; return; }
  real lanes[LANES];
  *(vector *)lanes = x;
  int64_t at = 0;
  if (n & 8) { memcpy(p, lanes, 8 * SIZE); at = 8; }
  if (n & 4) { memcpy(p + at, lanes + at, 4 * SIZE); at += 4; }
  if (n & 2) { memcpy(p + at, lanes + at, 2 * SIZE); at += 2; }
  if (n & 1) p[at] = lanes[at];
}

INLINE vector R(read_some)(const real *p, int64_t n) {
  if (n >= LANES) return *(const vector *)p;
  real lanes[LANES] = {0};
  for (int64_t i = 0; i < n; i++) lanes[i] = p[i];
  return *(vector *)lanes;
}

typedef struct R(tile_call) {
  const real *a, *b;
  real *c;
  int64_t rowStride, depthStride, panelStride, outputStride;
  int64_t depth, columns;
  /// Whether the sums go on from what the output holds.
  int continues;
} R(tile_call);

INLINE void R(tile)(const int rows, const int vectors, const R(tile_call) *t) {
  vector sum[TILE_ROWS][TILE_VECTORS];
  const real *a = t->a, *b = t->b;
  int64_t rowStride = t->rowStride, depthStride = t->depthStride, panelStride = t->panelStride;
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < vectors; j++)
      sum[i][j] = t->continues
          ? R(read_some)(t->c + i * t->outputStride + j * LANES, t->columns - j * LANES)
          : (vector){0};
  for (int64_t k = 0; k < t->depth; k++) {
    vector right[TILE_VECTORS];
    UNROLL for (int j = 0; j < vectors; j++) right[j] = *(const vector *)(b + j * LANES);
    UNROLL for (int i = 0; i < rows; i++) {
      vector left = R(spread)(a[i * rowStride]);
      UNROLL for (int j = 0; j < vectors; j++) sum[i][j] = R(fused)(left, right[j], sum[i][j]);
    }
    a += depthStride;
    b += panelStride;
  }
  UNROLL for (int j = 0; j < vectors; j++)
    UNROLL for (int i = 0; i < rows; i++)
      R(store_some)(t->c + i * t->outputStride + j * LANES, sum[i][j], t->columns - j * LANES);
}

#define TILE_OF(rows, vectors) \
  static __attribute__((noinline)) void R(CONCATENATE(tile_##rows##_, vectors))( \
      const R(tile_call) *t) { R(tile)(rows, vectors, t); }
#if TILE_VECTORS == 2
#define TILES_OF(rows) TILE_OF(rows, 1) TILE_OF(rows, 2)
#define BOTH(rows) {R(tile_##rows##_1), R(tile_##rows##_2)}
#else
#define TILES_OF(rows) TILE_OF(rows, 1)
#define BOTH(rows) {R(tile_##rows##_1)}
#endif
TILES_OF(1) TILES_OF(2) TILES_OF(3) TILES_OF(4)
#if TILE_ROWS > 4
TILES_OF(5) TILES_OF(6)
#endif
#if TILE_ROWS > 6
TILES_OF(7) TILES_OF(8) TILES_OF(9) TILES_OF(10) TILES_OF(11) TILES_OF(12)
#endif

typedef void (*R(tile_function))(const R(tile_call) *);
static const R(tile_function) R(tiles)[TILE_ROWS][TILE_VECTORS] = {
  BOTH(1), BOTH(2), BOTH(3), BOTH(4),
#if TILE_ROWS > 4
  BOTH(5), BOTH(6),
#endif
#if TILE_ROWS > 6
  BOTH(7), BOTH(8), BOTH(9), BOTH(10), BOTH(11), BOTH(12),
#endif
};

/// The same where a column's numbers are neighbours: QUAD × QUAD numbers at a time.
static void R(pack_transposed)(real *panel, const real *b, int64_t columnStride, int64_t depth,
                               int64_t columns, int64_t width) {
  int64_t wholeColumns = columns / QUAD * QUAD, wholeDepth = depth / QUAD * QUAD;
  for (int64_t j = 0; j < wholeColumns; j += QUAD)
    for (int64_t k = 0; k < wholeDepth; k += QUAD)
      R(transpose_quad)(b + j * columnStride + k, columnStride, panel + k * width + j, width);
  for (int64_t k = 0; k < depth; k++)
    for (int64_t j = k < wholeDepth ? wholeColumns : 0; j < width; j++)
      panel[k * width + j] = j < columns ? b[k + j * columnStride] : 0;
}

/// Copies a panel of B into rows of `width` numbers, zeros beyond its columns.
static void R(pack)(real *panel, const real *b, int64_t depthStride, int64_t columnStride,
                    int64_t depth, int64_t columns, int64_t width) {
  if (columnStride != 1) {
    R(pack_transposed)(panel, b, columnStride, depth, columns, width);
    return;
  }
  // Whole vectors are read where they end before B does.
  int64_t end = (depth - 1) * depthStride + columns;
  for (int64_t j = 0; j < width; j += LANES) {
    mask inside;
    for (int i = 0; i < LANES; i++) inside[i] = j + i < columns ? -1 : 0;
    for (int64_t k = 0; k < depth; k++) {
      int64_t at = k * depthStride + j;
      vector x = at + LANES <= end ? *(const vector *)(b + at)
                                   : R(read_some)(b + at, columns - j);
      *(vector *)(panel + k * width + j) = (vector)((mask)x & inside);
    }
  }
}

/// Unit: one block of rows of one panel of one product.
static void R(product)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_product *p = call->parameters;
  int64_t perProduct = p->panels * p->rowBlocks;
  int64_t packedPanel = -1;
  for (int64_t unit = first; unit < last; unit++) {
    int64_t batch = unit / perProduct, panel = unit % perProduct / p->rowBlocks;
    int64_t row = unit % p->rowBlocks * p->rowsPerBlock;
    int64_t lastRow = smaller(row + p->rowsPerBlock, p->m), column = panel * PANEL;
    int64_t left = 0, right = 0, rest = batch;
    for (int64_t axis = p->batchRank - 1; axis >= 0; axis--) {
      int64_t index = rest % p->batchExtents[axis];
      left += index * p->leftBatchStrides[axis];
      right += index * p->rightBatchStrides[axis];
      rest /= p->batchExtents[axis];
    }
    R(tile_call) t = {
      .c = (real *)call->output + (batch * p->m + row) * p->n + column,
      .rowStride = p->leftRowStride, .depthStride = p->leftDepthStride, .outputStride = p->n,
      .columns = smaller(p->n - column, PANEL),
    };
    const real *a = (const real *)call->inputs[0] + left + row * p->leftRowStride;
    const real *b = (const real *)call->inputs[1] + right + column * p->rightColumnStride;
    int vectors = t.columns <= LANES ? 1 : 2;
    int64_t width = vectors * LANES;
    int packs = p->rightColumnStride != 1 || t.columns < width;
    for (int64_t k = 0; k == 0 || k < p->k; k += DEPTH) {
      t.depth = smaller(p->k - k, DEPTH);
      t.continues = k > 0;
      t.b = b + k * p->rightDepthStride;
      t.panelStride = p->rightDepthStride;
      if (packs) {
        if (packedPanel != unit / p->rowBlocks || p->k > DEPTH)
          R(pack)(scratch, t.b, p->rightDepthStride, p->rightColumnStride, t.depth, t.columns,
              width);
        packedPanel = unit / p->rowBlocks;
        t.b = scratch;
        t.panelStride = width;
      }
      // Blocks of nearly equal height: 32 rows as 11, 11, 10 rather than 12, 12, 8.
      int64_t rows = lastRow - row, blocks = (rows + TILE_ROWS - 1) / TILE_ROWS, at = 0;
      for (int64_t block = 0; block < blocks; block++) {
        int64_t height = (rows - at + blocks - block - 1) / (blocks - block);
        t.a = a + at * p->leftRowStride + k * p->leftDepthStride;
        for (int64_t j = 0; j < width; j += TILE_VECTORS * LANES) {
          R(tile_call) part = t;
          part.b += j;
          part.c += at * p->n + j;
          part.columns -= j;
          R(tiles)[height - 1][smaller(vectors, TILE_VECTORS) - 1](&part);
        }
        at += height;
      }
    }
  }
}
