import Engine

extension Graph {
  /// A scalar of the other node's type, which broadcasting spreads over it.
  func scalar(_ number: Double, like node: Node) -> Node { constant(number, node.dtype) }

  func times(_ number: Double, _ node: Node) throws(ShapeError) -> Node {
    try apply(Multiply(), to: node, scalar(number, like: node))
  }

  func plus(_ number: Double, _ node: Node) throws(ShapeError) -> Node {
    try apply(Add(), to: node, scalar(number, like: node))
  }

  /// number − node.
  func minus(_ number: Double, _ node: Node) throws(ShapeError) -> Node {
    try apply(Subtract(), to: scalar(number, like: node), node)
  }

  func square(_ node: Node) throws(ShapeError) -> Node {
    try apply(Multiply(), to: node, node)
  }

  func reshape(_ node: Node, to shape: Shape) throws(ShapeError) -> Node {
    node.shape == shape ? node : try apply(Reshape(shape), to: node)
  }

  func cast(_ node: Node, to dtype: DType) throws(ShapeError) -> Node {
    node.dtype == dtype ? node : try apply(Cast(dtype), to: node)
  }

  /// The mean over the last axis; a scalar stays what it is.
  func meanOverLastAxis(_ node: Node) throws(ShapeError) -> Node {
    guard node.shape.rank > 0 else { return node }
    if node.shape.extents.last == 1 {
      return try reshape(node, to: Shape(Array(node.shape.extents.dropLast())))
    }
    return try apply(Mean(axes: [node.shape.rank - 1], keepsAxes: false), to: node)
  }

  func sumOverLastAxis(_ node: Node, keepsAxis: Bool = false) throws(ShapeError) -> Node {
    guard node.shape.rank > 0 else { return node }
    return try apply(Sum(axes: [node.shape.rank - 1], keepsAxes: keepsAxis), to: node)
  }
}
