import Language

extension ErrorPages {
  /// What a matrix does not have.
  static let linearAlgebra = [
    page(
      "E0820", "a function needs a matrix, or a square one",
      "Determinant, inverse and `solve` are of matrices with as many rows as columns; `pinv`, `lstsq`, `svd` and `qr` take "
        + "any. The matrix stands in the last two axes, and those in front count matrices.",
      "inv([[1, 2, 3], [4, 5, 6]])", "pinv([[1, 2, 3], [4, 5, 6]])"),
    page(
      "E0821", "the matrix is not symmetric",
      "`cholesky` and `eigh` are of matrices that equal their transpose, up to rounding.",
      "eigh([[1, 2], [3, 4]]).values", "a = [[1, 2], [3, 4]]; eigh((a + a.T) / 2).values"),
    page(
      "E0822", "the matrix is not positive definite",
      "A leading minor is the determinant of the first rows and columns; all of them are above 0 where x @ a @ x is for every "
        + "x but 0. A covariance of more columns than rows is not: something small on its diagonal makes it so.",
      "cholesky([[1, 2], [2, 1]])", "cholesky([[1, 2], [2, 1]] + 2 * eye(2))"),
    page(
      "E0823", "the matrix is singular",
      "One of its rows is a sum of multiples of others, so nothing turns the product back. `pinv` and `lstsq` give what comes "
        + "nearest, `matrix_rank` counts the independent rows.",
      "inv([[1, 2], [2, 4]])", "pinv([[1, 2], [2, 4]])"),
    page(
      "E0824", "a matrix holds nan or inf",
      "Each number of a matrix is part of each number of the result, so one that is not finite would be everywhere.",
      "inv([[1, nan], [2, 3]])", "x = [[1, nan], [2, 3]]; inv(where(x == x, x, 0))"),
    page(
      "E0825", "a result leaves what its numbers can hold",
      "The inverse of a matrix whose sizes are very small is very large. Scaled, it can be computed: the inverse of a / k is k "
        + "times that of a.",
      "inv([[1e-310]])", "inv([[1e-310]] * 1e300)"),
    page(
      "E0826", "the library of linear algebra is missing",
      "Matrices are factorized by OpenBLAS, which Debian has in the package libopenblas0-pthread.",
      "inv([[1, 2], [3, 4]])", "[[1, 2], [3, 4]] @ [5, 6]"),
  ]
}
