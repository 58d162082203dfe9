import Catalog
import Data
import Engine
import Exchange
import Formats
import Learning
import Support

/// A model that this program exported, and reads again as it was: its text, its weights bit for bit, its recipe.
///
/// The file tells the text and what of the weights does not stand in it. Whoever changed the file since changed the
/// model: what was made of the text is exported again in memory, and must be the same.
enum ExportedModel {
  private static let weightsKey = "nabla.weights"

  /// A file that may be one of ours.
  struct File {
    /// Its path, for messages.
    let path: String
    /// What it tells under a name.
    let fact: (String) -> String?
    /// The weights of these paths, with what is told of where they are; `nil` where one of them is missing.
    let weights: ([(path: String, type: TensorType)], JSON) -> [String: Tensor]?
    /// Whether it is what is written of a model, with raw columns or without.
    let isWritten: (Model, _ raw: Bool) -> Bool
  }

  /// What a file tells of a model that has a text; `kept` is what is to be known of its weights.
  static func facts(of model: Model, kept: JSON) -> [(key: String, value: String)] {
    SavedModel.notes(model).map { ($0.name, $0.text) } + [(weightsKey, kept.description)]
  }

  /// The model; `nil` where the file is not ours, or not as it was written.
  static func model(of file: File, name: String, _ evaluator: Evaluator) throws -> Model? {
    guard file.fact(SavedModel.versionKey) == SavedModel.version,
      let source = file.fact(SavedModel.sourceKey), let text = file.fact(weightsKey),
      let kept = try? JSON.read(Array(text.utf8))
    else { return nil }
    var weights: [String: Tensor] = [:]
    let defaults = StoredDefaults(
      dtype: file.fact(SavedModel.dtypeKey) == DType.float64.name ? .float64 : .float32,
      compatibility: file.fact(SavedModel.compatibilityKey).flatMap(Compatibility.init) ?? .keras,
      checkingWeights: { planned in
        weights = file.weights(planned, kept) ?? [:]
        return weights.count == Set(planned.map(\.path)).count ? nil : NotAsWritten()
      })
    guard
      let model = try? evaluator.buildSavedModel(source, defaults, name: name, path: file.path),
      (try? SavedModel.tell(model, path: file.path, file.fact)) != nil
    else { return changed(file.path, evaluator) }
    for (path, variable) in model.parameters {
      if let tensor = weights[path] { variable.set(tensor) }
    }
    let ways = model.recipe == nil ? [false] : [true, false]
    let isWritten = ways.contains { file.isWritten(model, $0) }
    try Interrupt.check()
    guard isWritten else {
      return changed(file.path, evaluator)
    }
    model.hasGivenWeights = true
    return model
  }

  private static func changed(_ path: String, _ evaluator: Evaluator) -> Model? {
    evaluator.session.note(
      "\(path) is not as it was exported: it is read as other programs would, without its text")
    return nil
  }

  private struct NotAsWritten: Error {}
}

extension ONNXModel {
  /// The file as one of ours.
  func exported(_ path: String) -> ExportedModel.File {
    ExportedModel.File(
      path: path, fact: { key in metadata.first { $0.key == key }?.value },
      weights: { ONNXWeights.weights($0, in: self, kept: $1) },
      isWritten: { model, raw in
        guard var again = try? ONNXExport.file(of: model, raw: raw).file else { return false }
        again.graph.name = graph.name
        return again.bare.bytes == bare.bytes
      })
  }

  /// The graph and the versions of its operators alone.
  private var bare: ONNXModel {
    var bare = ONNXModel()
    (bare.graph, bare.operatorSets) = (graph, operatorSets)
    return bare
  }
}
