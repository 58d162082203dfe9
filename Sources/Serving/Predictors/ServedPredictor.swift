import Data
import Engine
import Support

/// What a server answers from: a model whose weights stand still, with the recipe that it keeps.
///
/// Requests that wait together run together: the samples of each are read apart, so that a mistake in one
/// concerns nobody else, then joined, answered at once and parted again. A row's answer does not depend on
/// who stands beside it: it has the bits that `predict` gives for it alone.
package protocol ServedPredictor: Sendable {
  /// As it stands in addresses: letters, digits, `-`, `_` and `.`.
  var name: String { get }
  /// What it takes and gives, for metadata, the description of the interface and the page.
  var signature: ServedSignature { get }

  /// The rows of a request's instances, in their order: numbers, named fields of a raw row, texts, or pictures and sounds
  /// as `{"b64": …}`. Everything is checked before memory is taken for it.
  func samples(of instances: [JSON]) throws(RequestProblem) -> Samples

  /// The rows of a request whose inputs stand in columns: a tensor for each input, as in the Open Inference Protocol.
  func samples(of columns: [(name: String, tensor: Tensor)]) throws(RequestProblem) -> Samples

  /// The model's answer for each sample, `[samples × …]`.
  func answers(for samples: Samples) throws(RequestProblem) -> Tensor

  /// One answer in the user's terms: class names with probabilities, a number in the units of the data, or nested lists.
  func instance(of row: Tensor) -> JSON
}
