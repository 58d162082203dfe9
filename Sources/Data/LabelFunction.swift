import Engine

/// A function of the user that makes new targets of old ones: `y -> y == 0`.
package protocol LabelFunction {
  /// The name, or the text of a lambda.
  var name: String { get }
  /// New targets for all samples at once; the first axis keeps its length.
  func labels(_ y: Tensor) throws -> Tensor
}
