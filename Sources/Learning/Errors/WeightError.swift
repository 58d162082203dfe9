import Engine

/// Weights that are not there, not of that shape, or not to be trained.
package enum WeightError: Equatable, Sendable {
  /// No weight of that path: `dense.kernel`.
  case unknownParameter(path: String, known: [String])
  /// `freeze=` names nothing that has weights.
  case unknownPart(String, known: [String])
  /// A new value of another shape.
  case parameterShape(path: String, expected: Shape, found: Shape)
  /// A model without weights is to be trained.
  case noParameters(model: String)
  /// `freeze=` leaves nothing to train.
  case allFrozen(model: String)
  /// A file of tensors without one that the model has.
  case missingTensor(path: String)
  /// A file of tensors with one that the model has not.
  case strayTensor(path: String)
}
