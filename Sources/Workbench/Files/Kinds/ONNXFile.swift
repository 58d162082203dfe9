import Catalog
import Data
import Exchange
import Formats
import Learning
import Support

/// Models in the open neural network exchange format.
enum ONNXFile {
  /// The name of a fact about the model, by which files are known as ours.
  private static let versionKey = SavedModel.versionKey
  private static let nameKey = "name"

  static let signature = FileSignature(
    "ONNX", "an ONNX model", suffixes: [".onnx"], holds: [.model, .export], mark: versionKey,
    advice: { "`m = load \"\($0)\"` reads it, ONNX Runtime runs it" },
    begins: { ONNXModel.isBeginning(of: Array($0)) })

  static let kind = FileKind(
    signature: signature,
    readModel: { file, name, evaluator in try model(of: file, name, evaluator) },
    exportModel: { model, raw in
      var (file, isRaw) = try ONNXExport.file(of: model, raw: raw)
      file.metadata = metadata(model, beside: file)
      let takes =
        isRaw
        ? "its inputs are the columns as a file has them"
        : model.recipe == nil
          ? "" : "its inputs are prepared rows: the recipe stands in the metadata"
      return (file.bytes, takes)
    })

  private static func metadata(
    _ model: Model, beside file: ONNXModel
  ) -> [(key: String, value: String)] {
    var facts = [(nameKey, model.name)]
    if let classes = model.recipe?.target?.classes, !classes.isEmpty {
      facts.append(("classes", JSON.list(classes.map { .text($0) }).description))
    }
    guard !model.source.isEmpty else {
      if let recipe = model.recipe {
        facts.append((SavedModel.recipeKey, recipe.stored.description))
      }
      return facts + [(versionKey, SavedModel.version)]
    }
    facts += ExportedModel.facts(of: model, beside: file)
    return facts
  }

  private static func model(
    of file: ReadFile, _ name: String?, _ evaluator: Evaluator
  ) throws -> Model {
    var onnx = try file.decoded(as: signature) { bytes throws(FormatError) in try ONNXModel(bytes) }
    let folder = ModelFolder(of: file.path, evaluator.session)
    try onnx.takeOutside { try folder.read($0) }
    let own = onnx.metadata.first { $0.key == nameKey }?.value
    if let model = try ExportedModel.model(
      of: onnx, path: file.path, name: name ?? own ?? "model", evaluator)
    {
      return model
    }
    let foreign = try ONNXImport.model(of: onnx)
    let model = try ImportedModel.model(
      of: foreign, path: file.path, name: name ?? foreign.name ?? "model", evaluator)
    for remark in foreign.remarks { evaluator.session.note("\(file.path): \(remark)") }
    return model
  }
}
