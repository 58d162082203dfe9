import CKernels

/// Q with orthonormal columns and the upper triangular R with A = Q·R of matrices [… m × n], in one row each:
/// [… m·k + k·n], k the lesser of m and n. Q is [m × k], R [k × n]; signs are LAPACK's, as in NumPy.
package struct QRDecomposition: Operation, MatrixOperation {
  static let kernel = nabla_kernel_orthogonal_triangular
  static let isSquare = false
  package let name = "qr"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] {
    let least = min(rows, columns)
    return [rows * least + least * columns]
  }

  func work(rows: Double, columns: Double) -> Double { 2 * rows * columns * min(rows, columns) }

  /// Where the parts lie in a row, and their extents: Q, R.
  package static func parts(_ rows: Int, _ columns: Int) -> [(from: Int, extents: [Int])] {
    let least = min(rows, columns)
    return [(0, [rows, least]), (rows * least, [least, columns])]
  }

  /// With M = R·∂Rᵀ − ∂Qᵀ·Q and its lower half copied to the upper one: [∂Q + Q·copied(M)]·R⁻ᵀ (S. Walter and
  /// L. Lehmann 2013; H.-J. Liao et al. 2019). Of a wide matrix [X, Y] with R = [S, T] that is the slope of X for
  /// ∂Q + Y·∂Tᵀ, and Q·∂T the one of Y.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let a = context.inputs[0]
    let (rows, columns) = (a.shape[a.shape.rank - 2], a.shape[a.shape.rank - 1])
    let parts = Self.parts(rows, columns)
    let q = try context.part(context.output, from: 0, parts[0].extents)
    let r = try context.part(context.output, from: parts[1].from, parts[1].extents)
    var flowQ = try context.part(context.upstream, from: 0, parts[0].extents)
    let flowR = try context.part(context.upstream, from: parts[1].from, parts[1].extents)
    guard columns > rows else { return [try slope(context, q, r, flowQ, flowR)] }
    func cut(_ node: Graph.Node, _ from: Int, _ to: Int) throws(ShapeError) -> Graph.Node {
      try context.apply(Slice(axis: -1, from: from, to: to), node)
    }
    let restFlow = try cut(flowR, rows, columns)
    flowQ = try context.apply(
      Add(), flowQ,
      context.apply(MatrixProduct(transposeRight: true), cut(a, rows, columns), restFlow))
    let square = try slope(context, q, cut(r, 0, rows), flowQ, cut(flowR, 0, rows))
    let rest = try context.apply(MatrixProduct(), q, restFlow)
    return [try context.graph.apply(Concatenate(axis: -1), toAll: [square, rest])]
  }

  private func slope(
    _ context: GradientContext, _ q: Graph.Node, _ r: Graph.Node, _ flowQ: Graph.Node,
    _ flowR: Graph.Node
  ) throws(ShapeError) -> Graph.Node {
    let first = try context.apply(MatrixProduct(transposeRight: true), r, flowR)
    let second = try context.apply(MatrixProduct(transposeLeft: true), flowQ, q)
    let difference = try context.apply(Subtract(), first, second)
    let half = try context.product(difference, context.triangle(.halvedLower, like: difference))
    let copied = try context.apply(Add(), half, context.turned(half))
    let sum = try context.apply(
      Add(), flowQ, context.apply(MatrixProduct(), q, copied))
    // Z·R⁻ᵀ is (R⁻¹·Zᵀ)ᵀ.
    return try context.turned(
      context.apply(TriangularSolve(upper: true), r, context.turned(sum)))
  }
}
