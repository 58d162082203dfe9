// By singular values and eigenvalues. Numbers that are not finite never reach the library, which may not return.

static void R(measure_svd)(nabla_task *task, nabla_task_sizes *sizes) {
  int64_t m = task->rows, n = task->columns, k = task->least;
  sizes->a = m * n;
  sizes->s = k;
  sizes->u = m * k;
  sizes->v = k * n;
  sizes->integers = 8 * k;
  int rows = (int)greater(m, 1), columns = (int)greater(n, 1), least = (int)greater(k, 1);
  int all = -1, info, none;
  real most = 0, dummy = 0;
  LAPACK(gesdd)(
      "S", &rows, &columns, &dummy, &rows, &dummy, &dummy, &rows, &dummy, &least, &most, &all, &none,
      &info, 1);
  sizes->work = R(asked)(most);
}

static void R(load_finite)(nabla_task *task, const real *a, const real *b) {
  if (!R(is_finite)(a, (int64_t)task->rows * task->columns)) task->info = -1;
  else R(turn)(a, task->a, task->rows, task->columns);
}

static void R(compute_svd)(nabla_task *task) {
  LAPACK(gesdd)(
      "S", &task->rows, &task->columns, task->a, &task->rows, task->s, task->u, &task->rows, task->v,
      &task->least, task->work, &task->workCount, task->integers, &task->info, 1);
}

/// U [m × k], s [k], V [n × k]: by rows V is what the library has as Vᵀ by columns.
static void R(store_svd)(nabla_task *task, real *output) {
  int64_t m = task->rows, n = task->columns, k = task->least;
  R(turn)(task->u, output, k, m);
  memcpy(output + m * k, task->s, (size_t)k * sizeof(real));
  memcpy(output + m * k + k, task->v, (size_t)(k * n) * sizeof(real));
}

static void R(measure_pseudo_inverse)(nabla_task *task, nabla_task_sizes *sizes) {
  R(measure_svd)(task, sizes);
  sizes->b = sizes->a;
}

/// U·diag(1/s)·Vᵀ by columns [m × n], which by rows is the pseudoinverse [n × m].
static void R(compute_pseudo_inverse)(nabla_task *task) {
  R(compute_svd)(task);
  if (task->info != 0) return;
  int m = task->rows, n = task->columns, k = task->least;
  real *u = task->u, *s = task->s, one = 1, zero = 0;
  for (int64_t c = 0; c < k; c++) {
    real factor = (double)s[c] > task->cutoff * (double)s[0] ? 1 / s[c] : 0;
    for (int64_t r = 0; r < m; r++) u[c * m + r] *= factor;
  }
  LAPACK(gemm)("N", "N", &m, &n, &k, &one, u, &m, task->v, &k, &zero, task->b, &m, 1, 1);
}

static void R(store_pseudo_inverse)(nabla_task *task, real *output) {
  memcpy(output, task->b, (size_t)task->rows * (size_t)task->columns * sizeof(real));
}

static void R(measure_least_squares)(nabla_task *task, nabla_task_sizes *sizes) {
  int m = (int)greater(task->rows, 1), n = (int)greater(task->columns, 1);
  int others = (int)greater(task->others, 1), longer = m > n ? m : n, all = -1, info, rank, most = 0;
  sizes->a = (int64_t)m * n;
  sizes->b = (int64_t)longer * others;
  sizes->s = task->least;
  real count = 0, none = 0, cutoff = 0;
  LAPACK(gelsd)(
      &m, &n, &others, &none, &m, &none, &longer, &none, &cutoff, &rank, &count, &all, &most, &info);
  sizes->work = R(asked)(count);
  sizes->integers = most;
}

static void R(load_least_squares)(nabla_task *task, const real *a, const real *b) {
  int64_t m = task->rows, others = task->others, longer = greater(m, task->columns);
  R(load_finite)(task, a, b);
  if (!R(is_finite)(b, m * others)) task->info = -1;
  real *column = task->b;
  for (int64_t c = 0; c < others; c++, column += longer)
    for (int64_t r = 0; r < longer; r++) column[r] = r < m ? b[r * others + c] : 0;
}

static void R(compute_least_squares)(nabla_task *task) {
  int longer = (int)greater(task->rows, task->columns), rank;
  real cutoff = (real)task->cutoff;
  LAPACK(gelsd)(
      &task->rows, &task->columns, &task->others, task->a, &task->rows, task->b, &longer, task->s,
      &cutoff, &rank, task->work, &task->workCount, task->integers, &task->info);
}

static void R(store_least_squares)(nabla_task *task, real *output) {
  int64_t n = task->columns, others = task->others, longer = greater(task->rows, n);
  const real *b = task->b;
  for (int64_t r = 0; r < n; r++)
    for (int64_t c = 0; c < others; c++) output[r * others + c] = b[c * longer + r];
}

static void R(measure_eigen)(nabla_task *task, nabla_task_sizes *sizes) {
  int n = (int)greater(task->rows, 1), all = -1, info, integers = 0;
  real most = 0, none = 0;
  sizes->a = (int64_t)n * n;
  sizes->s = n;
  LAPACK(syevd)("V", "L", &n, &none, &n, &none, &most, &all, &integers, &all, &info, 1, 1);
  sizes->work = R(asked)(most);
  sizes->integers = integers;
}

static void R(compute_eigen)(nabla_task *task) {
  LAPACK(syevd)(
      "V", "L", &task->rows, task->a, &task->rows, task->s, task->work, &task->workCount,
      task->integers, &task->integerCount, &task->info, 1, 1);
}

/// The values in ascending order [n], then the vectors, which are columns [n × n].
static void R(store_eigen)(nabla_task *task, real *output) {
  int64_t n = task->rows;
  memcpy(output, task->s, (size_t)n * sizeof(real));
  R(turn)(task->a, output + n, n, n);
}

/// Like a pseudoinverse; with the determinants of U and Vᵀ behind each other.
static void R(measure_cofactors)(nabla_task *task, nabla_task_sizes *sizes) {
  R(measure_pseudo_inverse)(task, sizes);
  nabla_task_sizes inverse = {0};
  R(measure_inverse)(task, &inverse);
  sizes->work = greater(sizes->work, inverse.work);
  sizes->integers = greater(sizes->integers, inverse.integers);
}

static void R(load_cofactors)(nabla_task *task, const real *a, const real *b) {
  R(load_finite)(task, a, b);
  memcpy(task->b, task->a, (size_t)task->rows * (size_t)task->rows * sizeof(real));
}

/// The sign of the determinant of an orthogonal matrix; `a` is overwritten.
static double R(orientation)(nabla_task *task, const real *matrix) {
  int64_t exponent;
  memcpy(task->a, matrix, (size_t)task->rows * (size_t)task->rows * sizeof(real));
  R(compute_lu_of_any)(task);
  return R(product)(task, &exponent) < 0 ? -1 : 1;
}

/// det(A)·A⁻ᵀ; of a singular matrix det(U)·det(V)·U·diag(Π of the other s)·Vᵀ, which is the same continued.
static void R(compute_cofactors)(nabla_task *task) {
  int n = task->rows;
  int64_t count = (int64_t)n * n;
  real *a = task->a, *b = task->b, *u = task->u, *s = task->s, one = 1, zero = 0;
  R(compute_lu)(task);
  if (task->info == 0) {
    int64_t exponent;
    double mantissa = R(product)(task, &exponent);
    LAPACK(getri)(&n, a, &n, task->integers, task->work, &task->workCount, &task->info);
    for (int64_t i = 0; i < count; i++) b[i] = (real)R(value)(mantissa * (double)a[i], exponent);
    return;
  }
  memcpy(a, b, (size_t)count * sizeof(real));
  R(compute_svd)(task);
  if (task->info != 0) return;
  double sign = R(orientation)(task, u) * R(orientation)(task, task->v);
  for (int64_t c = 0; c < n; c++) {
    double others = sign;
    for (int64_t k = 0; k < n; k++)
      if (k != c) others *= (double)s[k] > task->cutoff * (double)s[0] ? (double)s[k] : 0;
    for (int64_t r = 0; r < n; r++) u[c * n + r] = (real)((double)u[c * n + r] * others);
  }
  // By columns U·…·Vᵀ, and Aᵀ's inverse by rows: turned, as the other way has it.
  LAPACK(gemm)("T", "T", &n, &n, &n, &one, task->v, &n, u, &n, &zero, b, &n, 1, 1);
}
