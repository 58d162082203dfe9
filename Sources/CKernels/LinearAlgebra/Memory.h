// What the kernels of one element type share: matrices on their way between rows and columns, and memory.

// Both go by tiles: a column of a large matrix is a cache line for each number.
#define FOR_EACH_TILE(rows, columns)                                                                \
  for (int64_t top = 0; top < (rows); top += 16)                                                    \
    for (int64_t side = 0; side < (columns); side += 16)

/// [rows × columns] by rows into the same by columns: to[c·rows + r] = from[r·columns + c].
static void R(turn)(const real *from, real *to, int64_t rows, int64_t columns) {
  FOR_EACH_TILE(rows, columns)
    for (int64_t r = top; r < rows && r < top + 16; r++)
      for (int64_t c = side; c < columns && c < side + 16; c++)
        to[c * rows + r] = from[r * columns + c];
}

static int R(is_finite)(const real *numbers, int64_t count) {
  return nabla_is_finite(numbers, count, sizeof(real) == 8);
}

/// The mean of what stands on both sides of the diagonal.
static void R(symmetrize)(const real *from, real *to, int64_t n) {
  FOR_EACH_TILE(n, n)
    for (int64_t r = top; r < n && r < top + 16; r++)
      for (int64_t c = side; c <= r && c < side + 16; c++) {
        real x = from[r * n + c], y = from[c * n + r];
        to[r * n + c] = to[c * n + r] = x == y ? x : x / 2 + y / 2;
      }
}

#undef FOR_EACH_TILE

/// How much working memory the library asked for, in a number of the element type: rounded up.
static int64_t R(asked)(real count) { return (int64_t)((double)count * (1 + 4 * EPSILON)) + 1; }

/// What one kernel does with one matrix.
typedef struct R(method) {
  /// The memory that it needs, with what the library asks for.
  void (*measure)(nabla_task *task, nabla_task_sizes *sizes);
  void (*load)(nabla_task *task, const real *a, const real *b);
  void (*compute)(nabla_task *task);
  void (*store)(nabla_task *task, real *output);
} R(method);

static nabla_task *R(task)(
    const nabla_openblas *library, const nabla_matrices *p, const R(method) *method) {
  nabla_task model = {
      .library = library,
      .compute = method->compute,
      .rows = (int)p->rows,
      .columns = (int)p->columns,
      .least = (int)(p->rows < p->columns ? p->rows : p->columns),
      .others = (int)p->others,
      .isTransposed = (int)p->isTransposed,
      .isUpper = (int)p->isUpper,
      .isLong = (int)p->isLong,
      .cutoff = p->cutoff >= 0 ? p->cutoff : EPSILON * (double)greater(p->rows, p->columns),
  };
  nabla_task_sizes sizes = {0};
  method->measure(&model, &sizes);
  if (sizes.work > INT_MAX || sizes.integers > INT_MAX) return NULL;
  model.workCount = (int)greater(sizes.work, 1);
  model.integerCount = (int)greater(sizes.integers, 1);
  int64_t counts[6] = {sizes.a, sizes.b, sizes.s, sizes.u, sizes.v, model.workCount};
  size_t bytes = (sizeof(nabla_task) + 63) / 64 * 64 + (size_t)model.integerCount * sizeof(int);
  for (int part = 0; part < 6; part++) {
    counts[part] = (greater(counts[part], 1) + 15) / 16 * 16;
    bytes += (size_t)counts[part] * sizeof(real);
  }
  nabla_task *task = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!task) return NULL;
  *task = model;
  real *place = (real *)((char *)task + (sizeof(nabla_task) + 63) / 64 * 64);
  void **parts[6] = {&task->a, &task->b, &task->s, &task->u, &task->v, &task->work};
  for (int part = 0; part < 6; part++) {
    *parts[part] = place;
    place += counts[part];
  }
  task->integers = (int *)place;
  return task;
}

/// The units first..<last of a kernel.
static void R(each)(
    const nabla_call *call, int64_t first, int64_t last, const R(method) *method) {
  const nabla_matrices *p = call->parameters;
  const nabla_openblas *library = nabla_openblas_for_one_thread();
  nabla_task *task = library ? R(task)(library, p, method) : NULL;
  for (int64_t unit = first; unit < last; unit++) {
    real *output = (real *)call->output + unit * p->outputCount;
    if (!task) {
      for (int64_t i = 0; i < p->outputCount; i++) output[i] = NAN;
      continue;
    }
    const real *a = (const real *)call->inputs[0] + begin(p, 0, unit);
    task->info = 0;
    method->load(task, a, p->others >= 0 ? (const real *)call->inputs[1] + begin(p, 1, unit) : NULL);
    // LAPACK knows no empty matrices of every kind, and need not be asked.
    if (task->info == 0 && p->rows > 0 && p->columns > 0 && p->others != 0 && !nabla_task_run(task))
      return;
    if (task->info != 0)
      for (int64_t i = 0; i < p->outputCount; i++) output[i] = NAN;
    else method->store(task, output);
  }
  free(task);
}
