import Engine

/// Targets and losses that do not fit one another or the model; rows count from 0.
package enum LossError: Equatable, Sendable {
  /// `takes` is what the loss reads in the targets.
  case targetShape(
    model: String, layer: String, output: Shape, targets: Shape, loss: String,
    takes: LossExpectation.Targets)
  /// A target that is no class number below `classes`.
  case classNumber(row: Int, value: Double, classes: Int, layer: String, loss: String)
  /// Targets have a number for what is not asked for, and the loss does not leave it out.
  case ignoredClass(Int, data: String, loss: String)
  /// Data without targets where a loss needs them.
  case noTargets(data: String)
  /// One sigmoid for class numbers that are not 0 and 1: the two that occur, or how many there must
  /// be.
  case notZeroOrOne(layer: String, low: Int, high: Int, isPair: Bool)
  /// No loss follows from the last activation and the targets.
  case undecided(
    layer: String, activation: String, output: Shape, targets: String, shape: Shape,
    advice: LossAdvice)
  /// A loss of the user that gives neither one number nor one for each sample.
  case lossShape(name: String, found: Shape)
  /// The same of the loss that a step has.
  case stepLoss(found: Shape)
  /// A loss of all samples together, where each has a weight or is to be learnt from by itself.
  case notPerSample(name: String)
  /// A loss of more values than there are inputs and targets.
  case stepArguments(wanted: Int, known: [String])
  /// `class_weight=` with another number of classes.
  case classWeights(expected: Int, found: Int)
  /// `class_weight={…}` with a class that the data do not have, or the same one twice.
  case unknownClass(String, known: [String])
}
