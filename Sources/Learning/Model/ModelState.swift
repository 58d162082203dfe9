import Engine

/// What has to be stored to have a model again: its text, its inputs, and its weights by path.
package struct ModelState: Sendable {
  /// What the model was called when it was stored.
  package var name: String
  /// The model expression as written; the workbench reads it again when loading.
  package var source: String
  /// Names and shapes of samples.
  package var inputs: [Model.Input]
  /// The element type of the weights.
  package var dtype: DType
  /// The weights, by path.
  package var tensors: [(path: String, value: Tensor)]

  /// A model's state, part by part.
  package init(
    name: String, source: String, inputs: [Model.Input], dtype: DType,
    tensors: [(path: String, value: Tensor)]
  ) {
    self.name = name
    self.source = source
    self.inputs = inputs
    self.dtype = dtype
    self.tensors = tensors
  }

  /// Text entries for a file's header.
  package var metadata: [(key: String, value: String)] {
    [
      ("nabla.kind", "model"), ("nabla.version", "1"), ("nabla.name", name),
      ("nabla.source", source), ("nabla.dtype", dtype.name),
      (
        "nabla.inputs",
        inputs.map { "\($0.name)=\($0.shape.description)" }.joined(separator: "; ")
      ),
      ("nabla.hash", String(WeightHash.of(tensors.map(\.value)), radix: 16)),
    ]
  }
}

extension Model {
  /// What a file stores of the model: the weights as they are now.
  package var state: ModelState {
    ModelState(
      name: name, source: source, inputs: inputs, dtype: dtype,
      tensors: parameters.map { ($0.path, $0.variable.value) })
  }

  /// Takes over stored weights; every path must be there with the right shape, and no other.
  package func restore(_ tensors: [(path: String, value: Tensor)]) throws(LearningError) {
    let stored = Dictionary(tensors.map { ($0.path, $0.value) }) { first, _ in first }
    let parameters = parameters
    for (path, variable) in parameters {
      guard let value = stored[path] else {
        throw .weights(.missingTensor(path: path))
      }
      guard value.shape == variable.type.shape else {
        throw .weights(
          .parameterShape(path: path, expected: variable.type.shape, found: value.shape))
      }
    }
    let known = Set(parameters.map(\.path))
    if let other = tensors.first(where: { !known.contains($0.path) }) {
      throw .weights(.strayTensor(path: other.path))
    }
    for (path, variable) in parameters {
      guard let value = stored[path] else { continue }
      variable.set(value.cast(to: variable.type.dtype))
    }
  }
}
