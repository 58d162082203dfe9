// Cholesky's factorization and QR.

static void R(measure_cholesky)(nabla_task *task, nabla_task_sizes *sizes) {
  sizes->a = (int64_t)task->rows * task->rows;
}

static void R(load_symmetric)(nabla_task *task, const real *a, const real *b) {
  if (!R(is_finite)(a, (int64_t)task->rows * task->rows)) task->info = -1;
  else R(symmetrize)(a, task->a, task->rows);
}

/// By columns the upper factor of A = Uᵀ·U, which by rows is the lower one.
static void R(compute_cholesky)(nabla_task *task) {
  LAPACK(potrf)("U", &task->rows, task->a, &task->rows, &task->info, 1);
}

static void R(store_cholesky)(nabla_task *task, real *output) {
  const real *a = task->a;
  for (int64_t r = 0, n = task->rows; r < n; r++)
    for (int64_t c = 0; c < n; c++) output[r * n + c] = c <= r ? a[r * n + c] : 0;
}

/// The order of the first leading minor that is not positive, from 1; 0 where all are.
static int64_t R(failing_minor)(const real *matrix, int64_t n) {
  static const R(method) method = {.measure = R(measure_cholesky), .compute = R(compute_cholesky)};
  const nabla_openblas *library = nabla_openblas_for_one_thread();
  nabla_matrices p = {.rows = n, .columns = n, .others = -1, .cutoff = -1};
  nabla_task *task = library && n > 0 ? R(task)(library, &p, &method) : NULL;
  if (!task) return 0;
  task->info = 0;
  R(load_symmetric)(task, matrix, NULL);
  if (task->info == 0 && !nabla_task_run(task)) return 0;
  int64_t minor = task->info > 0 ? task->info : 0;
  free(task);
  return minor;
}

static void R(measure_qr)(nabla_task *task, nabla_task_sizes *sizes) {
  sizes->a = (int64_t)task->rows * task->columns;
  sizes->s = task->least;
  sizes->v = (int64_t)task->least * task->columns;
  int m = (int)greater(task->rows, 1), n = (int)greater(task->columns, 1), all = -1, info;
  int k = (int)greater(task->least, 1);
  real first = 0, second = 0, none = 0;
  LAPACK(geqrf)(&m, &n, &none, &m, &none, &first, &all, &info);
  LAPACK(orgqr)(&m, &k, &k, &none, &m, &none, &second, &all, &info);
  sizes->work = R(asked)(first > second ? first : second);
}

static void R(compute_qr)(nabla_task *task) {
  int m = task->rows, n = task->columns, k = task->least;
  real *a = task->a, *r = task->v;
  LAPACK(geqrf)(&m, &n, a, &m, task->s, task->work, &task->workCount, &task->info);
  if (task->info != 0) return;
  for (int64_t row = 0; row < k; row++)
    for (int64_t column = 0; column < n; column++)
      r[row * n + column] = column < row ? 0 : a[column * m + row];
  LAPACK(orgqr)(&m, &k, &k, a, &m, task->s, task->work, &task->workCount, &task->info);
}

/// Q [m × k], then R [k × n].
static void R(store_qr)(nabla_task *task, real *output) {
  int64_t m = task->rows, n = task->columns, k = task->least;
  R(turn)(task->a, output, k, m);
  memcpy(output + m * k, task->v, (size_t)(k * n) * sizeof(real));
}
