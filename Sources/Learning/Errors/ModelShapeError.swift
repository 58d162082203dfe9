import Engine

/// Shapes inside a model that do not fit one another.
package enum ModelShapeError: Equatable, Sendable {
  /// A layer that cannot take what the one before gives.
  case layer(label: String, kind: String, need: LayerNeed, found: Shape, origin: Range<Int>)
  /// The same behind a recurrent layer, `before`, that gives its last state only.
  case sequenceEnded(
    label: String, kind: String, before: String, need: LayerNeed, found: Shape,
    origin: Range<Int>)
  /// A residual whose path ends with another shape than it begins with.
  case residual(label: String, path: Shape, input: Shape, origin: Range<Int>)
  /// Paths that cannot be joined as `merge` does it.
  case paths(label: String, merge: MergeKind, shapes: [Shape], origin: Range<Int>)
  /// A model in the place of a layer that takes other samples.
  case sharedModel(label: String, expected: [Shape], found: Shape, origin: Range<Int>)
  /// An input of no numbers, or of more than a sample may have.
  case input(model: String, input: String, shape: Shape)
}

/// What a layer's shape rule throws; the assembly adds label and place.
package struct LayerShapeError: Error, Equatable {
  /// What would fit.
  package var need: LayerNeed
  /// The shape of one sample.
  package var found: Shape

  init(_ need: LayerNeed, found: Shape) {
    self.need = need
    self.found = found
  }
}
