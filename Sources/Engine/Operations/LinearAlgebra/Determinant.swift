import CKernels

/// det A of square matrices [… n × n] → […]; 1 of an empty one, 0 of a singular one.
///
/// ∂L/∂A = ∂L/∂det · cofactors of A (M. Giles, "Collected matrix derivative results", 2008, 2.2.4), which a singular
/// matrix has, too.
package struct Determinant: Operation, MatrixOperation {
  static let kernel = nabla_kernel_determinant
  package let name = "det"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] { [] }
  func work(rows: Double, columns: Double) -> Double { rows * rows * rows / 3 }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let cofactors = try context.apply(Cofactors(), context.inputs[0])
    return [try context.product(context.onMatrices(context.upstream), cofactors)]
  }
}

/// The sign of det A and log |det A| of square matrices [… n × n] → [… 2]; of a singular one 0 and −∞.
///
/// Neither overflows. ∂ log |det A| = A⁻ᵀ (Giles 2008, 2.2.4); the sign has no slope.
package struct LogDeterminant: Operation, MatrixOperation {
  static let kernel = nabla_kernel_log_determinant
  package let name = "slogdet"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] { [2] }
  func work(rows: Double, columns: Double) -> Double { rows * rows * rows / 3 }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let a = context.inputs[0]
    let flow = try context.apply(Slice(axis: -1, from: 1, to: 2), context.upstream)
    let numbers = try context.apply(Reshape(a.shape.outer), flow)
    let inverse = try context.turned(context.apply(Inverse(), a))
    return [try context.product(context.onMatrices(numbers), inverse)]
  }
}

/// The cofactors of square matrices [… n × n], det(A)·A⁻ᵀ where A has an inverse: the slopes of the determinant.
///
/// Of a singular matrix by its singular values. Their own gradient takes an inverse, and is NaN where there is none.
package struct Cofactors: Operation, MatrixOperation {
  static let kernel = nabla_kernel_cofactors
  package let name = "cofactors"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] { [rows, columns] }
  func work(rows: Double, columns: Double) -> Double { rows * rows * rows }

  /// With P = A⁻ᵀ: det(A) · (⟨U, P⟩ P − P·Uᵀ·P).
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (a, flow) = (context.inputs[0], context.upstream)
    let inverse = try context.turned(context.apply(Inverse(), a))
    let determinant = try context.onMatrices(context.apply(Determinant(), a))
    let rank = a.shape.rank
    let inner = try context.apply(
      Sum(axes: [rank - 2, rank - 1], keepsAxes: true), context.product(flow, inverse))
    let turning = try context.apply(
      MatrixProduct(), context.apply(MatrixProduct(transposeRight: true), inverse, flow), inverse)
    let difference = try context.apply(Subtract(), context.product(inner, inverse), turning)
    return [try context.product(determinant, difference)]
  }
}
