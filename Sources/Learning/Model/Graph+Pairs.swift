import Engine

extension Graph {
  func sum(_ a: Node, _ b: Node) throws(ShapeError) -> Node { try apply(Add(), to: a, b) }

  func difference(_ a: Node, _ b: Node) throws(ShapeError) -> Node {
    try apply(Subtract(), to: a, b)
  }

  func product(_ a: Node, _ b: Node) throws(ShapeError) -> Node {
    try apply(Multiply(), to: a, b)
  }

  func quotient(_ a: Node, _ b: Node) throws(ShapeError) -> Node {
    try apply(Divide(), to: a, b)
  }

  /// The sum of all elements, a scalar.
  func sumOfAll(_ node: Node) throws(ShapeError) -> Node {
    try apply(Sum(axes: nil, keepsAxes: false), to: node)
  }

  /// share·old + (1 − share)·new, with 1 − share taken in Double.
  func mixed(_ old: Node, _ new: Node, keeping share: Double) throws(ShapeError) -> Node {
    try sum(times(share, old), times(1 - share, new))
  }

  /// The name of the variable behind a node; empty for any other node.
  func variableName(of node: Node) -> String {
    if case .variable(let variable) = sources[node.index] { variable.name } else { "" }
  }
}
