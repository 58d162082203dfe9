import Catalog
import Engine

/// log(1 + Σⱼ e^(γ·aⱼ·(dⱼ − m))·Σₖ e^(γ·bₖ·(1 − m − dₖ))) for each row, over its partners j and the rows k of other classes.
///
/// d is 1 − the cosine, at least 0; a = m + d and b = max(1 + m − d, 0) weigh what is far from where it is to be, and are
/// differentiated with the rest, as in Keras. Targets are class numbers [batch], predictions rows of length 1
/// [batch × features]. A row whose loss is 0 does not count. Sun et al. 2020.
struct Circle: Loss {
  static let gamma = Parameter<Double>(
    "gamma", "How sharply the hardest pairs count.", default: 80, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let margin = Parameter<Double>.factor(
    "margin", "How near rows of a class are to be.", default: 0.4)
  static let signature = Signature.loss(
    "circle", "Rows of one class point in one direction, others in others.",
    example: "circle([0, 0, 1], [[1, 0], [0.6, 0.8], [0, 1]])",
    [gamma.description, margin.description],
    details: "Targets are class numbers [batch], predictions [batch, features] of length 1.")

  let gamma: Double
  let margin: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    (gamma, margin) = (try arguments[Self.gamma], try arguments[Self.margin])
  }

  var expectation: LossExpectation { LossExpectation(.others, .numbers) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let pairs = try ClassPairs(targets, predictions, for: Self.signature.name, graph)
    let turned = try graph.apply(Transpose(permutation: [1, 0]), to: predictions)
    let cosines = try graph.apply(MatrixProduct(), to: predictions, turned)
    let distances = try graph.maximum(graph.minus(1, cosines), 0)
    let near = try graph.product(
      graph.plus(margin, distances), graph.plus(-margin, distances))
    let far = try graph.product(
      graph.maximum(graph.minus(1 + margin, distances), 0), graph.minus(1 - margin, distances))
    let sum = try graph.sum(
      total(graph.times(gamma, near), where: pairs.isPartner, graph),
      total(graph.times(gamma, far), where: graph.minus(1, pairs.isSame), graph))
    let loss = try graph.apply(Softplus(), to: sum)
    return try graph.apply(Where(), to: pairs.isComplete, loss, graph.scalar(0, like: loss))
  }

  func counts(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node? {
    let values = try self.values(targets, predictions, in: graph)
    return try graph.apply(Comparison(.greater), to: values, graph.scalar(0, like: values))
  }

  /// The logarithm of the sum of exponentials of those that are chosen.
  private func total(
    _ scores: Graph.Node, where isChosen: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let chosen = try graph.apply(
      Where(), to: isChosen, scores, graph.scalar(-1e30, like: scores))
    return try graph.apply(LogSumExp(axes: [1], keepsAxes: false), to: chosen)
  }
}
