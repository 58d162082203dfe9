/// Halves of a square matrix as factors of its elements.
enum Triangle: String {
  case lower, upper
  /// The lower half, with ½ on the diagonal.
  case halvedLower
  /// Only the diagonal.
  case diagonal

  func factor(_ row: Int, _ column: Int) -> Double {
    switch self {
    case .lower: row >= column ? 1 : 0
    case .upper: row <= column ? 1 : 0
    case .halvedLower: row > column ? 1 : row == column ? 0.5 : 0
    case .diagonal: row == column ? 1 : 0
    }
  }
}

/// What gradient rules of matrices are made of.
extension GradientContext {
  /// Aᵀ of each matrix.
  func turned(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    let rank = node.shape.rank
    return try apply(
      Transpose(permutation: Array(0..<rank - 2) + [rank - 1, rank - 2]), node)
  }

  /// (A + Aᵀ)/2 of each matrix.
  func symmetric(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    try product(apply(Add(), node, turned(node)), 0.5)
  }

  /// One number for each matrix, ready to be multiplied with all of its elements.
  func onMatrices(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    try apply(Reshape(Shape(node.shape.extents + [1, 1])), node)
  }

  /// Factors [n × n] for square matrices.
  func triangle(_ kind: Triangle, like node: Graph.Node) -> Graph.Node {
    let n = node.shape[node.shape.rank - 1]
    let type = TensorType([n, n], node.dtype)
    return graph.constant(named: "triangle \(kind.rawValue)", type) {
      Tensor(type) { kind.factor($0 / max(n, 1), $0 % max(n, 1)) }
    }
  }

  /// Each row of numbers [… k] as the diagonal of a matrix [… k × k].
  func diagonal(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    let row = try asRow(node)
    return try product(row, triangle(.diagonal, like: row))
  }

  /// [… k] as [… 1 × k], a factor for each column.
  func asRow(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    let extents = node.shape.extents
    return try apply(Reshape(Shape(extents.dropLast() + [1] + extents.suffix(1))), node)
  }

  /// [… k] as [… k × 1], a factor for each row.
  func asColumn(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    try apply(Reshape(Shape(node.shape.extents + [1])), node)
  }

  /// 1/x; 0 where x is 0. Neither it nor its gradient divides by 0.
  func safeReciprocal(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    let one = graph.constant(1, node.dtype)
    let zero = graph.constant(0, node.dtype)
    let isZero = try compare(.equal, node, zero)
    let safe = try apply(Where(), isZero, one, node)
    return try apply(Where(), isZero, zero, apply(Divide(), one, safe))
  }

  /// 1/(xⱼ − xᵢ) at [i, j] for numbers [… k]; 0 where they are equal.
  func reciprocalDifferences(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    try safeReciprocal(apply(Subtract(), asRow(node), asColumn(node)))
  }

  /// The elements from..<to of packed results along the last axis, as `extents` behind the axes of the batch.
  func part(
    _ node: Graph.Node, from: Int, _ extents: [Int]
  ) throws(ShapeError) -> Graph.Node {
    let batch = Array(node.shape.extents.dropLast())
    let to = from + extents.reduce(1, *)
    return try apply(
      Reshape(Shape(batch + extents)), apply(Slice(axis: -1, from: from, to: to), node))
  }
}
