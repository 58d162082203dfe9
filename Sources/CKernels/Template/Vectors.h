// What the kernels of one element type share.

typedef real R(vector) __attribute__((vector_size(64), aligned(SIZE), may_alias));
#define vector R(vector)
#if SIZE == 4
typedef int32_t R(mask) __attribute__((vector_size(64)));
#else
typedef int64_t R(mask) __attribute__((vector_size(64)));
#endif
#define mask R(mask)

#if IS_REAL
INLINE vector R(spread)(real x) { return x - (vector){0}; }

/// a·b + c, rounded once.
INLINE vector R(fused)(vector a, vector b, vector c) { return FUSED(a, b, c); }

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

// A small square of numbers, turned over in registers that every processor has.
#define QUAD (16 / SIZE)
typedef real R(quad) __attribute__((vector_size(16), aligned(SIZE), may_alias));
INLINE void R(turn_quad)(const real *from, int64_t stride, real *to, int64_t toStride) {
#define ROW(i) *(const R(quad) *)(from + (i) * stride)
#define COLUMN(i) *(R(quad) *)(to + (i) * toStride)
#if SIZE == 4
  R(quad) a = ROW(0), b = ROW(1), c = ROW(2), d = ROW(3);
  R(quad) ab = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  R(quad) AB = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  R(quad) cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  R(quad) CD = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  COLUMN(0) = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  COLUMN(1) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  COLUMN(2) = __builtin_shufflevector(AB, CD, 0, 1, 4, 5);
  COLUMN(3) = __builtin_shufflevector(AB, CD, 2, 3, 6, 7);
#else
  R(quad) a = ROW(0), b = ROW(1);
  COLUMN(0) = __builtin_shufflevector(a, b, 0, 2);
  COLUMN(1) = __builtin_shufflevector(a, b, 1, 3);
#endif
#undef ROW
#undef COLUMN
}

// The shorter elementary functions where their result is rounded to float32.
#if SIZE == 4
#define NARROW(name) narrow_##name
#else
#define NARROW(name) name
#endif

#if SIZE == 4
INLINE vd R(load8)(const real *p) { return __builtin_convertvector(*(const vf8 *)p, vd); }
INLINE void R(store8)(real *p, vd x) { *(vf8 *)p = __builtin_convertvector(x, vf8); }
#else
INLINE vd R(load8)(const real *p) { return *(const vd *)p; }
INLINE void R(store8)(real *p, vd x) { *(vd *)p = x; }
#endif

static inline real R(remainder)(real a, real b) {
  if (a != a || b != b || b == 0 || a - a != 0) return (real)__builtin_nan("");
  if (b - b != 0) return (a < 0) == (b < 0) || a == 0 ? a : b;
  real r = (real)fmod((double)a, (double)b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
#else
INLINE vd R(load8)(const real *p) { return __builtin_convertvector(*(const vi8 *)p, vd); }

static inline real R(remainder)(real a, real b) {
  if (b == 0 || b == -1) return 0;
  real r = a % b;
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
#endif

/// The first n ≤ 8 numbers, `stride` apart, the rest filled with `other`.
INLINE vd R(load_some)(const real *p, int64_t n, int64_t stride, double other) {
  vd x = spread(other);
  for (int64_t i = 0; i < n; i++) x[i] = (double)p[i * stride];
  return x;
}

/// The next eight of n numbers, filled up with `other` at the row's end.
INLINE vd R(load_row)(const real *p, int64_t n, int64_t stride, double other) {
  return stride == 1 && n >= 8 ? R(load8)(p) : R(load_some)(p, smaller(n, 8), stride, other);
}
