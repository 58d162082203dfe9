/// Something that goes wrong in a training, with what shows it.
package enum Trouble: Equatable, Sendable {
  /// The loss has grown far beyond its best.
  case divergence(best: Double, bestEpoch: Int, now: Double, learningRate: Double)
  /// The validation loss grows while the training loss falls.
  case overfitting(best: Double, bestEpoch: Int, now: Double, trainingLoss: Double)
  /// Units that give 0 for every sample looked at: no gradient reaches their weights.
  case deadUnits(layer: String, dead: Int, units: Int)
  /// Values at the flat ends of a sigmoid or tanh.
  case saturation(layer: String, activation: String, share: Double)
  /// The first layer's gradient is far smaller than the last one's.
  case vanishingGradients(first: String, firstSize: Double, last: String, lastSize: Double)
  /// The norm of all gradients together.
  ///
  /// `optimizer` is the run's with a limit on that norm, as it is typed.
  case explodingGradients(norm: Double, layer: String, optimizer: String)
  /// The model gives the same for every sample.
  case constantPredictions(spread: Double, samples: Int)

  /// Stable; `:explain` expands it.
  package var code: String {
    switch self {
    case .divergence: "W0020"
    case .overfitting: "W0021"
    case .deadUnits: "W0022"
    case .saturation: "W0023"
    case .vanishingGradients: "W0024"
    case .explodingGradients: "W0025"
    case .constantPredictions: "W0026"
    }
  }
}

/// A trouble, and when it was found.
package struct TroubleReport: Equatable, Sendable {
  /// What is wrong, with its evidence.
  package let trouble: Trouble
  /// The epoch after which it showed, counted from 1.
  package let epoch: Int
  /// The last step of that epoch.
  package let step: Int
  /// Of the last step.
  package let learningRate: Double
}
