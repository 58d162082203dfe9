// Products of quantized rows with a kernel of signed bytes.
//
// The kernel lies in groups of up to GROUP panels of 16 columns: [group][k / 4][panel][16 columns][4 bytes].
// Tiles are BYTE_ROWS × BYTE_PANELS; each instruction set has one `byte_tile`.

#define GROUP 4

typedef struct byte_tile_call {
  const int32_t *x, *w;
  int64_t rowStride, steps, step;
  /// [rows × panels] sums.
  qi *sums;
} byte_tile_call;

#if defined(BYTES_VNNI)
#define BYTE_ROWS 6
#define BYTE_PANELS 4
INLINE void byte_tile(const int rows, const int panels, const byte_tile_call *t) {
  __m512i sum[BYTE_ROWS][BYTE_PANELS];
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++) sum[i][j] = _mm512_setzero_si512();
  const int32_t *w = t->w;
  for (int64_t k = 0; k < t->steps; k++) {
    __m512i right[BYTE_PANELS];
    UNROLL for (int j = 0; j < panels; j++) right[j] = _mm512_loadu_si512(w + j * 16);
    UNROLL for (int i = 0; i < rows; i++) {
      __m512i left = _mm512_set1_epi32(t->x[i * t->rowStride + k]);
      UNROLL for (int j = 0; j < panels; j++)
        sum[i][j] = _mm512_dpbusd_epi32(sum[i][j], left, right[j]);
    }
    w += t->step;
  }
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < panels; j++) t->sums[i * panels + j] = (qi)sum[i][j];
}
#elif defined(BYTES_AVX2)
#define BYTE_ROWS 2
#define BYTE_PANELS 1
/// Widened to sixteen bits: products of bytes added in pairs would not fit into fewer.
INLINE void byte_tile(const int rows, const int panels, const byte_tile_call *t) {
  __m256i sum[BYTE_ROWS][4];
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < 4; j++) sum[i][j] = _mm256_setzero_si256();
  const int32_t *w = t->w;
  for (int64_t k = 0; k < t->steps; k++) {
    __m256i left[BYTE_ROWS];
    UNROLL for (int i = 0; i < rows; i++)
      left[i] = _mm256_cvtepu8_epi16(_mm_set1_epi32(t->x[i * t->rowStride + k]));
    UNROLL for (int j = 0; j < 4; j++) {
      __m256i right = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + j * 4)));
      UNROLL for (int i = 0; i < rows; i++)
        sum[i][j] = _mm256_add_epi32(sum[i][j], _mm256_madd_epi16(left[i], right));
    }
    w += t->step;
  }
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < 4; j += 2) {
      // Each column has two neighbouring sums.
      __m256i both = _mm256_hadd_epi32(sum[i][j], sum[i][j + 1]);
      _mm256_storeu_si256(
          (__m256i *)((int32_t *)(t->sums + i) + j * 4), _mm256_permute4x64_epi64(both, 0xD8));
    }
}
#else
#define BYTE_ROWS 2
#define BYTE_PANELS 1
/// The four bytes of sixteen words as numbers of sixteen bits: 0 and 2 of each, then 1 and 3.
INLINE void byte_tile(const int rows, const int panels, const byte_tile_call *t) {
  typedef int16_t half __attribute__((vector_size(64)));
  qi sum[BYTE_ROWS];
  UNROLL for (int i = 0; i < rows; i++) sum[i] = (qi){0};
  const int32_t *w = t->w;
  for (int64_t k = 0; k < t->steps; k++) {
    qi word = *(const qi *)w;
    half even = ((half)word << 8) >> 8, odd = (half)word >> 8;
    UNROLL for (int i = 0; i < rows; i++) {
      uint32_t x = (uint32_t)t->x[i * t->rowStride + k];
      half left = (half)words_of((int32_t)(x & 0x00FF00FF));
      half right = (half)words_of((int32_t)(x >> 8 & 0x00FF00FF));
      // Each product fits into sixteen bits; a sum of two may not.
      half a = even * left, b = odd * right;
      sum[i] += (((qi)a << 16) >> 16) + ((qi)a >> 16) + (((qi)b << 16) >> 16) + ((qi)b >> 16);
    }
    w += t->step;
  }
  UNROLL for (int i = 0; i < rows; i++) t->sums[i] = sum[i];
}
#endif

#define BYTE_TILE_OF(rows, panels) \
  static __attribute__((noinline)) void byte_tile_##rows##_##panels(const byte_tile_call *t) { \
    byte_tile(rows, panels, t); \
  }
typedef void (*byte_tile_function)(const byte_tile_call *);
BYTE_TILE_OF(1, 1) BYTE_TILE_OF(2, 1)
#if BYTE_ROWS > 2
BYTE_TILE_OF(3, 1) BYTE_TILE_OF(4, 1) BYTE_TILE_OF(5, 1) BYTE_TILE_OF(6, 1)
BYTE_TILE_OF(1, 4) BYTE_TILE_OF(2, 4) BYTE_TILE_OF(3, 4)
BYTE_TILE_OF(4, 4) BYTE_TILE_OF(5, 4) BYTE_TILE_OF(6, 4)
#endif
static const byte_tile_function byte_tiles[BYTE_ROWS][2] = {
#if BYTE_ROWS > 2
  {byte_tile_1_1, byte_tile_1_4}, {byte_tile_2_1, byte_tile_2_4}, {byte_tile_3_1, byte_tile_3_4},
  {byte_tile_4_1, byte_tile_4_4}, {byte_tile_5_1, byte_tile_5_4}, {byte_tile_6_1, byte_tile_6_4},
#else
  {byte_tile_1_1, 0}, {byte_tile_2_1, 0},
#endif
};

/// One row's sums of 16 columns as numbers: what offset, scales, bias and relu make of them.
INLINE qf byte_result(const nabla_call *call, qi sum, const int32_t *row, int64_t column) {
  const nabla_quantized *p = call->parameters;
  float scale;
  memcpy(&scale, row, 4);
  qi whole = sum - row[1] * *(const qi *)((const int32_t *)call->inputs[3] + column);
  qf y = __builtin_convertvector(whole, qf) *
         (scale * *(const qf *)((const float *)call->inputs[2] + column));
  if (p->addsBias) y = y + *(const qf *)((const float *)call->inputs[4] + column);
  if (p->appliesRelu) y = chosen(y <= 0, (qf){0}, y);
  return y;
}

/// Stores one row's 16 columns: floats, or bytes of a quantized row.
INLINE void store_byte_result(const nabla_call *call, qf y, const int32_t *from, int64_t row,
                              int64_t column) {
  const nabla_quantized *p = call->parameters;
  int64_t n = smaller(16, p->columns - column);
  if (p->requantizes) {
    int64_t words = (p->columns + 3) / 4;
    int32_t *to = (int32_t *)call->output + row * (ROW_HEADER + words);
    if (column == 0) {
      float scale, own = (float)p->scale;
      memcpy(&scale, from, 4);
      own = scale == scale ? own : scale;
      memcpy(to, &own, 4);
      to[1] = (int32_t)p->zero;
    }
    qb bytes = __builtin_convertvector(
        (qu)quantized(y, 1.0f / (float)p->scale, (int32_t)p->zero), qb);
    uint8_t *at = (uint8_t *)(to + ROW_HEADER) + column;
    if (n == 16) *(qb *)at = bytes;
    else memcpy(at, &bytes, (size_t)((n + 3) / 4 * 4));
    return;
  }
  float *to = (float *)call->output + row * p->columns + column;
  if (n == 16) *(qf *)to = y;
  else memcpy(to, &y, (size_t)n * 4);
}

/// Unit: one group of panels of one block of rows. Inputs: quantized rows, the packed kernel, the
/// scale and the sum of each column, perhaps a bias.
static void quantized_product(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_quantized *p = call->parameters;
  int64_t steps = (p->depth + 3) / 4, stride = ROW_HEADER + steps;
  int64_t panels = (p->columns + 15) / 16, groups = (panels + GROUP - 1) / GROUP;
  qi sums[BYTE_ROWS * BYTE_PANELS];
  for (int64_t unit = first; unit < last; unit++) {
    int64_t group = unit % groups, start = unit / groups * p->rowsPerUnit;
    int64_t end = smaller(p->rows, start + p->rowsPerUnit);
    int64_t here = smaller(GROUP, panels - group * GROUP);
    const int32_t *w = (const int32_t *)call->inputs[1] + group * GROUP * 16 * steps;
    int64_t together = here == GROUP ? BYTE_PANELS : 1;
    byte_tile_call t = {
      .rowStride = stride, .steps = steps, .step = here * 16, .sums = sums,
    };
    int64_t blocks = (end - start + BYTE_ROWS - 1) / BYTE_ROWS, row = start;
    for (int64_t block = 0; block < blocks; block++) {
      int64_t height = (end - row + blocks - block - 1) / (blocks - block);
      const int32_t *x = (const int32_t *)call->inputs[0] + row * stride;
      t.x = x + ROW_HEADER;
      for (int64_t panel = 0; panel < here; panel += together) {
        t.w = w + panel * 16;
        byte_tiles[height - 1][together > 1](&t);
        for (int64_t i = 0; i < height; i++)
          for (int64_t j = 0; j < together; j++) {
            int64_t column = (group * GROUP + panel + j) * 16;
            qf y = byte_result(call, sums[i * together + j], x + i * stride, column);
            store_byte_result(call, y, x + i * stride, row + i, column);
          }
      }
      row += height;
    }
  }
}
