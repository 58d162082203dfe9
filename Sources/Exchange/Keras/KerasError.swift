/// Why something of Keras cannot be read, or a model cannot be written for it; worded elsewhere.
package enum KerasError: Error, Equatable {
  /// A class that has no counterpart here, and the words that come near.
  case layer(className: String, near: [String])
  /// A class of the user's own, or of another library: it would have to be run.
  case foreign(className: String, module: String)
  /// `Lambda`: a function of Python that would have to be run.
  case function(layer: String)
  /// An argument that the word here does not have, or a value of it.
  case argument(className: String, argument: String, value: String)
  /// An argument that Keras does not know, or one too many.
  case unknownArgument(className: String, argument: String)
  /// Several parts of a model have no counterpart.
  case several([KerasError])
  /// A layer is called so often that copies of its weights, one for each call, would be many times the file.
  case shared(layer: String)
  /// A model of several outputs, or a layer of several results, by their names.
  case outputs([String])
  /// An output that the model does not have, and those that it has.
  case unknownOutput(String, [String])
  /// The configuration is none: where, and what is expected there.
  case configuration(place: String, expected: String)
  /// A sequence that was saved before anybody called it: it says no shape, and holds no weights.
  case unbuilt
  /// Extents of an input that the file leaves open, or that do not fit those that are given.
  case openShape(input: String, extents: [String], given: [Int]?)
  /// A part of the file is missing.
  case missing(part: String)
  /// A weight that the file must hold and does not, by its path there.
  case weight(path: String)
  /// The archive holds something that none of Keras's does.
  case archive(entry: String)
  /// A layer that Keras has no counterpart of.
  case word(String, layer: String)
  /// An argument that Keras's layer does not have.
  case option(String, layer: String)
  /// Steps are hidden, with which Keras does something else in such a line.
  case masked(String, layer: String)
  /// A class that a legacy file cannot say where it stands.
  case legacy(String, layer: String)
}

extension KerasError {
  /// Whether it is a part of a model without a counterpart, beside which there may be others.
  var isObstacle: Bool {
    switch self {
    case .layer, .argument, .foreign, .function: true
    default: false
    }
  }
}
