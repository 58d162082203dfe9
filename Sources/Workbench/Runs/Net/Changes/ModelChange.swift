/// What becomes another in a model that is made anew with the weights that fit.
enum ModelChange {
  /// Another number of units in a dense layer.
  case units(layer: String, Int)
  /// A dense layer more, behind that one or behind the inputs; without `units` as many as the one before.
  case added(after: String, units: Int?)
  /// A dense layer fewer, or none of the columns that stand beside the inputs.
  case removed(String)
  /// Columns computed of the inputs, which the first layer reads in their place.
  case features(FunctionValue)

  /// What stands for the inputs where a layer is named.
  static let inputsLabel = "input"
  /// The label of the line that computes columns of the inputs.
  static let columnsLabel = "features"
}

/// Why a model cannot be changed so; data, worded in `Problems`.
enum ResizeProblem: Error {
  case noLayer(String, model: String, known: [String])
  /// The layer has units that another number would tear from what follows.
  case notDense(String, kind: String, known: [String])
  /// The model has no text that could be written again.
  case noText(model: String)
  /// None of the options that say what is to become another, or several of them.
  case unclear([String])
  /// Its last dense layer gives the answer.
  case isAnswer(String)
  /// What does not make as many rows of the rows it gets.
  case noColumns(String)
  /// The first layer does not read the inputs number by number.
  case notFirst(model: String)
}
