import Catalog
import Learning

/// Makes what a spec describes, and throws it away: `auc([1])` is wrong where it is written, not where
/// it is used.
enum SpecCheck {
  static func make(
    _ name: String, _ kind: Signature.Kind, _ arguments: Arguments
  ) throws(ArgumentError) {
    switch kind {
    case .activation: _ = try Activations.named(name)?.make(arguments)
    case .initializer: _ = try Initializers.named(name)?.make(arguments)
    case .loss: _ = try Losses.named(name)?.make(arguments)
    case .metric: _ = try Metrics.named(name)?.make(arguments)
    case .optimizer: _ = try Optimizers.named(name)?.make(arguments)
    case .regularizer: _ = try Regularizers.named(name)?.make(arguments)
    case .mechanism:
      let entry = PrivacyMechanisms.all.first { $0.signature.name == name }
      _ = try entry?.make(arguments)
      if name == EarlyStopping.signature.name { _ = try EarlyStopping.make(arguments) }
    case .schedule: _ = try Schedules.named(name)?.make(arguments)
    default: break
    }
  }
}
