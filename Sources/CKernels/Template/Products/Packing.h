// Copies of a product's operands in the order in which its tiles read them.

/// Rows of B that are packed at a time: their panel stays in the first cache.
#define DEPTH (NABLA_DEPTH_BYTES / (PANEL * SIZE))

/// One step of turning a square over: blocks of `size` numbers change places between two rows.
#if SIZE == 4
#define EVEN_OF(a, b, size) __builtin_shufflevector(a, b, \
    TAKEN(0, size), TAKEN(1, size), TAKEN(2, size), TAKEN(3, size), TAKEN(4, size), \
    TAKEN(5, size), TAKEN(6, size), TAKEN(7, size), TAKEN(8, size), TAKEN(9, size), \
    TAKEN(10, size), TAKEN(11, size), TAKEN(12, size), TAKEN(13, size), TAKEN(14, size), \
    TAKEN(15, size))
#define ODD_OF(a, b, size) __builtin_shufflevector(a, b, \
    LEFT(0, size), LEFT(1, size), LEFT(2, size), LEFT(3, size), LEFT(4, size), LEFT(5, size), \
    LEFT(6, size), LEFT(7, size), LEFT(8, size), LEFT(9, size), LEFT(10, size), \
    LEFT(11, size), LEFT(12, size), LEFT(13, size), LEFT(14, size), LEFT(15, size))
#else
#define EVEN_OF(a, b, size) __builtin_shufflevector(a, b, \
    TAKEN(0, size), TAKEN(1, size), TAKEN(2, size), TAKEN(3, size), TAKEN(4, size), \
    TAKEN(5, size), TAKEN(6, size), TAKEN(7, size))
#define ODD_OF(a, b, size) __builtin_shufflevector(a, b, \
    LEFT(0, size), LEFT(1, size), LEFT(2, size), LEFT(3, size), LEFT(4, size), LEFT(5, size), \
    LEFT(6, size), LEFT(7, size))
#endif
// Lane i of the upper row: its own number, or the lower row's from `size` lanes to the left.
#define TAKEN(i, size) ((i) & (size) ? LANES + (i) - (size) : (i))
#define LEFT(i, size) ((i) & (size) ? LANES + (i) : (i) + (size))
#define STEP_OF(size) \
  UNROLL for (int i = 0; i < LANES; i++) \
    if (!(i & (size))) { \
      vector upper = EVEN_OF(rows[i], rows[i + (size)], size); \
      rows[i + (size)] = ODD_OF(rows[i], rows[i + (size)], size); \
      rows[i] = upper; \
    }

/// A square of LANES × LANES numbers, turned over.
INLINE void R(turn_square)(const real *from, int64_t stride, real *to, int64_t toStride) {
  vector rows[LANES];
  UNROLL for (int i = 0; i < LANES; i++) rows[i] = *(const vector *)(from + i * stride);
  STEP_OF(1) STEP_OF(2) STEP_OF(4)
#if LANES > 8
  STEP_OF(8)
#endif
  UNROLL for (int i = 0; i < LANES; i++) *(vector *)(to + i * toStride) = rows[i];
}
#undef TAKEN
#undef LEFT
#undef EVEN_OF
#undef ODD_OF
#undef STEP_OF

/// Copies a panel of B where a column's numbers are neighbours: squares, small ones, the rest.
static void R(pack_transposed)(real *panel, const real *b, int64_t columnStride, int64_t depth,
                               int64_t columns, int64_t width) {
  int64_t squareColumns = columns / LANES * LANES, squareDepth = depth / LANES * LANES;
  for (int64_t j = 0; j < squareColumns; j += LANES)
    for (int64_t k = 0; k < squareDepth; k += LANES)
      R(turn_square)(b + j * columnStride + k, columnStride, panel + k * width + j, width);
  int64_t wholeColumns = columns / QUAD * QUAD, wholeDepth = depth / QUAD * QUAD;
  for (int64_t j = 0; j < wholeColumns; j += QUAD)
    for (int64_t k = j < squareColumns ? squareDepth : 0; k < wholeDepth; k += QUAD)
      R(turn_quad)(b + j * columnStride + k, columnStride, panel + k * width + j, width);
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
  if (columns == PANEL && width == PANEL) {
    for (int64_t k = 0; k < depth; k++) {
      const real *from = b + k * depthStride;
      __builtin_prefetch(from + 16 * depthStride);
      __builtin_prefetch(from + 16 * depthStride + LANES);
      *(vector *)(panel + k * PANEL) = *(const vector *)from;
      *(vector *)(panel + k * PANEL + LANES) = *(const vector *)(from + LANES);
    }
    return;
  }
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

/// Copies rows of A that are stored as columns: [depth × rows], `step` apart.
static void R(pack_left)(real *to, int64_t step, const real *a, int64_t depthStride,
                         int64_t depth, int64_t rows) {
  for (int64_t k = 0; k < depth; k++) {
    const real *from = a + k * depthStride;
    for (int64_t i = 0; i + LANES <= rows; i += LANES) {
      __builtin_prefetch(from + 8 * depthStride + i);
      *(vector *)(to + i) = *(const vector *)(from + i);
    }
    for (int64_t i = rows / LANES * LANES; i < rows; i++) to[i] = from[i];
    to += step;
  }
}
