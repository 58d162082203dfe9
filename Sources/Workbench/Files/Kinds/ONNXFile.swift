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

  static let kind = FileKind(
    signature: FileSignature(
      "ONNX", "an ONNX model", suffixes: [".onnx"], holds: [.export], mark: versionKey,
      advice: { _ in "ONNX Runtime runs it" },
      begins: { ONNXModel.isBeginning(of: Array($0)) }),
    exports: [
      .model(options: ["raw"]) { model, request in
        let file = try ONNXExport.bytes(of: model, raw: request.isRaw, metadata: metadata(model))
        let takes =
          file.isRaw
          ? "its inputs are the columns as a file has them"
          : model.recipe == nil
            ? "" : "its inputs are prepared rows: the recipe stands in the metadata"
        return ExportedFiles(file.bytes, remark: takes)
      }
    ])

  private static func metadata(_ model: Model) -> [(key: String, value: String)] {
    var facts = [("name", model.name)]
    if let recipe = model.recipe {
      facts.append(("nabla.recipe", recipe.stored.description))
      if let classes = recipe.target?.classes, !classes.isEmpty {
        facts.append(("classes", JSON.list(classes.map { .text($0) }).description))
      }
    }
    return facts + [(versionKey, SavedModel.version)]
  }
}
