import Catalog
import Engine
import Support

/// What is wrong with a model, its data or a training, as data; worded by the workbench.
///
/// Shapes are those of one sample; the batch axis is added where they are printed.
package enum LearningError: Error {
  // Building a model.
  case unknownLayer(word: String, known: [String], origin: Range<Int>)
  case argument(ArgumentError, layer: String, origin: Range<Int>)
  /// A layer that cannot take what the one before gives.
  case layerShape(label: String, kind: String, expected: String, found: Shape, origin: Range<Int>)
  /// The same behind a recurrent layer, `before`, that gives its last state only.
  case sequenceEnded(
    label: String, kind: String, before: String, expected: String, found: Shape, origin: Range<Int>)
  case residual(label: String, path: Shape, input: Shape, origin: Range<Int>)
  case paths(label: String, kind: String, shapes: [Shape], origin: Range<Int>)
  /// A structure without its lines, or lines behind a word that takes none.
  case lines(word: String, isMissing: Bool, origin: Range<Int>)
  case unknownSource(name: String, known: [String], origin: Range<Int>)
  case sharedModel(label: String, expected: [Shape], found: Shape, origin: Range<Int>)
  case otherDType(label: String, expected: DType, found: DType, origin: Range<Int>)
  /// A function of the user inside a layer failed.
  case function(layer: String, any Error, origin: Range<Int>)
  case inputShape(model: String, input: String, shape: Shape)
  case emptyModel(model: String)
  /// The thread's interrupt was raised while a model was put together.
  case interrupted
  case tooManyLayers(limit: Int, origin: Range<Int>)
  case tooLarge(model: String, parameters: Int, bytes: Int, limit: Int)

  // Using one.
  case unknownParameter(path: String, known: [String])
  /// `freeze=` names nothing that has weights.
  case unknownPart(String, known: [String])
  case parameterShape(path: String, expected: Shape, found: Shape)
  case dataShape(model: String, expected: Shape, found: Shape)
  case severalInputs(model: String, names: [String])
  /// One of several inputs that has another shape in the data.
  case inputData(model: String, input: String, expected: Shape, found: Shape)
  case inputNames(model: String, expected: [String], found: [String])
  /// Batches of several inputs that have not as many samples.
  case inputCounts(model: String, names: [String], counts: [Int])
  case noSamples(data: String)
  case computationTooLarge(model: String, bytes: Int, limit: Int)
  /// A file's weights are not those of the model that it describes; with the file's own error.
  case weights(any Error)
  /// Less memory is left than this needs.
  case memory(MemoryShortage)
  /// Outputs from which no token can be chosen.
  case scoresNotFinite(model: String)
  case noTargets(data: String)
  /// Targets have a number for what is not asked for, and the loss does not leave it out.
  case ignoredClass(Int, data: String, loss: String)
  /// A text whose tokens have other numbers than those that the model has learnt.
  case vocabulary(model: String, data: String, known: TokenVocabulary, found: TokenVocabulary)

  // Training.
  case targetShape(model: String, layer: String, output: Shape, targets: Shape, loss: String)
  /// A target that is no class number below `classes`; `row` counts from 0.
  case classNumber(row: Int, value: Double, classes: Int, layer: String, loss: String)
  case notFinite(part: String, row: Int)
  /// An input that is no whole number below `bound`, where `layer` looks it up.
  case indexNumber(row: Int, value: Double, bound: Int, layer: String)
  /// One sigmoid for class numbers that are not 0 and 1: the two that occur, or how many there must be.
  case notZeroOrOne(layer: String, low: Int, high: Int, isPair: Bool)
  /// No loss follows from the last activation and the targets.
  case undecidedLoss(
    layer: String, activation: String, output: Shape, targets: String, shape: Shape,
    advice: LossAdvice)
  case lossFunction(name: String, any Error)
  case lossShape(name: String, found: Shape)
  /// What went wrong while the loss of a step was traced.
  case step(name: String, any Error)
  case noSteps
  case stepLoss(found: Shape)
  /// A loss of more values than there are inputs and targets.
  case stepArguments(wanted: Int, known: [String])
  /// Early stopping watches a series that the run does not have.
  case monitor(series: String, known: [String])
  case noParameters(model: String)
  /// All weights are frozen.
  case allFrozen(model: String)
  /// Weights, moments and activations of one batch do not fit.
  case trainingTooLarge(models: String, batchSize: Int, bytes: Int, limit: Int)
  /// `mend` is what to type instead.
  case metric(name: String, reason: String, mend: String? = nil)
  case option(name: String, rule: String, found: String)
  /// No setting that a running training can change.
  case setting(name: String, known: [String])
  /// A number of the optimizer that decides what it keeps for each weight.
  case settingFixed(name: String, optimizer: String)
  case classWeights(expected: Int, found: Int)
  case busy(model: String)

  // Loading.
  case checkpoint(TrainingCheckpoint.Misfit)
  case state(reason: String)
}

/// What a layer's shape rule throws; the assembly adds label and place.
package struct LayerShapeError: Error, Equatable {
  /// Completes "needs": "[batch, features]".
  package var expected: String
  package var found: Shape

  package init(expected: String, found: Shape) {
    self.expected = expected
    self.found = found
  }
}

extension Shape {
  /// The shape of one sample: without the batch axis.
  var sample: Shape { Shape(Array(extents.dropFirst())) }

  func batched(_ count: Int) -> Shape { Shape([count] + extents) }

  var isOneNumber: Bool { extents == [1] }
}
