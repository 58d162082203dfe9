import Engine

/// Samples and targets that are not there, or not as a source or step needs them.
package enum SamplesError: Equatable, Sendable {
  /// x and y of as many samples are needed.
  case countsDiffer(x: Shape, y: Shape)
  /// A source or step that leaves no sample.
  case noSamples
  /// A number that the type in force holds as infinity only; the column where samples are rows.
  case tooLarge(Double, column: Int?, type: DType)
  /// Samples that hold no numbers, such as sequences of length 0.
  case emptySamples(Shape)
  /// A shape with another number of elements than a sample has.
  case doesNotFit(sample: Shape, asked: [Int])
  /// More samples than a part has.
  case tooFew(part: Dataset.Part, wanted: Int, available: Int)
  /// No validation or test part.
  case noPart(Dataset.Part)
  /// Targets that are no class numbers.
  case notClasses(found: TensorType)
  /// A class outside those that training has.
  case unknownClass(Int, part: Dataset.Part, classes: Int)
  /// A relabelling that gave another number of targets.
  case labelsLost(function: String, expected: Int, found: Shape)
  /// A step about targets, and the data have none.
  case noTargets(data: String)
  /// The step moves pictures, and a sample is none.
  case needsPictures(sample: Shape)
  /// The step moves pictures, and would leave their boxes where they were.
  case movesBoxes
  /// Another line of the block draws something for each batch already.
  case changedAlready
}
