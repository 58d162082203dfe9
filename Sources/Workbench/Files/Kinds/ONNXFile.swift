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
    load: { file, request in .model(try model(of: file, request)) },
    exports: [
      .model(options: ["raw"]) { model, request in
        var (file, isRaw) = try ONNXExport.file(of: model, raw: request.isRaw)
        file.metadata = try metadata(model, beside: file)
        let takes = ExportedInputs.words(
          model, isRaw: isRaw, prepared: "the recipe stands in the metadata",
          cause: request.isRaw ? ExportedInputs.cause(model, in: "ONNX", computed: true) : nil)
        let remarks = [takes, quantizedWords(model)].filter { !$0.isEmpty }
        return ExportedFiles(file.bytes, remark: remarks.joined(separator: "; "))
      }
    ])

  /// What a quantized model is in the file.
  private static func quantizedWords(_ model: Model) -> String {
    let weights = model.allQuantized.values
    guard let width = model.quantizedWidth else { return "" }
    if width == .four {
      return "kernels of 4 bits are written as the floats that they stand for"
    }
    return weights.allSatisfy { $0.range != nil }
      ? "whole numbers of 8 bits as QuantizeLinear and DequantizeLinear"
      : "kernels of 8 bits behind DequantizeLinear; inputs, which have no fixed range, are not rounded"
  }

  private static func metadata(
    _ model: Model, beside file: ONNXModel
  ) throws(Interrupted) -> [(key: String, value: String)] {
    var facts = [(nameKey, model.name)]
    let classes = model.knownClasses
    if !classes.isEmpty {
      facts.append(("classes", JSON.list(classes.map { .text($0) }).description))
    }
    // A model without a text tells what it can.
    guard model.source.isEmpty || model.isQuantized else {
      return facts
        + ExportedModel.facts(of: model, kept: try ONNXWeights.kept(of: model, beside: file))
    }
    if let recipe = model.recipe {
      facts.append((SavedModel.recipeKey, recipe.stored.description))
    }
    return facts + [(versionKey, SavedModel.version)]
  }

  private static func model(of file: ReadFile, _ request: LoadRequest) throws -> Model {
    let (evaluator, session) = (request.evaluator, request.evaluator.session)
    var onnx = try file.decoded(as: signature) { bytes throws(FormatError) in try ONNXModel(bytes) }
    let folder = ModelFolder(of: file.path, session)
    try onnx.takeOutside { try folder.read($0) }
    let own = onnx.metadata.first { $0.key == nameKey }?.value
    if request.output == nil,
      let model = try ExportedModel.model(
        of: onnx.exported(file.path), name: request.name ?? own ?? "model", evaluator)
    {
      try request.refuseShapes()
      return model
    }
    let foreign: ForeignModel
    do throws(ONNXReadingError) {
      foreign = try ONNXImport.model(
        of: onnx, shapes: request.shapes, output: request.output)
    } catch {
      guard case .output(let wanted, let names) = error else { throw error }
      throw ForeignOutputProblem.unknown(wanted, names, path: file.path)
    }
    if !foreign.leavesOpen { try request.refuseShapes() }
    let model = try ImportedModel.model(
      of: foreign, path: file.path, name: request.name ?? foreign.name ?? "model", evaluator)
    for remark in foreign.remarks { session.note("\(file.path): \(remark)") }
    return model
  }
}
