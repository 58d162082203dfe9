import Engine

/// What cannot be made of a model whose weights are small whole numbers, or of one that is to have such.
package enum QuantizationError: Equatable, Sendable {
  /// It is quantized already.
  case again(model: String)
  /// No layer that could be; the lines that have kernels, with the reasons.
  case nothing(model: String, stays: [String])
  /// Only models of float32 are quantized.
  case type(model: String, dtype: DType)
  /// A weight that is NaN or infinite.
  case notFinite(path: String)
  /// A training of a quantized model, or of one that has such a model as a layer.
  case trained(model: String, part: String)
  /// A weight that is a whole number is to be set.
  case fixed(path: String, model: String)
}
