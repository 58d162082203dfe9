import CKernels

/// A⁻¹·B, or A⁻ᵀ·B: [… n × n] · [… n × k] → [… n × k]; outer axes are broadcast. NaN where a pivot is 0.
///
/// With X the result: ∂L/∂B = A⁻ᵀ·U, ∂L/∂A = −(∂L/∂B)·Xᵀ (Giles 2008, 2.3.1).
package struct Solve: Operation, SystemOperation {
  static let kernel = nabla_kernel_solve
  package let name = "solve"
  /// Whether A stands transposed.
  package let isTransposed: Bool
  /// Operands: A, B, floating-point numbers of one type and of at least two axes.
  package init(transposed: Bool = false) { isTransposed = transposed }

  func work(rows: Double, columns: Double, others: Double) -> Double {
    rows * rows * (rows / 3 + others)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let right = try context.apply(
      Solve(transposed: !isTransposed), context.inputs[0], context.upstream)
    return try context.slopes(ofSystem: right, isTransposed: isTransposed)
  }
}

/// L⁻¹·B, or L⁻ᵀ·B, for a triangular L, whose other half is not read; shapes as in `Solve`.
package struct TriangularSolve: Operation, SystemOperation {
  static let kernel = nabla_kernel_triangular_solve
  package let name = "triangular solve"
  /// Whether the upper half counts.
  package let isUpper: Bool
  /// Whether L stands transposed.
  package let isTransposed: Bool
  /// Operands: L, B, floating-point numbers of one type and of at least two axes.
  package init(upper: Bool = false, transposed: Bool = false) {
    isUpper = upper
    isTransposed = transposed
  }

  func work(rows: Double, columns: Double, others: Double) -> Double { rows * rows * others / 2 }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let right = try context.apply(
      TriangularSolve(upper: isUpper, transposed: !isTransposed), context.inputs[0],
      context.upstream)
    return try context.slopes(ofSystem: right, isTransposed: isTransposed) {
      (node) throws(ShapeError) in
      try context.product(node, context.triangle(isUpper ? .upper : .lower, like: node))
    }
  }
}

/// The X of least length among those for which ‖A·X − B‖ is least: [… m × n], [… m × k] → [… n × k]; outer axes are
/// broadcast.
///
/// ∂L/∂B = A⁺ᵀ·U; ∂L/∂A that of the pseudoinverse in X = A⁺·B.
package struct LeastSquares: Operation, SystemOperation {
  static let kernel = nabla_kernel_least_squares
  static let isSquare = false
  package let name = "lstsq"
  /// The share of the largest singular value up to which others count as 0; `nil`: by the precision.
  package let cutoff: Double?

  /// Operands: A, B, floating-point numbers of one type and of at least two axes. Singular values up to `cutoff` times
  /// the largest count as 0; without it max(m, n) times the precision of the element type.
  package init(cutoff: Double? = nil) { self.cutoff = cutoff }

  func work(rows: Double, columns: Double, others: Double) -> Double {
    let least = min(rows, columns)
    return 2 * rows * columns * least + 4 * least * least * least + 4 * rows * columns * others
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (a, b, flow) = (context.inputs[0], context.inputs[1], context.upstream)
    let inverse = try context.apply(PseudoInverse(cutoff: cutoff), a)
    var result: [Graph.Node?] = [nil, nil]
    if context.isNeeded[0] {
      let outer = try context.apply(MatrixProduct(transposeRight: true), flow, b)
      let slope = try context.slope(ofPseudoInverse: inverse, of: a, outer)
      result[0] = try context.summed(slope, toInput: 0)
    }
    if context.isNeeded[1] {
      let right = try context.apply(MatrixProduct(transposeLeft: true), inverse, flow)
      result[1] = try context.summed(right, toInput: 1)
    }
    return result
  }
}

extension GradientContext {
  /// The gradients of X = A⁻¹·B from that of B; `half` takes what A has of its own.
  fileprivate func slopes(
    ofSystem right: Graph.Node, isTransposed: Bool,
    half: (Graph.Node) throws(ShapeError) -> Graph.Node = { (node) throws(ShapeError) in node }
  ) throws(ShapeError) -> [Graph.Node?] {
    var result: [Graph.Node?] = [nil, nil]
    if isNeeded[0] {
      let product = MatrixProduct(transposeRight: true)
      let left = try isTransposed ? apply(product, output, right) : apply(product, right, output)
      result[0] = try summed(negated(half(left)), toInput: 0)
    }
    if isNeeded[1] { result[1] = try summed(right, toInput: 1) }
    return result
  }
}
