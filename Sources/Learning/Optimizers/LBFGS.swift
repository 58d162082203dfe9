import Catalog
import Engine

/// Limited-memory BFGS: steps along an estimate of the inverse curvature, for small full batches.
///
/// From the last `history_size` pairs s = change of w, y = change of g (kept while y·s > 1e-10):
/// d = −H·g by the two-loop recursion, H₀ = y·s/y·y; w += rate·d, in the first update
/// min(1, 1/Σ|g|)·rate·d; no step where g·d > −1e-9. The step has no line search, as PyTorch's by
/// default. Nocedal 1980.
struct LBFGS: Optimizer {
  static let learningRate = LearningRate.parameter(default: 1)
  static let historySize = Parameter<Int>(
    "history_size", "Pairs of steps that are remembered.", default: 10, rule: "1 to 100"
  ) { (1...100).contains($0) }

  static let signature = Signature.optimizer(
    "lbfgs", "Quasi-Newton steps for small problems; give all samples as one batch.",
    [learningRate.description, historySize.description])

  let settings: OptimizerSettings
  let historySize: Int

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    settings = try OptimizerSettings(arguments, learningRate: Self.learningRate)
    historySize = try arguments[Self.historySize]
  }

  /// The last gradient and step, then the remembered steps and changes, the oldest first.
  var slots: [String] {
    ["gradient", "step"] + (0..<historySize).map { "step_\($0)" }
      + (0..<historySize).map { "change_\($0)" }
  }

  func feeds(learningRate: Double, number: Int) -> [Double] {
    [learningRate, number == 1 ? 1 : 0]
  }

  func update(
    _ weight: Graph.Node, slots: [Graph.Node], gradient: Graph.Node, feeds: [Graph.Node],
    in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    try update(
      all: [weight], slots: [slots], gradients: [gradient], feeds: feeds, in: graph)
  }

  func update(
    all weights: [Graph.Node], slots: [[Graph.Node]], gradients: [Graph.Node],
    feeds: [Graph.Node], in graph: Graph
  ) throws(ShapeError) -> [Graph.Node] {
    guard let like = weights.first else { return [] }
    var updates: [Graph.Node] = []
    for weight in weights { updates += try decay(weight, rate: feeds[0], in: graph) }
    let vectors = WeightVectors(graph)
    let memory = try CurvatureMemory(
      slots: slots, gradients: gradients, historySize: historySize, vectors)
    let direction = try memory.direction(for: gradients)
    let size = try stepSize(gradients, feeds, like, vectors)
    let slope = try vectors.dot(gradients, direction)
    let descends = try graph.apply(
      Comparison(.lessOrEqual), to: slope, graph.scalar(-1e-9, like: slope))
    let factor = try graph.apply(Where(), to: descends, size, graph.scalar(0, like: size))
    let steps = try vectors.scaled(direction, by: factor)
    for (index, weight) in weights.enumerated() {
      updates += try graph.assign(
        memory.assignments(index) + [
          (slots[index][0], gradients[index]), (slots[index][1], steps[index]),
          (weight, graph.sum(weight, steps[index])),
        ])
    }
    return updates
  }

  private func stepSize(
    _ gradients: [Graph.Node], _ feeds: [Graph.Node], _ like: Graph.Node, _ vectors: WeightVectors
  ) throws(ShapeError) -> Graph.Node {
    let graph = vectors.graph
    let rate = try graph.cast(feeds[0], to: like.dtype)
    let isFirst = try graph.cast(feeds[1], to: like.dtype)
    let one = graph.scalar(1, like: rate)
    let share = try graph.quotient(one, vectors.sizes(gradients))
    let first = try graph.product(rate, graph.apply(Minimum(), to: one, share))
    return try graph.apply(Where(), to: isFirst, first, rate)
  }
}

/// All weights together as one long vector.
struct WeightVectors {
  let graph: Graph
  init(_ graph: Graph) { self.graph = graph }

  func dot(_ a: [Graph.Node], _ b: [Graph.Node]) throws(ShapeError) -> Graph.Node {
    var total: Graph.Node?
    for (left, right) in zip(a, b) {
      let part = try graph.sumOfAll(graph.product(left, right))
      total = if let total { try graph.sum(total, part) } else { part }
    }
    guard let total else { preconditionFailure("an optimizer has at least one weight") }
    return total
  }

  /// Σ|x|.
  func sizes(_ a: [Graph.Node]) throws(ShapeError) -> Graph.Node {
    var signs: [Graph.Node] = []
    for node in a { signs.append(try graph.apply(Sign(), to: node)) }
    return try dot(a, signs)
  }

  func scaled(_ a: [Graph.Node], by factor: Graph.Node) throws(ShapeError) -> [Graph.Node] {
    var result: [Graph.Node] = []
    for node in a { result.append(try graph.product(factor, node)) }
    return result
  }

  /// a + factor·b.
  func sum(
    _ a: [Graph.Node], _ factor: Graph.Node, _ b: [Graph.Node]
  ) throws(ShapeError) -> [Graph.Node] {
    var result: [Graph.Node] = []
    for (left, right) in zip(a, try scaled(b, by: factor)) {
      result.append(try graph.sum(left, right))
    }
    return result
  }
}
