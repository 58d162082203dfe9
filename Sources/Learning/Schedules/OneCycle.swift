import Catalog
import Engine

/// Up to a large rate and down to a tiny one along cosines, as PyTorch's `OneCycleLR`.
///
/// From max/div_factor to max over the first `pct_start` of the steps, then down to
/// max/(div_factor · final_div_factor), where it stays. Smith and Topin 2018.
struct OneCycle: Schedule {
  static let maximum = Parameter<Double>.rate("max_learning_rate", "The largest rate.")
  static let totalSteps = Parameter<Double>.steps("total_steps", "Steps of the whole cycle.")
  static let share = Parameter<Double>(
    "pct_start", "Share of the steps that rise.", default: 0.3, rule: "0 to 1"
  ) { $0 >= 0 && $0 <= 1 }
  static let divisor = Parameter<Double>(
    "div_factor", "The first rate is max_learning_rate / div_factor.", default: 25,
    rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let finalDivisor = Parameter<Double>(
    "final_div_factor", "The last rate is the first / final_div_factor.", default: 10_000,
    rule: "above 0"
  ) { $0 > 0 && $0.isFinite }

  static let signature = Signature.schedule(
    "one_cycle", "Up to a large rate, then down to a tiny one.",
    example: "plot one_cycle(0.1, 300), 0..300",
    [
      maximum.description, totalSteps.description, share.description, divisor.description,
      finalDivisor.description,
    ])

  let maximum: Double
  let totalSteps: Double
  let share: Double
  let divisor: Double
  let finalDivisor: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    maximum = try arguments[Self.maximum]
    totalSteps = try arguments[Self.totalSteps]
    share = try arguments[Self.share]
    divisor = try arguments[Self.divisor]
    finalDivisor = try arguments[Self.finalDivisor]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let first = maximum / divisor
    let (top, last) = (share * totalSteps - 1, totalSteps - 1)
    func part(_ from: Double, _ to: Double) throws(ShapeError) -> Graph.Node {
      guard to > from else { return try graph.plus(1, graph.times(0, step)) }
      let done = try graph.times(1 / (to - from), graph.plus(-from, step))
      return try graph.maximum(graph.minimum(done, 1), 0)
    }
    let rising = try graph.cosine(from: first, to: maximum, part(0, top))
    let falling = try graph.cosine(from: maximum, to: first / finalDivisor, part(top, last))
    return try graph.choose(.lessOrEqual, step, top, rising, falling)
  }
}
