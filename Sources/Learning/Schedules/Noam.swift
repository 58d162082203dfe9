import Catalog
import Engine

/// factor · d_model^−½ · min(t^−½, t · warmup_steps^−³ᐟ²), t = step + 1.
///
/// The schedule of the Transformer: a line up, then down as 1/√t. Vaswani et al. 2017.
struct Noam: Schedule {
  static let size = Parameter<Double>.steps("d_model", "Width of the model.", default: 512)
  static let warmupSteps = Parameter<Double>.steps(
    "warmup_steps", "Steps of the warm-up.", default: 4000)
  static let factor = Parameter<Double>.factor("factor", "Factor on the rate.", default: 1)

  static let signature = Signature.schedule(
    "noam", "The Transformer's schedule: a line up, then down as 1/sqrt(t).",
    example: "plot noam(64, 100), 0..1000",
    [size.description, warmupSteps.description, factor.description])

  let size: Double
  let warmupSteps: Double
  let factor: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    size = try arguments[Self.size]
    warmupSteps = try arguments[Self.warmupSteps]
    factor = try arguments[Self.factor]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let number = try graph.plus(1, step)
    let falling = try graph.apply(ReciprocalSquareRoot(), to: number)
    let rising = try graph.times(1 / (warmupSteps * warmupSteps.squareRoot()), number)
    return try graph.times(
      factor / size.squareRoot(), graph.apply(Minimum(), to: falling, rising))
  }
}
