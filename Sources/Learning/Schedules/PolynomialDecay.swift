import Catalog
import Engine

/// (rate − end)·(1 − step/decay_steps)^power + end; `cycle` stretches the decay when it is over.
struct PolynomialDecay: Schedule {
  static let end = Parameter<Double>.rate(
    "end_learning_rate", "The rate after decay_steps.", default: 0.0001)
  static let exponent = Parameter<Double>.factor(
    "power", "1 falls along a line, 2 along a parabola.", default: 1)
  static let cycle = Parameter<Bool>(
    "cycle", "Begin anew, with a decay that is longer by decay_steps, when it is over.",
    default: false)

  static let signature = Signature.schedule(
    "polynomial_decay", "A line or another power down to end_learning_rate.",
    example: "plot polynomial_decay(0.1, 100), 0..150",
    [
      Parameter.initialLearningRate.description, Parameter.decaySteps.description,
      end.description, exponent.description, cycle.description,
    ])

  let initial: Double
  let decaySteps: Double
  let end: Double
  let exponent: Double
  let cycles: Bool

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    initial = try arguments[Parameter.initialLearningRate]
    decaySteps = try arguments[Parameter.decaySteps]
    end = try arguments[Self.end]
    exponent = try arguments[Self.exponent]
    cycles = try arguments[Self.cycle]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let progress = try graph.quotient(step, graph.scalar(decaySteps, like: step))
    let share: Graph.Node
    if cycles {
      // The next whole number, at least 1: −⌊−x⌋.
      let whole = try graph.times(-1, graph.apply(Floor(), to: graph.times(-1, progress)))
      share = try graph.quotient(progress, graph.maximum(whole, 1))
    } else {
      share = try graph.minimum(progress, 1)
    }
    let rest = try graph.apply(
      Power(), to: graph.minus(1, share), graph.scalar(exponent, like: step))
    return try graph.plus(end, graph.times(initial - end, rest))
  }
}
