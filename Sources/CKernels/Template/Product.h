// Matrix products. Every output is one chain of fused multiply-adds over k in order, whatever the
// tile, the instruction set or the thread: that is what makes the bits the same everywhere.
// A register tile is ROWS × (VECTORS · LANES) outputs; B passes through it panel by panel.

#define PANEL (2 * LANES)
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

#include "Packing.h"

typedef struct R(tile_call) {
  const real *a, *b;
  real *c;
  int64_t rowStride, depthStride, panelStride, outputStride;
  int64_t depth, columns;
  /// Whether the sums go on from what the output holds.
  int continues;
  /// Whether B's rows lie far apart in memory.
  int isScattered;
} R(tile_call);

INLINE void R(tile)(const int rows, const int vectors, const R(tile_call) *t) {
  vector sum[TILE_ROWS][TILE_VECTORS];
  const real *a = t->a, *b = t->b;
  int64_t rowStride = t->rowStride, depthStride = t->depthStride, panelStride = t->panelStride;
  UNROLL for (int i = 0; i < rows; i++) {
    // The output's lines arrive while the sums are made.
    UNROLL for (int j = 0; j < vectors; j++)
      __builtin_prefetch(t->c + i * t->outputStride + j * LANES, 1);
    UNROLL for (int j = 0; j < vectors; j++)
      sum[i][j] = t->continues
          ? R(read_some)(t->c + i * t->outputStride + j * LANES, t->columns - j * LANES)
          : (vector){0};
  }
  // Lines that the processor cannot foresee are asked for some twenty rows ahead.
  int64_t ahead = t->isScattered ? 20 * panelStride : 0;
  for (int64_t k = 0; k < t->depth; k++) {
    vector right[TILE_VECTORS];
    UNROLL for (int j = 0; j < vectors; j++) {
      right[j] = *(const vector *)(b + j * LANES);
      __builtin_prefetch(b + ahead + j * LANES);
    }
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

/// All rows of one panel, in blocks of nearly equal height: 32 as 11, 11, 10, not 12, 12, 8.
INLINE void R(column_of_tiles)(R(tile_call) t, int64_t rows, int64_t width) {
  int64_t blocks = (rows + TILE_ROWS - 1) / TILE_ROWS, at = 0;
  int vectors = width <= LANES ? 1 : TILE_VECTORS;
  const real *a = t.a, *b = t.b;
  real *c = t.c;
  int64_t columns = t.columns;
  for (int64_t block = 0; block < blocks; block++) {
    int64_t height = (rows - at + blocks - block - 1) / (blocks - block);
    t.a = a + at * t.rowStride;
    for (int64_t j = 0; j < width; j += TILE_VECTORS * LANES) {
      t.b = b + j;
      t.c = c + at * t.outputStride + j;
      t.columns = columns - j;
      R(tiles)[height - 1][vectors - 1](&t);
    }
    at += height;
    // The next tiles find the panel in the cache.
    t.isScattered = 0;
  }
}

#include "Epilogue.h"

/// One block of rows of some panels of one product.
static void R(row_block)(const nabla_call *call, int64_t batch, int64_t block, int64_t panel,
                         int64_t lastPanel, real *scratch) {
  const nabla_product *p = call->parameters;
  int64_t row = block * p->rowsPerBlock, rows = smaller(p->rowsPerBlock, p->m - row);
  int64_t left = 0, right = 0, rest = batch;
  for (int64_t axis = p->batchRank - 1; axis >= 0; axis--) {
    int64_t index = rest % p->batchExtents[axis];
    left += index * p->leftBatchStrides[axis];
    right += index * p->rightBatchStrides[axis];
    rest /= p->batchExtents[axis];
  }
  const real *a = (const real *)call->inputs[p->isTurned] + left + row * p->leftRowStride;
  const real *b = (const real *)call->inputs[1 - p->isTurned] + right;
  real *c = (real *)call->output + (batch * p->m + row) * p->n;
  R(tile_call) t = {
    .rowStride = p->leftRowStride, .depthStride = p->leftDepthStride, .outputStride = p->n,
  };
  int packsLeft = p->packsLeft, packsRight = p->packsRight;
  real *packedLeft = scratch + DEPTH * PANEL;
  int64_t step = packsLeft || packsRight || p->k == 0 ? DEPTH : p->k;
  for (int64_t k = 0; k == 0 || k < p->k; k += step) {
    t.depth = smaller(p->k - k, step);
    t.continues = k > 0;
    t.a = a + k * p->leftDepthStride;
    if (packsLeft) {
      R(pack_left)(packedLeft, t.a, p->leftDepthStride, t.depth, rows);
      t.a = packedLeft;
      t.depthStride = rows;
    }
    for (int64_t j = panel; j < lastPanel; j++) {
      t.columns = smaller(p->n - j * PANEL, PANEL);
      t.b = b + k * p->rightDepthStride + j * PANEL * p->rightColumnStride;
      t.c = c + j * PANEL;
      t.panelStride = p->rightDepthStride;
      t.isScattered = !packsRight;
      int64_t width = t.columns <= LANES ? LANES : PANEL;
      // Whole vectors are read, what stands behind the last column too; nothing of it is kept.
      if (packsRight) {
        R(pack)(scratch, t.b, p->rightDepthStride, p->rightColumnStride, t.depth, t.columns,
            width);
        t.b = scratch;
        t.panelStride = width;
        t.isScattered = 0;
      }
      R(column_of_tiles)(t, rows, width);
      if (k + step >= p->k) R(finish_product)(call, t.c, batch * p->m + row, rows, j * PANEL, t.columns);
    }
  }
}

/// Unit: one panel of one block of rows of one product.
static void R(product)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_product *p = call->parameters;
  for (int64_t unit = first; unit < last;) {
    int64_t panel = unit % p->panels, block = unit / p->panels;
    int64_t count = smaller(p->panels - panel, last - unit);
    R(row_block)(call, block / p->rowBlocks, block % p->rowBlocks, panel, panel + count, scratch);
    unit += count;
  }
}
