import Catalog

/// Arguments of Keras and PyTorch that stand elsewhere in this language, or nowhere.
enum ArgumentHabits {
  /// `written` is what stands behind the `=`.
  static func hint(
    for argument: String, of word: String, _ written: String = "", _ catalog: Catalog
  ) -> String? {
    if catalog.signature(word, .source) != nil, let hint = TableHabits.hint(for: argument, written)
    {
      return catalog.signature(word, .source)?.parameter(named: "separator") == nil ? nil : hint
    }
    if word == "plot", let hint = ChartForms.argument(argument, written) { return hint }
    if catalog.signature(word, .verb) != nil { return verbs[argument] }
    let isLayer =
      catalog.signature(word, .layer) != nil || catalog.signature(word, .structure) != nil
    return isLayer ? layers[argument] : values[argument]
  }

  private static let verbs = [
    "seed": "a statement of its own, before the model is made: `seed 1`",
    "random_state": "a statement of its own, before the model is made: `seed 1`",
    "verbose": "leave it out: a training is shown while it runs",
    "workers": "leave it out: `--threads` chooses them when the program starts",
    "device": "leave it out: everything is computed here",
    "trainable": "layers are frozen with `freeze=[dense]`",
  ]

  private static let layers = [
    "trainable": "layers are frozen where they are trained: `train m, d, freeze=[dense]`",
    "name": "a name stands before its line: `hidden: dense 4`",
    "input_shape": size, "input_dim": size, "in_features": size, "in_channels": size,
    "batch_input_shape": size,
    "dtype": "leave it out: `set dtype=float64` chooses for all",
    "device": "leave it out: everything is computed here",
  ]

  private static let values = [
    "dtype": "leave it out: `set dtype=float64` chooses for all",
    "requires_grad": "leave it out: `grad(f)(x)` differentiates what it is given",
    "device": "leave it out: everything is computed here",
    "random_state": "a statement of its own: `seed 1`",
  ]

  private static let size = "the size of a sample stands behind `model`: `model 784 { … }`"
}
