import Catalog
import Data
import Engine

/// What a user may say of a training; what is left out is chosen by `TrainingSetup`.
package struct TrainingOptions {
  /// How often all samples are seen.
  package var epochs = 1
  /// Samples of one step.
  package var batchSize = 32
  /// `adam` where nil.
  package var optimizer: Chosen<any Optimizer>?
  /// Follows from the last activation and the targets where nil.
  package var loss: LossChoice?
  /// What is measured beside the loss; follows from the targets where nil.
  package var metrics: [MetricChoice]?
  /// Data that only measure.
  package var validation: Samples?
  /// The share of the training samples, taken from their end, that is kept for validation.
  package var validationSplit = 0.0
  /// Ends the run early; `nil` never does.
  package var earlyStopping: EarlyStopping?
  /// Whose defaults fill what is left out.
  package var compatibility = Compatibility.keras
  /// Looked at after each epoch with the newest value of each series; true ends the run.
  package var until: (@Sendable ([String: Double]) -> Bool)?
  /// That condition as it was written; empty where it is not known.
  package var untilText = ""
  /// Whether each epoch has an order of its own.
  package var shuffles = true
  /// How much each class counts; `nil` all alike.
  package var classWeights: ClassWeights?
  /// How each sample is hidden; `nil` where none is.
  package var privacy: DifferentialPrivacy?
  /// Who trains by themselves, of which only weights are averaged; `nil` where all samples are one's own.
  package var clients: Clients?
  /// How often each client sees its samples in an epoch, which is a round of all of them.
  package var localEpochs = 1
  /// Label paths and models used as layers whose weights stay as they are.
  package var frozen: [FrozenPart] = []
  /// Another model whose answers are learnt beside the targets; `nil` without.
  package var distillation: Distillation?
  /// How weights become 0 while it trains; `nil` where none do that are not yet.
  package var pruning: GradualPruning?
  /// Divide by the sum of the class weights, as PyTorch does, and not by the number of values.
  package var classWeightMean = false
  /// The seed of orders and masks.
  package var seed: UInt64 = 0
  /// How many orders of as many rows were drawn before.
  package var occurrence = 0
  /// How many trainings that draw the same in their steps, such as dropout masks, came before.
  package var maskOccurrence = 0
  /// What the run is called by who started it: a name, or the text of the statement.
  package var name = "train"
  /// The name that the run prints, where it is another.
  package var label: String?
  /// The options as the user wrote them, in a form that needs no names, for checkpoints; empty where
  /// one has no such form.
  package var sources: [(name: String, text: String)] = []
  /// How many threads compute; never changes a bit of the result.
  package var threads = 1
  /// Where the memory for the way back comes from.
  package var snapshots = SnapshotBudget(bytes: 0)
  /// The type of the numbers that steps get, and of what they draw.
  package var dtype = DType.float32
  /// The memory that a training may take.
  package var memoryLimit = MemoryLimit.bytes
  /// The data set's name, for the completed sentence and for messages.
  package var dataName = "data"
  /// The classes in the order of their numbers, for messages; empty where they have no names.
  package var classNames: [String] = []
  /// The features in their order, for messages; empty where they have no names.
  package var columnNames: [String] = []
  /// What was written beside the choices that the sentence names, as it was typed: `validation_split=0.2`.
  package var written: [String] = []
  /// Where it is told how the training goes, while it does; `nil` where nobody reads that.
  package var log: LogPlace?
  /// The part that must not be used for validation.
  package var test: Samples?
  /// How raw rows became the samples; `nil` for data that were tensors.
  package var recipe: Recipe?
  /// How pictures became them, where they came as numbers.
  package var pictureRecipe: Recipe?

  /// Whether early stopping or the learning rate follow what is measured on the rows for validation.
  package var watchesValidation: Bool {
    func isOfValidation(_ series: String?) -> Bool { series?.hasPrefix("val_") ?? true }
    if let rule = earlyStopping, isOfValidation(rule.monitor) { return true }
    guard case .schedule(let schedule)? = optimizer?.entry.settings.learningRate,
      let plateau = schedule.plateau
    else { return false }
    return isOfValidation(plateau.rule.monitor)
  }

  /// Keras's defaults.
  package init() {}

  /// Whose samples there are.
  package enum Clients: Equatable, Sendable {
    /// So many clients, each with as many samples as the others, give or take one; dealt from the seed.
    case evenly(Int)
    /// Clients by their names, and for each sample of training the number of its owner.
    case named([String], owners: [Int])
  }

  /// The most epochs, and the most samples in a batch, that a training can be asked for.
  static let countLimit = 1_000_000_000_000_000

  /// Epochs or samples out of a setting, which are numbers of the language; checked before.
  static func count(_ value: Double) -> Int { Int(value, within: 0...countLimit) }
}

/// A part of a model that a training leaves as it is.
package enum FrozenPart {
  /// A label path: `encoder`, `dense_1`, `dense_1.kernel`.
  case path(String)
  /// A model that stands as a layer, wherever it stands.
  case model(Model)
}

/// How much each class counts in the loss.
package enum ClassWeights: Equatable, Sendable {
  case given([Double])
  /// Some classes by their names among `names`, those of the data in their order, or by their numbers;
  /// a class that is not named counts once.
  case named([NamedWeight], names: [String])
  /// samples / (classes · samples of the class).
  case balanced
}

/// How much one class counts, by its name or its number as a text.
package struct NamedWeight: Equatable, Sendable {
  /// The name as it was written.
  package let name: String
  /// A finite number, 0 or more.
  package let weight: Double

  /// A weight for a class; whether there is one is found out with the targets.
  package init(_ name: String, _ weight: Double) {
    self.name = name
    self.weight = weight
  }
}

/// Ends a run when the watched series has not improved; the best weights always come back.
package struct EarlyStopping: Equatable, Sendable {
  /// Epochs without improvement that are allowed.
  package var patience: Int
  /// The watched series; `val_loss`, or `loss` without validation, where nil.
  package var monitor: String?
  /// Less than this is no improvement.
  package var minimumDelta: Double

  /// Keras's early stopping, which restores the best weights.
  package init(patience: Int, monitor: String? = nil, minimumDelta: Double = 0) {
    self.patience = patience
    self.monitor = monitor
    self.minimumDelta = minimumDelta
  }
}
