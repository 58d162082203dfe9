import Engine

/// Why something cannot be written for others; worded elsewhere.
package enum ExportError: Error {
  /// What the model computes has no form in the other's language.
  case operation(String, layer: String, format: String)
  /// The layers do not fit together for these batches.
  case model(any Error)
}
