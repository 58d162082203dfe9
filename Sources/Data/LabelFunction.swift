import Engine

/// A function of the user that makes new targets of old ones: `y -> y == 0`, `y -> (y - mean(y)) / std(y)`.
package protocol LabelFunction {
  /// The name, or the text of a lambda.
  var name: String { get }
  /// What can be typed in its place; empty where nothing can.
  var typedText: String { get }
  /// New targets for all samples of the training part at once, whose first axis keeps its length, and a function that makes
  /// those of other parts with the statistics of the training part.
  func labels(
    learntFrom y: Tensor
  ) throws -> (labels: Tensor, others: (Tensor) throws -> Tensor)
}
