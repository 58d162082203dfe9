import CKernels

/// The lower triangular L with A = L·Lᵀ of symmetric positive definite matrices [… n × n]; NaN of others.
///
/// Works on (A + Aᵀ)/2. With P the lower half of Lᵀ·U, its diagonal halved: ∂L/∂A = ½·L⁻ᵀ·(P + Pᵀ)·L⁻¹ (I. Murray,
/// "Differentiation of the Cholesky decomposition", 2016, after Giles 2008).
package struct Cholesky: Operation, MatrixOperation {
  static let kernel = nabla_kernel_cholesky
  package let name = "cholesky"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] { [rows, columns] }
  func work(rows: Double, columns: Double) -> Double { rows * rows * rows / 6 }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let factor = context.output
    let product = try context.apply(MatrixProduct(transposeLeft: true), factor, context.upstream)
    let half = try context.product(product, context.triangle(.halvedLower, like: product))
    let back = TriangularSolve(transposed: true)
    // L⁻ᵀ·P·L⁻¹, turned.
    let left = try context.turned(context.apply(back, factor, half))
    return [try context.symmetric(context.apply(back, factor, left))]
  }
}
