import Data
import Engine

/// Samples that a model cannot take; rows count from 0.
package enum InputError: Sendable {
  /// The only input has another shape in the data.
  case dataShape(model: String, expected: Shape, found: Shape)
  /// One tensor where several inputs need one each.
  case severalInputs(model: String, names: [String])
  /// One of several inputs that has another shape in the data.
  case otherShape(model: String, input: String, expected: Shape, found: Shape)
  /// Inputs that the data name otherwise.
  case inputNames(model: String, expected: [String], found: [String])
  /// Batches of several inputs that have not as many samples.
  case inputCounts(model: String, names: [String], counts: [Int])
  /// Data, or a part of them, without a sample.
  case noSamples(data: String)
  /// NaN or infinity in an input or in the targets, which `part` names.
  case notFinite(part: String, row: Int)
  /// An input that is no whole number below `bound`, where `layer` looks it up.
  case indexNumber(row: Int, value: Double, bound: Int, layer: String)
  /// A text whose tokens have other numbers than those that the model has learnt.
  case vocabulary(model: String, data: String, known: TokenVocabulary, found: TokenVocabulary)
}
