import Learning

/// One call of a layer in a model of Keras.
struct KerasNode {
  /// Keras's name of the layer, with those of the models that it stands in: unique.
  let id: String
  /// Keras's own name of the layer.
  let name: String
  /// Keras's name of the class: its layers are called after it where nobody names them.
  let className: String
  /// What it does, as one line here.
  var line: LayerDescription
  /// What it reads, in the order of Keras's arguments.
  var inputs: [String]
  /// Whether all its inputs are joined by the line's paths.
  var isMerge = false
  /// Its weights, in the order in which Keras keeps them.
  var weights: [KerasSlot] = []
}

/// A weight of a model of Keras: where it lies in a file, and what it is called here.
struct KerasSlot {
  /// Where a layer's weights lie, and in which line.
  struct Place {
    /// The path of groups in `model.weights.h5`, up to `vars`; each step with the names that versions give it.
    var groups: [[String]]
    /// The layer of the whole model that it belongs to, as a legacy file lists it.
    var owner: String
    /// Whether no training changes the layer.
    var isFrozen: Bool
    /// Which of the lines inside the node's line has it; `nil` for the node's line itself.
    var line: Int?
    /// The direction of `bidirectional`, and which line that is.
    var direction: (name: String, line: Int?)?
  }

  let place: Place
  /// Which weight of the file it is: equal for those of a layer that is called more than once.
  var key: String {
    place.groups.map { $0.first ?? "" }.joined(separator: "/") + "/\(index)"
  }

  /// Its number in `vars`.
  let index: Int
  /// Its name behind the label of its line: `kernel`.
  let name: String
  /// Whether a training changes it; legacy files list those first.
  let isTrainable: Bool
}
