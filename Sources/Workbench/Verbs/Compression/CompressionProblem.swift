/// Why a model cannot be made smaller as it was asked; data, worded in `Problems`.
enum CompressionProblem: Error {
  /// Nothing that could become 0.
  case noWeights(model: String)
  /// Epochs without rows to learn from.
  case noData(option: String)
  /// No layer has units that could go, and why not, layer by layer.
  case noUnits(model: String, reasons: [String])
  /// Lines that cannot be written again with fewer units.
  case noText(model: String)
  /// Nothing of low rank is in the model.
  case noAdapters(model: String)
  /// Adapters are written in one form only.
  case adapterName(String)
  /// Adapters of a file that are not those of the model.
  case otherAdapters(
    path: String, model: String, missing: [String], extra: [String], differing: [String])
}
