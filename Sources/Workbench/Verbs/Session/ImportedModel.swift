import Engine
import Exchange
import Learning

/// A model of another program as a model of this one.
enum ImportedModel {
  /// Builds what was read and gives it its weights, all or nothing; its text is made first, so that it can be saved.
  ///
  /// Weights that have another type are converted. Throws where the lines are no model here, or a weight is missing, left
  /// over or of another shape.
  static func model(
    of foreign: ForeignModel, path: String, name: String, dtype: DType = .float32,
    _ evaluator: Evaluator
  ) throws -> Model {
    let source = try ModelSource.text(inputs: foreign.inputs, lines: foreign.lines)
    let given = Dictionary(foreign.weights) { _, last in last }
    let defaults = StoredDefaults(
      dtype: dtype, compatibility: .keras,
      checkingWeights: foreign.weights.isEmpty ? nil : { misfit(of: $0, with: given, path: path) })
    let model = try evaluator.buildSavedModel(source, defaults, name: name, path: path)
    guard !given.isEmpty else { return model }
    for (path, variable) in model.parameters {
      if let tensor = given[path] { variable.set(tensor.cast(to: variable.type.dtype)) }
    }
    model.hasGivenWeights = true
    return model
  }

  private static func misfit(
    of planned: [(path: String, type: TensorType)], with given: [String: Tensor], path: String
  ) -> (any Error)? {
    let missing = planned.map(\.path).filter { given[$0] == nil }
    let differing = planned.filter { given[$0.path].map(\.shape) ?? $0.type.shape != $0.type.shape }
    let extra = Set(given.keys).subtracting(planned.map(\.path))
    if missing.isEmpty, differing.isEmpty, extra.isEmpty { return nil }
    return SavedModelProblem.tensors(
      path: path, missing: missing, extra: extra.sorted(), differing: differing.map(\.path))
  }
}
