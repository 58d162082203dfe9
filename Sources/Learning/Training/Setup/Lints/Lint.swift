import Data

/// A warning about a training that will run but hardly means what it says; an error under
/// `set strict=true`.
package enum Lint: Equatable, Sendable {
  /// Targets outside 0..1 with `binary_crossentropy`.
  case targetsOutsideUnitRange(loss: String, low: Double, high: Double)
  /// Class numbers with `categorical_crossentropy`, which wants one-hot rows.
  case classNumbersForOneHotLoss(loss: String)
  /// `softmax` over a single unit is 1 whatever the weights are.
  case softmaxOverOneUnit(layer: String)
  /// One unit with `relu` for targets of 0 and 1: below 0 it has no slope, and gives 0 for all samples.
  case reluForYesNo(layer: String)
  /// `sigmoid` outputs with a loss over classes that exclude each other.
  case sigmoidWithClasses(layer: String, loss: String)
  /// Outputs without sigmoid or softmax with a loss on probabilities.
  case logitsForProbabilityLoss(layer: String, loss: String)
  /// Sigmoid or softmax with `from_logits=true`.
  case probabilitiesForLogitLoss(layer: String, activation: String, loss: String)
  /// A squared or absolute error on class numbers.
  case distanceOnClassNumbers(loss: String, high: Double)
  /// The validation samples are the test samples.
  case validationIsTest
  /// Inputs far from 0 or widely spread.
  case unscaledInputs(mean: Double, deviation: Double, data: String)
  /// Units with equal weights stay equal for ever.
  case zeroKernel(layer: String)
  case dropoutAtTheEnd(layer: String)
  case largeLearningRate(optimizer: String, rate: Double)
  /// One class is this many times as frequent as another, and no class weights are given.
  case classImbalance(ratio: Double, frequent: Int, rare: Int)

  /// The loss counts how well padding is predicted.
  case paddingCounts(loss: String, number: Int)
  /// Samples that measure are not like those that train.
  case partsDiffer(part: Dataset.Part, PartDifference, cut: PartCut, data: String)
  /// Hits are counted of numbers, of which hardly one is met.
  case hitsOfNumbers(metric: String, high: Double)
  /// Numbers of words or characters that a dense layer takes for amounts.
  case tokensAsAmounts(layer: String)
  /// A batch of more samples than there are holds them all.
  case batchBeyondData(batch: Int, samples: Int)
  /// Batch normalization has nothing to compare a sample with.
  case batchOfOne(layer: String)
  /// A feature, counted from 1, is the target.
  case targetAmongFeatures(feature: Int)
  /// Rows stand class by class and are taken in that order.
  case sortedWithoutShuffle(classes: Int)
  /// So many rows of a part that measures are rows of training.
  case rowsInBothParts(part: Dataset.Part, count: Int, of: Int)

  /// A δ with which some sample may well be told from the model.
  case largeDelta(delta: Double, samples: Int)

  /// What was written that a warning speaks of.
  package enum Argument: Sendable {
    case loss, validation, batchSize, optimizer, metrics, shuffle, privacy
  }

  /// Stable; `:explain` expands it.
  package var code: String {
    switch self {
    case .targetsOutsideUnitRange: "W0001"
    case .classNumbersForOneHotLoss: "W0002"
    case .softmaxOverOneUnit: "W0003"
    case .reluForYesNo: "W0051"
    case .sigmoidWithClasses: "W0004"
    case .logitsForProbabilityLoss: "W0005"
    case .probabilitiesForLogitLoss: "W0006"
    case .distanceOnClassNumbers: "W0007"
    case .validationIsTest: "W0008"
    case .unscaledInputs: "W0009"
    case .zeroKernel: "W0010"
    case .dropoutAtTheEnd: "W0011"
    case .largeLearningRate: "W0012"
    case .classImbalance: "W0013"
    case .paddingCounts: "W0016"
    case .batchBeyondData: "W0017"
    case .tokensAsAmounts: "W0034"
    case .partsDiffer: "W0018"
    case .hitsOfNumbers: "W0032"
    case .batchOfOne: "W0045"
    case .targetAmongFeatures: "W0046"
    case .sortedWithoutShuffle: "W0047"
    case .rowsInBothParts: "W0048"
    case .largeDelta: "W0039"
    }
  }

  /// The argument of `train` under which the caret belongs; nil for the verb itself.
  package var argument: Argument? {
    switch self {
    case .targetsOutsideUnitRange, .classNumbersForOneHotLoss, .sigmoidWithClasses,
      .logitsForProbabilityLoss, .probabilitiesForLogitLoss, .distanceOnClassNumbers,
      .paddingCounts:
      .loss
    case .validationIsTest: .validation
    case .batchBeyondData, .batchOfOne: .batchSize
    case .sortedWithoutShuffle: .shuffle
    case .hitsOfNumbers: .metrics
    case .largeDelta: .privacy
    case .largeLearningRate: .optimizer
    case .softmaxOverOneUnit, .reluForYesNo, .unscaledInputs, .zeroKernel, .dropoutAtTheEnd,
      .classImbalance,
      .partsDiffer, .tokensAsAmounts, .targetAmongFeatures, .rowsInBothParts:
      nil
    }
  }
}
