import CKernels

/// A⁻¹ of square matrices [… n × n]; NaN where a pivot is 0.
///
/// ∂L/∂A = −A⁻ᵀ·U·A⁻ᵀ (Giles 2008, 2.2.3).
package struct Inverse: Operation, MatrixOperation {
  static let kernel = nabla_kernel_inverse
  package let name = "inv"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] { [rows, columns] }
  func work(rows: Double, columns: Double) -> Double { rows * rows * rows }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let left = try context.apply(
      MatrixProduct(transposeLeft: true), context.output, context.upstream)
    let product = try context.apply(MatrixProduct(transposeRight: true), left, context.output)
    return [try context.negated(product)]
  }
}

/// The Moore-Penrose pseudoinverse A⁺ of matrices [… m × n] → [… n × m], by singular values.
package struct PseudoInverse: Operation, MatrixOperation {
  static let kernel = nabla_kernel_pseudo_inverse
  static let isSquare = false
  /// The share of the largest singular value up to which others count as 0; `nil`: by the precision.
  package let cutoff: Double?
  package let name = "pinv"

  /// One operand of floating-point numbers. Singular values up to `cutoff` times the largest count as 0; without it
  /// max(m, n) times the precision of the element type.
  package init(cutoff: Double? = nil) { self.cutoff = cutoff }

  func resultExtents(rows: Int, columns: Int) -> [Int] { [columns, rows] }
  func work(rows: Double, columns: Double) -> Double {
    SingularValueDecomposition.work(rows, columns)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [
      try context.slope(
        ofPseudoInverse: context.output, of: context.inputs[0], context.upstream)
    ]
  }
}

extension GradientContext {
  /// ∂L/∂A from P = A⁺ and U = ∂L/∂P: −PᵀUPᵀ + (I − AP)·UᵀPPᵀ + PᵀPUᵀ·(I − PA) (G. Golub and V. Pereyra, "The
  /// differentiation of pseudo-inverses", 1973), for a rank that stays.
  func slope(
    ofPseudoInverse p: Graph.Node, of a: Graph.Node, _ flow: Graph.Node
  ) throws(ShapeError) -> Graph.Node {
    let (plain, left, right) = (
      MatrixProduct(), MatrixProduct(transposeLeft: true), MatrixProduct(transposeRight: true)
    )
    let first = try apply(right, apply(left, p, flow), p)
    // UᵀPPᵀ and PᵀPUᵀ.
    let tall = try apply(right, apply(left, flow, p), p)
    let wide = try apply(left, p, apply(right, p, flow))
    let above = try apply(Subtract(), tall, apply(plain, a, apply(plain, p, tall)))
    let beside = try apply(Subtract(), wide, apply(plain, apply(plain, wide, p), a))
    return try apply(Subtract(), apply(Add(), above, beside), first)
  }
}
