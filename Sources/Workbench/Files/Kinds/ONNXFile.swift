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
        var (file, isRaw, core) = try ONNXExport.file(of: model, raw: request.isRaw)
        file.metadata = try metadata(model, beside: file)
        if model.isQuantized { file.metadata.append((ONNXCore.key, core.text)) }
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

  /// What a file tells of a model's data, whoever reads its layers.
  private static let ofData: Set = [
    SavedModel.vocabulariesKey, SavedModel.recipeKey, SavedModel.pictureRecipeKey,
  ]

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
    let told = SavedModel.notes(model).filter { ofData.contains($0.name) }
    return facts + told.map { ($0.name, $0.text) } + [(versionKey, SavedModel.version)]
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
    // A quantized model of ours: its layers as others read them, its columns, units and names as it had them.
    func fact(_ key: String) -> String? { onnx.metadata.first { $0.key == key }?.value }
    let core =
      request.output == nil && fact(versionKey) == SavedModel.version
      ? fact(ONNXCore.key).flatMap { ONNXCore($0)?.cut(from: onnx) } : nil
    let foreign: ForeignModel
    do throws(ONNXReadingError) {
      foreign = try ONNXImport.model(
        of: core ?? onnx, shapes: request.shapes, output: request.output)
    } catch {
      guard case .output(let wanted, let names) = error else { throw error }
      throw ForeignOutputProblem.unknown(wanted, names, path: file.path)
    }
    if !foreign.leavesOpen { try request.refuseShapes() }
    let model = try ImportedModel.model(
      of: foreign, path: file.path, name: request.name ?? foreign.name ?? "model", evaluator)
    if core != nil {
      try SavedModel.tell(model, path: file.path) { ofData.contains($0) ? fact($0) : nil }
    }
    for remark in foreign.remarks { session.note("\(file.path): \(remark)") }
    return model
  }
}
