/// More layers, numbers or bytes than there may be; bytes that no number can count are `Int.max`.
package enum SizeError: Equatable, Sendable {
  /// More lines than `limit`, or deeper nested than a model may be.
  case tooManyLayers(limit: Int, origin: Range<Int>)
  /// Weights that leave no room to train the model.
  case modelTooLarge(model: String, parameters: Int, bytes: Int, limit: Int)
  /// A batch whose values do not fit.
  case computationTooLarge(model: String, bytes: Int, limit: Int)
  /// Weights, moments and activations of one batch do not fit.
  case trainingTooLarge(models: String, batchSize: Int, bytes: Int, limit: Int)
}
