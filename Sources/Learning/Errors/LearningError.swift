import Catalog
import Engine
import Support

/// What is wrong with a model, its data or a training, as data; worded by the workbench.
///
/// One topic is one enum, and has one file of words. Shapes are those of one sample; the batch axis
/// is added where they are printed. Lines of a program are told by the range of their first word.
package enum LearningError: Error {
  /// The lines of a model.
  case building(BuildingError)
  /// Shapes inside a model that do not fit one another.
  case shape(ModelShapeError)
  /// More layers, numbers or bytes than there may be.
  case size(SizeError)
  /// Samples that the model cannot take.
  case input(InputError)
  /// Weights by their names, and those of a file.
  case weights(WeightError)
  /// Targets and losses that do not fit one another or the model.
  case loss(LossError)
  /// A model of small whole numbers, or one that cannot become one.
  case quantization(QuantizationError)
  /// The options and the course of a training.
  case training(TrainingError)
  /// An argument of a line; the range is empty where it stands in no line.
  case argument(ArgumentError, origin: Range<Int>)
  /// What failed inside, with its own error.
  case inside(Part, any Error)
  /// Less memory is left than this needs.
  case memory(MemoryShortage)
  /// The thread's interrupt was raised.
  case interrupted

  /// What may fail with an error of its own.
  package enum Part: Equatable, Sendable {
    /// A function of the user inside a layer.
    case layer(String, origin: Range<Int>)
    /// The loss of a step, while it was traced.
    case step(String)
    /// A loss, or a function that stands in the place of one.
    case loss(String)
    /// A file whose weights are not those of the model that it describes.
    case file
  }
}
