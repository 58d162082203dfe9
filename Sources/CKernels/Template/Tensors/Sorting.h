// Sorting along one axis, in place by heap sort: no working memory, n log n in the worst case.
// NaN counts as larger than every number. Equal numbers keep their order in `argsort`.

#define exchange(type, a, b) { type t = a; a = b; b = t; }

INLINE int R(precedes)(real a, real b) { return a < b || (b != b && a == a); }

static void R(sort)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  int64_t stride = p->inner, n = p->length;
  for (int64_t row = first; row < last; row++) {
    int64_t begin = row / stride * n * stride + row % stride;
    const real *x = (const real *)call->inputs[0] + begin;
    real *y = (real *)call->output + begin;
    for (int64_t i = 0; i < n && !LEAVES(i); i++) y[i * stride] = x[i * stride];
#define BEFORE(a, b) (p->flag ? R(precedes)(y[(b) * stride], y[(a) * stride]) \
                              : R(precedes)(y[(a) * stride], y[(b) * stride]))
#define SWAP(a, b) exchange(real, y[(a) * stride], y[(b) * stride]);
#include "HeapSort.h"
#undef BEFORE
#undef SWAP
  }
}

static void R(argsort)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  int64_t stride = p->inner, n = p->length;
  for (int64_t row = first; row < last; row++) {
    int64_t begin = row / stride * n * stride + row % stride;
    const real *x = (const real *)call->inputs[0] + begin;
    int32_t *y = (int32_t *)call->output + begin;
    for (int64_t i = 0; i < n && !LEAVES(i); i++) y[i * stride] = (int32_t)i;
#define VALUE(a) x[y[(a) * stride] * stride]
#define COMES_FIRST(a, b) (p->flag ? R(precedes)(b, a) : R(precedes)(a, b))
#define BEFORE(a, b) \
  (COMES_FIRST(VALUE(a), VALUE(b)) || \
      (!COMES_FIRST(VALUE(b), VALUE(a)) && y[(a) * stride] < y[(b) * stride]))
#define SWAP(a, b) exchange(int32_t, y[(a) * stride], y[(b) * stride]);
#include "HeapSort.h"
#undef VALUE
#undef COMES_FIRST
#undef BEFORE
#undef SWAP
  }
}

/// The largest `other` elements of each row, the largest first: an insertion into a short list.
static void R(top)(const nabla_call *call, int64_t first, int64_t last, void *scratch) {
  const nabla_axis *p = call->parameters;
  for (int64_t row = first; row < last; row++) {
    const real *x = (const real *)call->inputs[0] + row * p->length;
    real *y = (real *)call->output + row * p->other;
    for (int64_t i = 0; i < p->length; i++) {
      if (LEAVES(i)) return;
      int64_t at = smaller(i, p->other);
      if (at == p->other && !R(precedes)(y[at - 1], x[i])) continue;
      // An insertion takes as long as the list.
      if (at > NABLA_BLOCK && nabla_is_stopped()) return;
      if (at == p->other) at--;
      for (; at > 0 && R(precedes)(y[at - 1], x[i]); at--) y[at] = y[at - 1];
      y[at] = x[i];
    }
  }
}
