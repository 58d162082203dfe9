import Catalog
import Engine

/// rate · decay_rate^(step / decay_steps); with `staircase` the exponent is whole.
struct ExponentialDecay: Schedule {
  static let decayRate = Parameter<Double>.factor("decay_rate", "Factor after decay_steps.")

  static let signature = Signature.schedule(
    "exponential_decay", "A rate that falls by one factor in every decay_steps.",
    example: "plot exponential_decay(0.1, 100, 0.5), 0..400",
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
    let exponent = try graph.progress(step, of: decaySteps, staircase: isStaircase)
    let factor = try graph.apply(
      Power(), to: graph.scalar(decayRate, like: step), exponent)
    return try graph.times(initial, factor)
  }
}
