// Where a moving window reads. Output positions are grouped into runs that see the same taps, so
// that nothing is multiplied with padding and no inner loop asks where it is.

/// Output positions first, first + step, … that see the taps tap, tap + tapStep, …
typedef struct window_run {
  int64_t first, step, count;
  int64_t tap, tapStep, taps;
  /// What the first position reads with the first tap; the steps to the next position and tap.
  int64_t source, sourceStep, tapSource;
} window_run;

/// How far a walk over the runs has come: positions ≡ residue (mod inputDilation), in order.
typedef struct window_cursor {
  int64_t residue, position;
} window_cursor;

static inline int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t floor_quotient(int64_t a, int64_t b) { return a / b - (a % b < 0); }
static inline int64_t ceiling_quotient(int64_t a, int64_t b) { return a / b + (a % b > 0); }
static inline int64_t clamped(int64_t a, int64_t low, int64_t high) {
  return a < low ? low : a > high ? high : a;
}

static inline int64_t common_divisor(int64_t a, int64_t b) {
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/// The next run, or 0 after the last.
static inline int window_next(const nabla_window *w, window_cursor *c, window_run *r) {
  int64_t dilation = w->inputDilation;
  int64_t length = (w->output - c->residue + dilation - 1) / dilation;
  if (c->position == length) {
    c->residue++;
    c->position = 0;
    length = (w->output - c->residue + dilation - 1) / dilation;
  }
  if (c->residue >= smaller(dilation, w->output)) return 0;
  // The taps that meet an input element: every tapStep-th from `tap` on.
  int64_t tapStep = dilation / common_divisor(dilation, w->dilation), tap = 0;
  int64_t last = smaller(w->taps, tapStep);
  while (tap < last && (c->residue + tap * w->dilation - w->padding) % dilation) tap++;
  int64_t taps = tap == last ? 0 : (w->taps - tap + tapStep - 1) / tapStep;
  int64_t tapSource = tapStep * w->dilation / dilation;
  // Tap number m of position j reads base + j·stride + m·tapSource.
  int64_t base = (c->residue + tap * w->dilation - w->padding) / dilation, j = c->position;
  int64_t at = base + j * w->stride, next = length;
  int64_t from = clamped(ceiling_quotient(-at, tapSource), 0, taps);
  int64_t to = clamped(floor_quotient(w->input - 1 - at, tapSource) + 1, 0, taps);
  if (from > 0)
    next = smaller(next, ceiling_quotient(-base - (from - 1) * tapSource, w->stride));
  if (to > 0)
    next = smaller(
        next, floor_quotient(w->input - 1 - base - (to - 1) * tapSource, w->stride) + 1);
  *r = (window_run){
    .first = c->residue + j * dilation, .step = dilation, .count = next - j,
    .tap = tap + from * tapStep, .tapStep = tapStep, .taps = larger(to - from, 0),
    .source = at + from * tapSource, .sourceStep = w->stride, .tapSource = tapSource,
  };
  c->position = next;
  return 1;
}

/// Leaves the positions from..<to.
static inline void window_clip(window_run *r, int64_t from, int64_t to) {
  int64_t skipped = clamped(ceiling_quotient(from - r->first, r->step), 0, r->count);
  int64_t end = clamped(ceiling_quotient(to - r->first, r->step), 0, r->count);
  r->count = larger(end - skipped, 0);
  r->first += skipped * r->step;
  r->source += skipped * r->sourceStep;
}

/// Pairs of an input and an output position that one tap joins.
typedef struct window_pairs {
  int64_t input, output, count;
} window_pairs;

/// The pairs of a tap whose output position is in from..<to; steps are stride and inputDilation.
static inline window_pairs window_pairs_of(
    const nabla_window *w, int64_t tap, int64_t from, int64_t to) {
  int64_t shift = tap * w->dilation - w->padding;
  // input · inputDilation = output · stride + shift, so input = a + t·stride.
  int64_t a = w->inputDilation == 1 ? shift : 0, b = w->inputDilation == 1 ? 0 : -shift;
  int64_t start = larger(
      ceiling_quotient(-a, w->stride), ceiling_quotient(from - b, w->inputDilation));
  int64_t end = smaller(
      floor_quotient(w->input - 1 - a, w->stride),
      floor_quotient(to - 1 - b, w->inputDilation));
  return (window_pairs){
    .input = a + start * w->stride, .output = b + start * w->inputDilation,
    .count = larger(end - start + 1, 0),
  };
}
