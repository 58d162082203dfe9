import Learning

/// One call of a layer in a model of Keras.
struct KerasNode {
  /// Keras's name of the layer, with those of the models that it stands in: unique.
  let id: String
  /// Keras's own name of the layer.
  let name: String
  /// What it does, as one line of lines here; none for what only passes on.
  var line: LayerDescription?
  /// What it reads, in the order of Keras's arguments.
  var inputs: [String]
  /// Whether all its inputs are joined by the line's paths.
  var isMerge = false
  /// Its weights, in the order in which Keras keeps them.
  var weights: [KerasSlot] = []
}

/// A weight of a model of Keras: where it lies in a file, and what it is called here.
struct KerasSlot {
  /// The path of groups in `model.weights.h5`, up to `vars`; each step with the names that versions give it.
  var groups: [[String]]
  /// Its number in `vars`.
  let index: Int
  /// The layer of the whole model that it belongs to, as a legacy file lists it.
  var owner: String
  /// Whether a training changes it; legacy files list those first.
  let isTrainable: Bool
  /// Its name behind the label of its line: `kernel`, `forward.lstm.kernel`.
  let name: String
  /// The line inside the node's line that has the weight, `lstm` of `bidirectional`; the node's line itself where there is
  /// none.
  let inner: Inner

  /// Where the labels in a weight's path come from.
  enum Inner {
    case own
    /// `LABEL.forward.INNER.name`
    case direction(String)
    /// `INNER.name`
    case distributed
  }
}
