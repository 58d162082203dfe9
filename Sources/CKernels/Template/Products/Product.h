// Matrix products. Every output is one chain of fused multiply-adds over k in order, whatever the
// tile, the instruction set or the thread: that is what makes the bits the same everywhere.
// A register tile is ROWS × (VECTORS · LANES) outputs; B passes through it panel by panel.

#define PANEL (2 * LANES)
/// Rows of A that are packed at a time, and of a panel of C that is not whole: what the working
/// memory has beside a panel of B.
#define MOST_ROWS \
  ((NABLA_SCRATCH - NABLA_DEPTH_BYTES) / ((DEPTH + PANEL) * SIZE) / LANES * LANES)
#define UNROLL _Pragma("clang loop unroll(full)")

#include "Packing.h"

typedef struct R(tile_call) {
  const real *a, *b;
  real *c;
  int64_t rowStride, depthStride, panelStride, outputStride;
  int64_t depth, columns;
  /// Whether the sums go on from what the output holds.
  int continues;
  /// A line of memory for each step along k that is wanted soon, and how far apart they are.
  const real *ahead;
  int64_t aheadStride;
} R(tile_call);

INLINE void R(tile)(const int rows, const int vectors, const R(tile_call) *t) {
  vector sum[TILE_ROWS][TILE_VECTORS];
  const real *b = t->b;
  int64_t rowStride = t->rowStride, depthStride = t->depthStride, panelStride = t->panelStride;
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < vectors; j++)
      sum[i][j] = t->continues
          ? R(read_some)(t->c + i * t->outputStride + j * LANES, t->columns - j * LANES)
          : (vector){0};
  }
  const real *ahead = t->ahead;
  int64_t aheadStride = t->aheadStride;
  // Three rows share a pointer that the compiler must not derive from another: a chain of
  // additions would take as long as the products.
  const real *a[(TILE_ROWS + 2) / 3];
  UNROLL for (int i = 0; i < rows; i += 3) a[i / 3] = t->a + i * rowStride;
  for (int64_t k = 0; k < t->depth; k++) {
    vector right[TILE_VECTORS];
    UNROLL for (int j = 0; j < vectors; j++) right[j] = *(const vector *)(b + j * LANES);
    __builtin_prefetch(ahead);
    ahead += aheadStride;
    UNROLL for (int i = 0; i < rows; i++) {
      vector left = R(spread)(a[i / 3][i % 3 * rowStride]);
      UNROLL for (int j = 0; j < vectors; j++) sum[i][j] = R(fused)(left, right[j], sum[i][j]);
    }
    UNROLL for (int i = 0; i < rows; i += 3) {
      a[i / 3] += depthStride;
      __asm__("" : "+r"(a[i / 3]));
    }
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

/// The memory of a panel of B, line by line: half of the lines in a first walk along k, the others
/// `second` numbers further on.
typedef struct R(panel_lines) {
  const real *start;
  int64_t stride, second;
} R(panel_lines);

INLINE R(panel_lines) R(lines_of_panel)(const nabla_product *p, const real *b, int64_t depth) {
  if (p->rightColumnStride == 1) return (R(panel_lines)){b, p->rightDepthStride, LANES};
  // Columns that are whole follow one another.
  int64_t isWhole = p->rightColumnStride == depth;
  return (R(panel_lines)){b, isWhole ? LANES : 0, isWhole ? depth * LANES : 0};
}

/// All rows of one panel, in blocks of nearly equal height: 32 as 11, 11, 10, not 12, 12, 8.
/// The first two ask for the lines of the panel that comes next.
INLINE void R(column_of_tiles)(
    R(tile_call) t, int64_t rows, int64_t width, R(panel_lines) next) {
  int64_t blocks = (rows + TILE_ROWS - 1) / TILE_ROWS, at = 0;
  int vectors = width <= LANES ? 1 : TILE_VECTORS;
  const real *a = t.a, *b = t.b;
  real *c = t.c;
  int64_t columns = t.columns;
  for (int64_t block = 0; block < blocks; block++) {
    int64_t height = (rows - at + blocks - block - 1) / (blocks - block);
    t.a = a + at * t.rowStride;
    if (block > 0) {
      t.ahead = block == 1 ? next.start + next.second : b;
      t.aheadStride = block == 1 ? next.stride : 0;
    }
    for (int64_t j = 0; j < width; j += TILE_VECTORS * LANES) {
      t.b = b + j;
      t.c = c + at * t.outputStride + j;
      t.columns = columns - j;
      R(tiles)[height - 1][vectors - 1](&t);
    }
    at += height;
  }
}

#include "Epilogue.h"

/// Some rows of some panels of one product.
static void R(row_block)(const nabla_call *call, int64_t batch, int64_t row, int64_t rows,
                         int64_t panel, int64_t lastPanel, real *scratch) {
  const nabla_product *p = call->parameters;
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
  real *part = scratch + DEPTH * PANEL, *packedLeft = part + MOST_ROWS * PANEL;
  int64_t step = p->k;
  if (packsLeft || packsRight) {
    // Pieces of nearly equal depth.
    int64_t pieces = larger(1, (p->k + DEPTH - 1) / DEPTH);
    step = (p->k + pieces - 1) / pieces;
  }
  if (step == 0) step = 1;
  for (int64_t k = 0; k == 0 || k < p->k; k += step) {
    t.depth = smaller(p->k - k, step);
    t.continues = k > 0;
    t.a = a + k * p->leftDepthStride;
    if (packsLeft) {
      t.depthStride = (rows + LANES - 1) / LANES * LANES;
      R(pack_left)(packedLeft, t.depthStride, t.a, p->leftDepthStride, t.depth, rows);
      t.a = packedLeft;
    }
    for (int64_t j = panel; j < lastPanel; j++) {
      t.columns = smaller(p->n - j * PANEL, PANEL);
      t.b = b + k * p->rightDepthStride + j * PANEL * p->rightColumnStride;
      t.c = c + j * PANEL;
      // A panel that is not whole is computed beside C, with vectors that are.
      int isPart = t.columns % LANES && rows <= MOST_ROWS;
      t.outputStride = isPart ? PANEL : p->n;
      if (isPart) t.c = part;
      t.panelStride = p->rightDepthStride;
      R(panel_lines) next = {t.b, 0, 0};
      if (j + 1 < lastPanel)
        next = R(lines_of_panel)(p, t.b + PANEL * p->rightColumnStride, t.depth);
      else if (k + step < p->k)
        next = R(lines_of_panel)(
            p, b + (k + step) * p->rightDepthStride + panel * PANEL * p->rightColumnStride,
            smaller(p->k - k - step, step));
      t.ahead = next.start;
      t.aheadStride = next.stride;
      int64_t width = t.columns <= LANES ? LANES : PANEL;
      // Whole vectors are read, what stands behind the last column too; nothing of it is kept.
      if (packsRight) {
        R(pack)(scratch, t.b, p->rightDepthStride, p->rightColumnStride, t.depth, t.columns,
            width);
        t.b = scratch;
        t.panelStride = width;
      } else if (j == panel) {
        // Nobody has asked for the first panel; it is read some twenty rows ahead.
        t.ahead = t.b + 20 * t.panelStride;
        t.aheadStride = t.panelStride;
      }
      int64_t columns = t.columns;
      if (isPart) t.columns = width;
      R(column_of_tiles)(t, rows, width, next);
      if (k + step < p->k) continue;
      real *y = c + j * PANEL;
      for (int64_t i = 0; isPart && i < rows; i++)
        for (int64_t at = 0; at < columns; at += LANES)
          R(store_some)(y + i * p->n + at, *(vector *)(part + i * PANEL + at), columns - at);
      R(finish_product)(call, y, batch * p->m + row, rows, j * PANEL, columns);
    }
  }
}

/// Unit: one panel of one block of rows of one product. Blocks that are computed together are one
/// as far as the working memory goes, so that a panel is packed once for all of them.
static void R(product)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_product *p = call->parameters;
  int64_t room = larger(1, MOST_ROWS / p->rowsPerBlock);
  for (int64_t unit = first; unit < last;) {
    int64_t panel = unit % p->panels, block = unit / p->panels;
    int64_t panels = smaller(p->panels - panel, last - unit), blocks = 1;
    if (panels == p->panels)
      blocks = smaller(smaller(room, (last - unit) / panels), p->rowBlocks - block % p->rowBlocks);
    int64_t row = block % p->rowBlocks * p->rowsPerBlock;
    int64_t rows = smaller(blocks * p->rowsPerBlock, p->m - row);
    R(row_block)(call, block / p->rowBlocks, row, rows, panel, panel + panels, scratch);
    unit += panels * blocks;
  }
}
