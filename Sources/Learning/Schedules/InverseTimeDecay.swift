import Catalog
import Engine

/// rate / (1 + decay_rate · step / decay_steps); with `staircase` the quotient is whole.
struct InverseTimeDecay: Schedule {
  static let decayRate = Parameter<Double>.factor("decay_rate", "How fast the rate falls.")

  static let signature = Signature.schedule(
    "inverse_time_decay", "A rate that falls as 1 / (1 + decay_rate * step / decay_steps).",
    example: "plot inverse_time_decay(0.1, 100, 0.5), 0..400",
    [
      Parameter.initialLearningRate.description, Parameter.decaySteps.description,
      decayRate.description, Parameter.staircase.description,
    ])

  let initial: Double
  let decaySteps: Double
  let decayRate: Double
  let isStaircase: Bool

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    initial = try arguments[Parameter.initialLearningRate]
    decaySteps = try arguments[Parameter.decaySteps]
    decayRate = try arguments[Self.decayRate]
    isStaircase = try arguments[Parameter.staircase]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let progress = try graph.progress(step, of: decaySteps, staircase: isStaircase)
    let divisor = try graph.plus(1, graph.times(decayRate, progress))
    return try graph.quotient(graph.scalar(initial, like: step), divisor)
  }
}
