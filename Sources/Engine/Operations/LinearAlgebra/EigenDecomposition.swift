import CKernels

/// Eigenvalues and eigenvectors of symmetric matrices [… n × n], in one row each: [… n + n·n].
///
/// The values w ascend; then come the vectors, the columns of V, as [n × n]: A = V·diag(w)·Vᵀ. Works on (A + Aᵀ)/2.
/// With F = 1/(wⱼ − wᵢ) where they differ: ∂L/∂A = V·(diag(∂w) + F ∘ Vᵀ·∂V)·Vᵀ (Giles 2008, 3.1), made symmetric.
package struct EigenDecomposition: Operation, MatrixOperation {
  static let kernel = nabla_kernel_symmetric_eigen
  package let name = "eigh"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] { [rows + rows * rows] }
  func work(rows: Double, columns: Double) -> Double { 5 * rows * rows * rows }

  /// Where the parts lie in a row, and their extents: values, vectors.
  package static func parts(_ n: Int) -> [(from: Int, extents: [Int])] { [(0, [n]), (n, [n, n])] }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let n = context.inputs[0].shape[context.inputs[0].shape.rank - 1]
    let values = try context.part(context.output, from: 0, [n])
    let vectors = try context.part(context.output, from: n, [n, n])
    let valueFlow = try context.part(context.upstream, from: 0, [n])
    let vectorFlow = try context.part(context.upstream, from: n, [n, n])
    let turning = try context.product(
      context.reciprocalDifferences(values),
      context.apply(MatrixProduct(transposeLeft: true), vectors, vectorFlow))
    let inner = try context.apply(Add(), context.diagonal(valueFlow), turning)
    let product = try context.apply(
      MatrixProduct(transposeRight: true), context.apply(MatrixProduct(), vectors, inner), vectors)
    return [try context.symmetric(product)]
  }
}
