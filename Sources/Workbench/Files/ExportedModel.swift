import Data
import Engine
import Exchange
import Formats
import Learning
import Support

/// A model that this program exported, and reads again as it was: its text, its weights bit for bit, its recipe.
///
/// The file tells the text and what of the weights is not in the graph. Whoever changed the file since changed the graph:
/// what was made of the text is exported again in memory, and must be the same.
enum ExportedModel {
  private static let weightsKey = "nabla.weights"

  /// What a file tells of a model that has a text.
  static func facts(of model: Model, beside file: ONNXModel) -> [(key: String, value: String)] {
    SavedModel.notes(model).map { ($0.name, $0.text) }
      + [(weightsKey, ONNXWeights.kept(of: model, beside: file).description)]
  }

  /// The model; `nil` where the file is not ours, or not as it was written.
  static func model(
    of file: ONNXModel, path: String, name: String, _ evaluator: Evaluator
  ) throws -> Model? {
    func fact(_ key: String) -> String? { file.metadata.first { $0.key == key }?.value }
    guard fact(SavedModel.versionKey) == SavedModel.version,
      let source = fact(SavedModel.sourceKey), let text = fact(weightsKey),
      let kept = try? JSON.read(Array(text.utf8))
    else { return nil }
    var weights: [String: Tensor] = [:]
    let defaults = StoredDefaults(
      dtype: fact(SavedModel.dtypeKey) == DType.float64.name ? .float64 : .float32,
      compatibility: fact(SavedModel.compatibilityKey).flatMap(Compatibility.init) ?? .keras,
      checkingWeights: { planned in
        weights = ONNXWeights.weights(planned, in: file, kept: kept) ?? [:]
        return weights.count == Set(planned.map(\.path)).count ? nil : NotAsWritten()
      })
    guard let model = try? evaluator.buildSavedModel(source, defaults, name: name, path: path),
      (try? SavedModel.tell(
        model, vocabularies: fact(SavedModel.vocabulariesKey), recipe: fact(SavedModel.recipeKey),
        path: path)) != nil
    else { return changed(path, evaluator) }
    for (path, variable) in model.parameters {
      if let tensor = weights[path] { variable.set(tensor) }
    }
    let written = graph(file)
    let isSame = (model.recipe == nil ? [false] : [true, false]).contains { raw in
      (try? ONNXExport.file(of: model, raw: raw)).map { named($0.file, like: file) == written }
        ?? false
    }
    guard isSame else { return changed(path, evaluator) }
    model.hasGivenWeights = true
    return model
  }

  private static func changed(_ path: String, _ evaluator: Evaluator) -> Model? {
    evaluator.session.note(
      "\(path) is not as it was exported: it is read by its operators, without its text")
    return nil
  }

  /// The graph and the versions of its operators alone.
  private static func graph(_ file: ONNXModel) -> [UInt8] {
    var bare = ONNXModel()
    (bare.graph, bare.operatorSets) = (file.graph, file.operatorSets)
    return bare.bytes
  }

  /// The same under the name that the file has.
  private static func named(_ file: ONNXModel, like other: ONNXModel) -> [UInt8] {
    var named = file
    named.graph.name = other.graph.name
    return graph(named)
  }

  private struct NotAsWritten: Error {}
}
