import Catalog
import Engine

/// Half a cosine wave down to alpha · rate over `decay_steps`, after a linear warm-up.
///
/// With `warmup_target` the rate rises from the initial one to the target in `warmup_steps` and
/// falls from there, as in Keras; without, it rises from 0 to the initial one.
/// Loshchilov and Hutter 2017.
struct CosineDecay: Schedule {
  static let alpha = Parameter<Double>.factor(
    "alpha", "Share of the rate that remains.", default: 0)
  static let warmupTarget = Parameter<Double>.optional(
    "warmup_target", "The rate at the end of the warm-up.", rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }
  static let warmupSteps = Parameter<Double>.steps(
    "warmup_steps", "Steps of the warm-up.", default: 0, rule: "0 or more")

  static let signature = Signature.schedule(
    "cosine_decay", "Half a cosine wave down, after a linear warm-up.",
    example: "plot cosine_decay(0.003, 200, warmup_steps=20), 0..250",
    [
      Parameter.initialLearningRate.description, Parameter.decaySteps.description,
      alpha.description, warmupTarget.description, warmupSteps.description,
    ],
    details: """
      The warm-up rises from initial_learning_rate to warmup_target; without a target from 0 to
      initial_learning_rate.
      """)

  let initial: Double
  let decaySteps: Double
  let alpha: Double
  let warmupTarget: Double?
  let warmupSteps: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    initial = try arguments[Parameter.initialLearningRate]
    decaySteps = try arguments[Parameter.decaySteps]
    alpha = try arguments[Self.alpha]
    warmupTarget = try arguments.optional(Self.warmupTarget)
    warmupSteps = try arguments[Self.warmupSteps]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let (start, top) = warmupTarget.map { (initial, $0) } ?? (0, initial)
    let done = try graph.maximum(graph.plus(-warmupSteps, step), 0)
    let share = try graph.quotient(
      graph.minimum(done, decaySteps), graph.scalar(decaySteps, like: step))
    let falling = try graph.cosine(from: top, to: alpha * top, share)
    guard warmupSteps > 0 else { return falling }
    let rising = try graph.plus(start, graph.times((top - start) / warmupSteps, step))
    return try graph.choose(.less, step, warmupSteps, rising, falling)
  }
}
