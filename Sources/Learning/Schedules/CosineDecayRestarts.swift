import Catalog
import Engine

/// Cosine waves down, each starting anew, `t_mul` times as long and `m_mul` times as high as the
/// one before. Loshchilov and Hutter 2017.
struct CosineDecayRestarts: Schedule {
  static let firstSteps = Parameter<Double>.steps("first_decay_steps", "Steps of the first wave.")
  static let lengthFactor = Parameter<Double>(
    "t_mul", "How much longer each wave is than the one before.", default: 2, rule: "at least 1"
  ) { $0 >= 1 && $0.isFinite }
  static let heightFactor = Parameter<Double>.factor(
    "m_mul", "How much higher each wave starts than the one before.", default: 1)
  static let alpha = Parameter<Double>.factor(
    "alpha", "Share of the rate that remains.", default: 0)

  static let signature = Signature.schedule(
    "cosine_decay_restarts", "Cosine waves down, each starting anew.",
    example: "plot cosine_decay_restarts(0.1, 100), 0..700",
    [
      Parameter.initialLearningRate.description, firstSteps.description, lengthFactor.description,
      heightFactor.description, alpha.description,
    ])

  let initial: Double
  let firstSteps: Double
  let lengthFactor: Double
  let heightFactor: Double
  let alpha: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    initial = try arguments[Parameter.initialLearningRate]
    firstSteps = try arguments[Self.firstSteps]
    lengthFactor = try arguments[Self.lengthFactor]
    heightFactor = try arguments[Self.heightFactor]
    alpha = try arguments[Self.alpha]
  }

  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node {
    let progress = try graph.quotient(step, graph.scalar(firstSteps, like: step))
    let (wave, share) =
      try lengthFactor == 1 ? evenWave(progress, graph) : growingWave(progress, graph)
    let height = try graph.apply(Power(), to: graph.scalar(heightFactor, like: step), wave)
    let fall = try graph.product(height, graph.cosine(from: 1, to: 0, share))
    return try graph.times(initial, graph.plus(alpha, graph.times(1 - alpha, fall)))
  }

  /// The wave's number from 0 and how much of it is done.
  private func evenWave(
    _ progress: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> (Graph.Node, Graph.Node) {
    let wave = try graph.apply(Floor(), to: progress)
    return (wave, try graph.difference(progress, wave))
  }

  /// Wave i begins at (tⁱ − 1)/(t − 1) first waves. The logarithm may be off by a rounding at a
  /// wave's first step, so its neighbours are tried, too.
  private func growingWave(
    _ progress: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> (Graph.Node, Graph.Node) {
    let base = graph.scalar(lengthFactor, like: progress)
    let scale = 1 / (lengthFactor - 1)
    let grown = try graph.plus(1, graph.times(lengthFactor - 1, progress))
    let guess = try graph.apply(
      Floor(),
      to: graph.quotient(
        graph.apply(Logarithm(), to: grown), graph.apply(Logarithm(), to: base)))
    func length(_ wave: Graph.Node) throws(ShapeError) -> Graph.Node {
      try graph.apply(Power(), to: base, wave)
    }
    func start(_ wave: Graph.Node) throws(ShapeError) -> Graph.Node {
      try graph.times(scale, graph.plus(-1, length(wave)))
    }
    let next = try graph.plus(1, guess)
    let isNext = try graph.apply(Comparison(.greaterOrEqual), to: progress, start(next))
    let isEarlier = try graph.apply(Comparison(.less), to: progress, start(guess))
    let wave = try graph.difference(graph.sum(guess, isNext), isEarlier)
    let share = try graph.quotient(graph.difference(progress, start(wave)), length(wave))
    return (wave, share)
  }
}
