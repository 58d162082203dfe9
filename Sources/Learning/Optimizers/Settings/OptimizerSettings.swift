import Catalog
import Engine

/// What all optimizers have in common: the rate, and what happens to gradients and weights around
/// the update.
package struct OptimizerSettings {
  /// A number, a schedule or a function of the step.
  package var learningRate: LearningRate
  /// Decoupled decay: w −= rate · decay · w before the update; 0 for none.
  package var weightDecay: Double
  /// Limits on gradients, before the update.
  package var clipping: GradientClipping
  /// Keep a moving average of the weights, which evaluations and the end of the run use.
  package var usesAverage: Bool
  /// Share of the old average that stays in each update.
  package var averageMomentum: Double
  /// So many steps' gradients are averaged for one update; 1 updates in every step.
  package var accumulationSteps: Int

  /// The settings that Keras has, where nothing else is said.
  package init(
    learningRate: LearningRate, weightDecay: Double = 0, clipping: GradientClipping = .init(),
    usesAverage: Bool = false, averageMomentum: Double = 0.99, accumulationSteps: Int = 1
  ) {
    self.learningRate = learningRate
    self.weightDecay = weightDecay
    self.clipping = clipping
    self.usesAverage = usesAverage
    self.averageMomentum = averageMomentum
    self.accumulationSteps = accumulationSteps
  }

  /// The decay, with the optimizer's own default.
  static func weightDecay(
    _ fallback: Double = 0, pytorch: Double? = nil
  ) -> Parameter<Double> {
    Parameter(
      "weight_decay", "Decay of the weights in each step, times the rate.", default: fallback,
      pytorch: pytorch, rule: "0 or more"
    ) { $0 >= 0 && $0.isFinite }
  }
  static let useAverage = Parameter<Bool>(
    "use_ema", "Evaluate and end with a moving average of the weights.", default: false)
  static let averageMomentum = Parameter<Double>(
    "ema_momentum", "Share of the old average that stays in each update.", default: 0.99,
    rule: "0 to 1"
  ) { $0 >= 0 && $0 <= 1 }
  static let accumulationSteps = Parameter<Int>(
    "gradient_accumulation_steps", "Steps whose gradients are averaged for one update.",
    default: 1, rule: "1 to 1000000"
  ) { (1...1_000_000).contains($0) }

  /// Everything behind the decay, in Keras's order.
  static var lastDescriptions: [ParameterDescription] {
    GradientClipping.descriptions + [
      useAverage.description, averageMomentum.description, accumulationSteps.description,
    ]
  }

  init(
    _ arguments: BoundArguments, learningRate rate: Parameter<LearningRate>,
    weightDecay decay: Parameter<Double> = OptimizerSettings.weightDecay()
  ) throws(ArgumentError) {
    learningRate = try arguments[rate]
    weightDecay = try arguments[decay]
    clipping = try GradientClipping(arguments)
    usesAverage = try arguments[Self.useAverage]
    averageMomentum = try arguments[Self.averageMomentum]
    accumulationSteps = try arguments[Self.accumulationSteps]
  }
}

extension Signature {
  /// An optimizer's own parameters, those of all, and what Keras does not know.
  static func optimizer(
    _ name: String, _ summary: String, _ own: [ParameterDescription],
    hasDecay: Bool = true, _ last: [ParameterDescription] = [], details: String = ""
  ) -> Signature {
    let decay = hasDecay ? [OptimizerSettings.weightDecay().description] : []
    return Signature(
      name, .optimizer, summary, example: "train m, d, optimizer=\(name)(0.01)",
      own + decay + OptimizerSettings.lastDescriptions + last, details: details)
  }
}
