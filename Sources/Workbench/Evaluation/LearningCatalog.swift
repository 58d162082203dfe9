import Catalog
import Data
import Learning

/// The registries of the learning module as one list of signatures.
enum LearningCatalog {
  static let signatures: [Signature] =
    Layers.all.map { $0.signature } + Structures.all + Activations.all.map { $0.signature }
    + Losses.all.map { $0.signature } + Metrics.all.map { $0.signature }
    + Optimizers.all.map { $0.signature } + Schedules.all.map { $0.signature }
    + Initializers.all.map { $0.signature }
    + Regularizers.all.map { $0.signature } + PrivacyMechanisms.all.map { $0.signature }
    + [EarlyStopping.signature]
    + DataSources.signatures + DataSteps.signatures
}
