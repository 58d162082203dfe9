import CKernels

/// Singular values and vectors of matrices [… m × n], in one row each: [… m·k + k + n·k], k the lesser of m and n.
///
/// U [m × k], the values s [k] in descending order, V [n × k]: A = U·diag(s)·Vᵀ.
package struct SingularValueDecomposition: Operation, MatrixOperation {
  static let kernel = nabla_kernel_singular_values
  static let isSquare = false
  package let name = "svd"
  /// One operand of floating-point numbers.
  package init() {}

  func resultExtents(rows: Int, columns: Int) -> [Int] {
    let least = min(rows, columns)
    return [rows * least + least + columns * least]
  }

  func work(rows: Double, columns: Double) -> Double { Self.work(rows, columns) }

  static func work(_ rows: Double, _ columns: Double) -> Double {
    let least = min(rows, columns)
    return 4 * rows * columns * least + 8 * least * least * least
  }

  /// Where the parts lie in a row, and their extents: U, s, V.
  package static func parts(_ rows: Int, _ columns: Int) -> [(from: Int, extents: [Int])] {
    let least = min(rows, columns)
    return [
      (0, [rows, least]), (rows * least, [least]), (rows * least + least, [columns, least]),
    ]
  }

  /// J. Townsend, "Differentiating the singular value decomposition", 2016, after Giles 2008, 3.2. With
  /// F = 1/(sⱼ² − sᵢ²): U·[F ∘ (Uᵀ∂U − ∂Uᵀ·U)·S + S·F ∘ (Vᵀ∂V − ∂Vᵀ·V) + ∂S]·Vᵀ, and what of ∂U and ∂V lies beside
  /// the columns of U and V, divided by s.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let shape = context.inputs[0].shape
    let parts = Self.parts(shape[shape.rank - 2], shape[shape.rank - 1])
    var (values, flows): ([Graph.Node], [Graph.Node]) = ([], [])
    for part in parts {
      values.append(try context.part(context.output, from: part.from, part.extents))
      flows.append(try context.part(context.upstream, from: part.from, part.extents))
    }
    let (u, s, v) = (values[0], values[1], values[2])
    let (plain, left, right) = (
      MatrixProduct(), MatrixProduct(transposeLeft: true), MatrixProduct(transposeRight: true)
    )
    let differences = try context.reciprocalDifferences(context.product(s, s))
    func turning(_ vectors: Graph.Node, _ flow: Graph.Node) throws(ShapeError) -> Graph.Node {
      let product = try context.apply(left, vectors, flow)
      return try context.product(
        differences, context.apply(Subtract(), product, context.turned(product)))
    }
    /// What of a flow lies beside the vectors, over s.
    func beside(_ vectors: Graph.Node, _ flow: Graph.Node) throws(ShapeError) -> Graph.Node {
      let within = try context.apply(plain, vectors, context.apply(left, vectors, flow))
      return try context.product(
        context.apply(Subtract(), flow, within), context.asRow(context.safeReciprocal(s)))
    }
    let first = try context.product(turning(u, flows[0]), context.asRow(s))
    let second = try context.product(context.asColumn(s), turning(v, flows[2]))
    let inner = try context.apply(
      Add(), context.apply(Add(), first, second), context.diagonal(flows[1]))
    let middle = try context.apply(right, context.apply(plain, u, inner), v)
    let above = try context.apply(right, beside(u, flows[0]), v)
    let aside = try context.apply(right, u, beside(v, flows[2]))
    return [try context.apply(Add(), middle, context.apply(Add(), above, aside))]
  }
}
