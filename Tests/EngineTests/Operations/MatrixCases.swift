import Engine

extension OperationCases {
  private static let square = tensor(
    [2.1, 0.3, -0.4, 0.2, -1.7, 0.6, 0.5, -0.1, 1.3], [3, 3])
  private static let several = tensor(
    [2.1, 0.3, 0.2, -1.7, 1.4, 0.6, -0.5, 1.3], [2, 2, 2])
  /// Positive definite; the two sides of the diagonal differ, and count alike.
  private static let positive = tensor(
    [4.1, 0.5, -0.7, 0.3, 3.2, 0.6, -0.5, 0.4, 2.3], [3, 3])
  private static let tall = tensor([1.3, 0.2, -0.4, 0.9, 0.7, -1.1], [3, 2])
  private static let wide = tensor([1.3, -0.4, 0.7, 0.2, 0.9, -1.1], [2, 3])
  private static let right = spread([3, 2], from: -0.8, to: 1.1)

  /// Linear algebra.
  static let matrices: [OperationCase] = [
    OperationCase(Determinant(), square), OperationCase(Determinant(), several),
    OperationCase(LogDeterminant(), several), OperationCase(Cofactors(), square),
    OperationCase(Inverse(), square), OperationCase(Inverse(), several),
    OperationCase(PseudoInverse(), tall), OperationCase(PseudoInverse(), wide),
    OperationCase(Solve(), square, right), OperationCase(Solve(transposed: true), square, right),
    OperationCase(Solve(), several, spread([2, 1], from: 0.4, to: 1)),
    OperationCase(TriangularSolve(), square, right),
    OperationCase(TriangularSolve(upper: true), square, right),
    OperationCase(TriangularSolve(transposed: true), square, right),
    OperationCase(TriangularSolve(upper: true, transposed: true), square, right),
    OperationCase(LeastSquares(), tall, right),
    OperationCase(LeastSquares(), wide, spread([2, 2], from: -0.8, to: 1.1)),
    OperationCase(Cholesky(), positive),
    OperationCase(QRDecomposition(), square), OperationCase(QRDecomposition(), tall),
    OperationCase(QRDecomposition(), wide), OperationCase(QRDecomposition(), several),
    OperationCase(EigenDecomposition(), positive),
    OperationCase(SingularValueDecomposition(), square),
    OperationCase(SingularValueDecomposition(), tall),
    OperationCase(SingularValueDecomposition(), wide),
  ]
}
