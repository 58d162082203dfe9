// By LU with partial pivoting: determinants, inverses, systems; and triangular systems.

static void R(measure_square)(nabla_task *task, nabla_task_sizes *sizes) {
  sizes->a = (int64_t)task->rows * task->rows;
  sizes->integers = task->rows;
}

static void R(load_turned)(nabla_task *task, const real *a, const real *b) {
  R(turn)(a, task->a, task->rows, task->columns);
}

/// A = P·L·U in place. A pivot that is 0 is told by `info`, its place from 1.
static void R(compute_lu)(nabla_task *task) {
  LAPACK(getrf)(&task->rows, &task->rows, task->a, &task->rows, task->integers, &task->info);
}

/// The same for determinants, which are 0 then.
static void R(compute_lu_of_any)(nabla_task *task) {
  R(compute_lu)(task);
  if (task->info > 0) task->info = 0;
}

/// Π uᵢᵢ with the sign of the exchanges, as mantissa · 2^exponent: no part of it overflows before the whole does.
static double R(product)(nabla_task *task, int64_t *exponent) {
  const real *a = task->a;
  double product = 1;
  *exponent = 0;
  for (int i = 0; i < task->rows; i++) {
    int own = 0;
    double pivot = (double)a[(int64_t)i * task->rows + i];
    product *= task->integers[i] == i + 1 ? pivot : -pivot;
    if (!isfinite(product)) continue;
    product = frexp(product, &own);
    *exponent += own;
  }
  return product;
}

static double R(value)(double mantissa, int64_t exponent) {
  return ldexp(mantissa, exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : (int)exponent);
}

static void R(store_determinant)(nabla_task *task, real *output) {
  int64_t exponent;
  double mantissa = R(product)(task, &exponent);
  // 0 has no sign.
  output[0] = (real)(R(value)(mantissa, exponent) + 0.0);
}

/// Sign and log |det|; of a singular matrix 0 and −∞.
static void R(store_log_determinant)(nabla_task *task, real *output) {
  const real *a = task->a;
  double sign = 1, sum = 0;
  for (int i = 0; i < task->rows; i++) {
    double pivot = (double)a[(int64_t)i * task->rows + i];
    if ((pivot < 0) != (task->integers[i] != i + 1)) sign = -sign;
    if (pivot == 0) sign = 0;
    if (isnan(pivot)) sign = NAN;
    sum += log(fabs(pivot));
  }
  output[0] = (real)sign;
  output[1] = sign == 0 ? -(real)INFINITY : (real)sum;
}

static void R(measure_inverse)(nabla_task *task, nabla_task_sizes *sizes) {
  R(measure_square)(task, sizes);
  int all = -1, info = 0, n = task->rows > 0 ? task->rows : 1;
  real most = 0;
  LAPACK(getri)(&n, &most, &n, &info, &most, &all, &info);
  sizes->work = R(asked)(most);
}

static void R(compute_inverse)(nabla_task *task) {
  R(compute_lu)(task);
  if (task->info != 0) return;
  LAPACK(getri)(
      &task->rows, task->a, &task->rows, task->integers, task->work, &task->workCount, &task->info);
}

static void R(store_turned)(nabla_task *task, real *output) {
  R(turn)(task->a, output, task->rows, task->rows);
}

static void R(measure_solve)(nabla_task *task, nabla_task_sizes *sizes) {
  R(measure_square)(task, sizes);
  sizes->b = (int64_t)task->rows * task->others;
}

static void R(load_solve)(nabla_task *task, const real *a, const real *b) {
  R(load_turned)(task, a, b);
  R(turn)(b, task->b, task->rows, task->others);
}

static void R(compute_solve)(nabla_task *task) {
  R(compute_lu)(task);
  if (task->info != 0) return;
  LAPACK(getrs)(
      task->isTransposed ? "T" : "N", &task->rows, &task->others, task->a, &task->rows,
      task->integers, task->b, &task->rows, &task->info, 1);
}

static void R(store_solve)(nabla_task *task, real *output) {
  R(turn)(task->b, output, task->others, task->rows);
}

/// Rows are the library's columns: it sees Aᵀ and Bᵀ, and solves Xᵀ·Aᵀ = Bᵀ.
static void R(load_triangular)(nabla_task *task, const real *a, const real *b) {
  memcpy(task->a, a, (size_t)task->rows * (size_t)task->rows * sizeof(real));
  memcpy(task->b, b, (size_t)task->rows * (size_t)task->others * sizeof(real));
}

static void R(compute_triangular)(nabla_task *task) {
  real one = 1;
  LAPACK(trsm)(
      "R", task->isUpper ? "L" : "U", task->isTransposed ? "T" : "N", "N", &task->others,
      &task->rows, &one, task->a, &task->rows, task->b, &task->others, 1, 1, 1, 1);
}

static void R(store_triangular)(nabla_task *task, real *output) {
  memcpy(output, task->b, (size_t)task->rows * (size_t)task->others * sizeof(real));
}

/// The first row that those above it make up, as far as rounding shows; −1 where there is none.
static int64_t R(dependent_row)(const real *matrix, int64_t n) {
  static const R(method) method = {.measure = R(measure_square), .compute = R(compute_lu)};
  const nabla_openblas *library = nabla_openblas_for_one_thread();
  nabla_matrices p = {.rows = n, .columns = n, .others = -1, .cutoff = -1};
  nabla_task *task = library && n > 0 ? R(task)(library, &p, &method) : NULL;
  if (!task) return -1;
  // By columns this is the transpose: its columns are the rows.
  memcpy(task->a, matrix, (size_t)n * (size_t)n * sizeof(real));
  int64_t row = -1;
  if (!nabla_task_run(task)) return -1;
  const real *a = task->a;
  real least = (real)INFINITY;
  for (int64_t i = 0; i < n; i++) {
    real pivot = (real)fabs((double)a[i * n + i]);
    if (pivot < least) {
      least = pivot;
      row = i;
    }
  }
  free(task);
  return row;
}
