// Goes over the rows of an output whose operands are read with strides.

#include "CInterrupt.h"

/// Whether a loop over one long unit is to end at position `i`; asked every so often.
#define LEAVES(i) (((i) & (NABLA_LOOK - 1)) == NABLA_LOOK - 1 && nabla_is_stopped())
/// The same where positions are multiples of a vector's length.
#define LEAVES_AFTER(i) (((i) & (NABLA_LOOK - 1)) == 0 && (i) && nabla_is_stopped())
enum { NABLA_LOOK = 1 << 14, NABLA_LONG_LOOK = 1 << 20 };

/// `memcpy` and `memset(to, 0, size)` that leave when they are interrupted.
static inline void copy_long(void *to, const void *from, int64_t size) {
  for (; size > NABLA_LONG_LOOK; size -= NABLA_LONG_LOOK) {
    memcpy(to, from, NABLA_LONG_LOOK);
    to = (char *)to + NABLA_LONG_LOOK;
    from = (const char *)from + NABLA_LONG_LOOK;
    if (nabla_is_stopped()) return;
  }
  memcpy(to, from, (size_t)size);
}
static inline void clear_long(void *to, int64_t size) {
  for (; size > NABLA_LONG_LOOK; size -= NABLA_LONG_LOOK) {
    memset(to, 0, NABLA_LONG_LOOK);
    to = (char *)to + NABLA_LONG_LOOK;
    if (nabla_is_stopped()) return;
  }
  memset(to, 0, (size_t)size);
}

/// `length` elements from `position` on, a row or a piece of a long one; `rest` follow in the row.
typedef struct walk {
  int64_t rows, length, position, rest;
  int64_t offsets[3];
  int64_t indices[NABLA_MAXIMUM_RANK];
} walk;

static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/// Cuts a long row, so that whoever walks can leave between two pieces.
static inline void walk_cut(walk *w, int64_t length) {
  w->length = smaller(length, NABLA_LONG_LOOK);
  w->rest = length - w->length;
}

/// A unit is a row; with one axis only, a block of it.
static inline walk walk_start(const nabla_strided *p, int64_t first, int64_t last) {
  walk w = {.rows = last - first, .length = p->extents[p->rank - 1]};
  if (p->rank == 1) {
    w.position = first * NABLA_BLOCK;
    w.length = smaller(last * NABLA_BLOCK, p->extents[0]) - w.position;
    w.rows = 1;
    for (int o = 0; o < 3; o++) w.offsets[o] = w.position * p->strides[o][0];
    walk_cut(&w, w.length);
    return w;
  }
  w.position = first * w.length;
  int64_t rest = first;
  for (int64_t axis = p->rank - 2; axis >= 0; axis--) {
    w.indices[axis] = rest % p->extents[axis];
    rest /= p->extents[axis];
    for (int o = 0; o < 3; o++) w.offsets[o] += w.indices[axis] * p->strides[o][axis];
  }
  walk_cut(&w, w.length);
  return w;
}

/// The next piece of a long row.
static inline int walk_on(walk *w, const nabla_strided *p) {
  if (nabla_is_stopped()) return 0;
  for (int o = 0; o < 3; o++) w->offsets[o] += w->length * p->strides[o][p->rank - 1];
  w->position += w->length;
  walk_cut(w, w->rest);
  return 1;
}

static inline int walk_next(walk *w, const nabla_strided *p) {
  if (w->rest > 0) return walk_on(w, p);
  if (--w->rows <= 0) return 0;
  w->position += w->length;
  int64_t inner = p->extents[p->rank - 1];
  if (inner > w->length) {
    // Back to the beginning of the row.
    for (int o = 0; o < 3; o++) w->offsets[o] -= (inner - w->length) * p->strides[o][p->rank - 1];
    walk_cut(w, inner);
  }
  for (int64_t axis = p->rank - 2; axis >= 0; axis--) {
    for (int o = 0; o < 3; o++) w->offsets[o] += p->strides[o][axis];
    if (++w->indices[axis] < p->extents[axis]) break;
    for (int o = 0; o < 3; o++) w->offsets[o] -= p->extents[axis] * p->strides[o][axis];
    w->indices[axis] = 0;
  }
  return 1;
}
