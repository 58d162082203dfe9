import Catalog
import Engine

/// Batch normalisation: y = γ · (x − mean) / √(variance + ε) + β, for each channel.
///
/// In training the moments are those of the batch, without what a mask hides, and moving ones follow:
/// moving = momentum · moving + (1 − momentum) · batch. Otherwise, and in a frozen layer, the
/// moving ones are used. The moving variance is biased (Keras) unless `unbiased` (PyTorch).
/// Shapes: x [batch × … × channels], γ, β and the moving moments [channels].
/// Ioffe and Szegedy 2015.
package struct BatchNormalization: Layer {
  package static let magnitude = LayerMagnitude.own
  static let axis = Parameter<Int>("axis", "The axis of the channels.", default: -1)
  static let momentum = Parameter<Double>(
    "momentum", "Weight of the old moving moments.", default: 0.99, pytorch: 0.9, rule: "0 to 1"
  ) { (0...1).contains($0) }
  static let epsilon = Parameter<Double>.epsilon(1e-3, pytorch: 1e-5)
  static let meanInitializer = Parameter<any Initializer>.initializer(
    "moving_mean_initializer", default: "zeros")
  static let varianceInitializer = Parameter<any Initializer>.initializer(
    "moving_variance_initializer", default: "ones")
  static let unbiased = Parameter<Bool>(
    "unbiased", "Whether the moving variance is that of the population, n / (n - 1) as large.",
    default: false, pytorch: true)

  package static let signature = Signature(
    "batch_normalization", .layer, "Normalizes each channel over the batch.",
    example: "model 4 { dense 8; batch_normalization; relu; dense 1 }",
    [axis.description, momentum.description, epsilon.description] + ScaleAndCenter.switches
      + ScaleAndCenter.initializers + [
        meanInitializer.description, varianceInitializer.description,
      ] + ScaleAndCenter.regularizers + [unbiased.description],
    details: """
      gamma * (x - mean) / sqrt(variance + epsilon) + beta; moments of the batch in training, moving
      ones otherwise. gamma, beta, moving_mean, moving_variance [channels].
      """)

  /// Of the channels; from the end where negative, never 0.
  let axis: Int
  /// What stays of the moving moments in each step, 0 to 1.
  package let momentum: Double
  /// ε, above 0: 10⁻³, in PyTorch 10⁻⁵.
  package let epsilon: Double
  /// Whether the moving variance follows n / (n − 1) times that of the batch.
  package let isUnbiased: Bool
  let affine: ScaleAndCenter
  let meanInitializer: any Initializer
  let varianceInitializer: any Initializer

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    axis = try arguments[Self.axis]
    momentum = try arguments[Self.momentum]
    epsilon = try arguments[Self.epsilon]
    isUnbiased = try arguments[Self.unbiased]
    affine = try ScaleAndCenter(arguments)
    meanInitializer = try arguments.optional(Self.meanInitializer) ?? Zeros()
    varianceInitializer = try arguments.optional(Self.varianceInitializer) ?? Ones()
  }

  package var activation: ActivationChoice? { nil }
  package var reach: SequenceReach { axis == -1 ? .position : .all }
  package var passesMask: Bool { true }

  package func build(_ input: Graph.Node, in builder: ModelBuilder) throws -> Graph.Node {
    let graph = builder.graph
    let axes = try NormalizedAxes([axis], input.shape)
    let channels = axes.extents(of: input.shape)
    let weights = try affine.weights(over: axes, of: input, in: builder)
    let mean = builder.state("moving_mean", channels, meanInitializer)
    let variance = builder.state("moving_variance", channels, varianceInitializer)
    guard builder.isTraining, !mean.isFrozen else {
      let centered = try graph.apply(
        Subtract(), to: input, axes.spread(mean.value, over: input.shape, in: graph))
      let inverse = try graph.inverseDeviation(
        axes.spread(variance.value, over: input.shape, in: graph), epsilon)
      return try graph.scaled(centered, by: inverse, weights)
    }
    let others = input.shape.extents.indices.filter { !axes.positions.contains($0) }
    let moments: (centered: Graph.Node, mean: Graph.Node, variance: Graph.Node)
    if let mask = builder.mask(of: input), axes.positions == [input.shape.rank - 1],
      mask.shape.extents == Array(input.shape.extents.dropLast())
    {
      moments = try graph.moments(input, over: others, counting: mask)
    } else {
      moments = try graph.moments(input, over: others)
    }
    let count = Double(input.shape.count / max(channels.count, 1))
    let correction = isUnbiased && count > 1 ? count / (count - 1) : 1
    try move(mean, to: moments.mean, 1, in: builder)
    try move(variance, to: moments.variance, correction, in: builder)
    let inverse = try graph.inverseDeviation(moments.variance, epsilon)
    return try graph.scaled(moments.centered, by: inverse, weights)
  }

  private func move(
    _ state: ModelBuilder.State, to batch: Graph.Node, _ factor: Double, in builder: ModelBuilder
  ) throws {
    let graph = builder.graph
    let new = try graph.reshape(graph.apply(StopGradient(), to: batch), to: state.value.shape)
    let old = try graph.times(momentum, state.value)
    let share = try graph.times((1 - momentum) * factor, new)
    builder.update(state, to: try graph.apply(Add(), to: old, share))
  }
}
