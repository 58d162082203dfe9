// The kernels of one element type: what each does with a matrix.

#define KERNEL(name, M, L, C, S)                                                                    \
  static void R(name##_kernel)(                                                                     \
      const nabla_call *call, int64_t first, int64_t last, void *scratch) {                         \
    static const R(method) method = {                                                               \
        R(measure_##M), R(load_##L), R(compute_##C), R(store_##S)};                                 \
    R(each)(call, first, last, &method);                                                            \
  }

KERNEL(determinant, square, turned, lu_of_any, determinant)
KERNEL(log_determinant, square, turned, lu_of_any, log_determinant)
KERNEL(cofactors, cofactors, cofactors, cofactors, pseudo_inverse)
KERNEL(inverse, inverse, turned, inverse, turned)
KERNEL(solve, solve, solve, solve, solve)
KERNEL(triangular_solve, solve, triangular, triangular, triangular)
KERNEL(cholesky, cholesky, symmetric, cholesky, cholesky)
KERNEL(orthogonal_triangular, qr, turned, qr, qr)
KERNEL(singular_values, svd, finite, svd, svd)
KERNEL(symmetric_eigen, eigen, symmetric, eigen, eigen)
KERNEL(pseudo_inverse, pseudo_inverse, finite, pseudo_inverse, pseudo_inverse)
KERNEL(least_squares, least_squares, least_squares, least_squares, least_squares)

#undef KERNEL
