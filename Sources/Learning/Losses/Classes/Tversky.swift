import Catalog
import Engine

/// 1 − T/(T + α·M + β·F + 1e-7) with the overlap T = Σ y·p, M = Σ y·(1 − p) and F = Σ (1 − y)·p, over all elements or
/// over the given axes.
///
/// `dice` for α = β = ½; a larger α counts what was missed more. Salehi et al. 2017; Keras's letters.
struct Tversky: Loss {
  static let alpha = Parameter<Double>.factor(
    "alpha", "What counts of the masks that was missed.", default: 0.5)
  static let beta = Parameter<Double>.factor(
    "beta", "What counts beside the masks that was found.", default: 0.5)
  static let signature = Signature.loss(
    "tversky", "1 minus the overlap of two masks; what was missed and what was wrong have weights.",
    example: "tversky([1, 1, 0], [0.9, 0.4, 0.1], alpha=0.7, beta=0.3)",
    [alpha.description, beta.description, Dice.axis.description])

  let alpha: Double
  let beta: Double
  let axis: [Int]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    alpha = try arguments[Self.alpha]
    beta = try arguments[Self.beta]
    axis = try arguments[Dice.axis]
  }

  var expectation: LossExpectation { LossExpectation(.shares, .probabilities) }

  func values(
    _ targets: Graph.Node, _ predictions: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let truth = try graph.aligned(targets, with: predictions, for: Self.signature.name)
    let axes = try Dice.axes(axis, of: truth, for: Self.signature.name)
    func total(_ a: Graph.Node, _ b: Graph.Node) throws(ShapeError) -> Graph.Node {
      try graph.apply(Sum(axes: axes, keepsAxes: false), to: graph.product(a, b))
    }
    let overlap = try total(truth, predictions)
    let missed = try graph.times(alpha, total(truth, graph.minus(1, predictions)))
    let wrong = try graph.times(beta, total(graph.minus(1, truth), predictions))
    let all = try graph.sum(overlap, graph.sum(missed, wrong))
    let share = try graph.quotient(overlap, graph.plus(probabilityMargin, all))
    return try graph.minus(1, share)
  }
}
