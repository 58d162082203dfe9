import Catalog
import Data
import Engine
import Exchange
import Formats
import Language
import Learning
import Support

/// Models of Keras: archives, and the older files in HDF5.
enum KerasFile {
  /// The name of a fact about the model, by which files are known as ours.
  private static let versionKey = SavedModel.versionKey

  static let kind = FileKind(
    signature: FileSignature(
      "Keras", "a Keras model", suffixes: [".keras"], holds: [.model, .export], mark: versionKey,
      advice: { "`m = load \"\($0)\"` reads it" }, begins: { ZIP.isKerasModel($0) }),
    load: { file, request in
      try model(of: file, request) { try KerasContent(archive: $0) }
    },
    exports: [
      .model(options: ["raw"]) { model, request in
        let parts = try KerasWriter.archive(of: model, raw: request.isRaw)
        return exported(
          try KerasWriter.bytes(ofArchive: parts, facts: try facts(model, parts)), parts, model,
          cause: request.isRaw
            ? ExportedInputs.cause(model, in: "Keras", computed: false) : nil)
      }
    ])

  static let legacyKind = FileKind(
    signature: FileSignature(
      "HDF5", "a Keras model in HDF5", suffixes: [".h5"], otherSuffixes: [".hdf5"],
      holds: [.model, .export], mark: versionKey, advice: { "`m = load \"\($0)\"` reads it" },
      begins: { HDF5File.isBeginning($0) }),
    load: { file, request in
      try model(of: file, request) { try KerasContent(legacy: $0) }
    },
    exports: [
      .model { model, request in
        if request.path.hasEnd(".weights.h5") {
          let parts = try KerasWriter.archive(of: model)
          return ExportedFiles(
            KerasWriter.bytes(ofWeights: parts, facts: [(versionKey, SavedModel.version)]),
            remark: "the weights alone, for `load_weights` of the same layers in Keras")
        }
        let parts = try KerasWriter.legacy(of: model)
        return exported(
          KerasWriter.bytes(ofLegacy: parts, facts: try facts(model, parts)), parts, model,
          cause: "a file of the older form takes no columns, as .keras does")
      }
    ])

  private static func model(
    of file: ReadFile, _ request: LoadRequest, _ open: ([UInt8]) throws -> KerasContent
  ) throws -> Value {
    let (content, foreign): (KerasContent, ForeignModel)
    do {
      content = try open(file.bytes)
      if request.output == nil,
        let model = try ExportedModel.model(
          of: exported(content, file.path),
          name: request.name ?? content.fact(SavedModel.nameKey) ?? "model", request.evaluator)
      {
        try request.refuseShapes()
        return .model(model)
      }
      foreign = try KerasReader.model(
        of: content, output: request.output, shapes: request.shapes,
        isReserved: ReservedWords.isKept)
    } catch let fault as FormatError {
      throw damage(fault, in: file)
    } catch KerasError.outputs(let names) {
      throw ForeignOutputProblem.several(names, path: file.path)
    } catch KerasError.unknownOutput(let wanted, let names) {
      throw ForeignOutputProblem.unknown(wanted, names, path: file.path)
    }
    if !foreign.leavesOpen { try request.refuseShapes() }
    let isDouble =
      !foreign.weights.isEmpty && foreign.weights.allSatisfy { $0.tensor.dtype == .float64 }
    let model = try ImportedModel.model(
      of: foreign, path: file.path, name: request.name ?? foreign.name ?? "model",
      dtype: isDouble ? .float64 : .float32, request.evaluator)
    for remark in foreign.remarks { request.evaluator.session.note("\(file.path): \(remark)") }
    return .model(model)
  }

  /// What is told of a file that cannot be taken apart.
  static func damage(_ fault: FormatError, in file: ReadFile) -> ContentError {
    let kind = fault.format == "ZIP" ? kind.signature : legacyKind.signature
    return ContentError(
      path: file.path, fault: fault.met(in: file.bytes), expected: kind,
      found: file.kind(otherThan: kind))
  }

  /// The file as one of ours.
  private static func exported(_ content: KerasContent, _ path: String) -> ExportedModel.File {
    ExportedModel.File(
      path: path, fact: content.fact,
      weights: { KerasKept.weights($0, in: content, kept: $1) },
      isWritten: { model, raw in
        let name = content.fact(SavedModel.nameKey)
        let parts =
          try? content.isLegacy
          ? KerasWriter.legacy(of: model, name: name)
          : KerasWriter.archive(of: model, raw: raw, name: name)
        return parts.map { KerasKept.isWritten($0, in: content) } ?? false
      })
  }

  private static func exported(
    _ bytes: [UInt8], _ parts: KerasWriter.Parts, _ model: Model, cause: String?
  ) -> ExportedFiles {
    var remarks = parts.remarks
    let takes = ExportedInputs.words(
      model, isRaw: parts.isRaw,
      prepared:
        "the recipe stands in the metadata, which Keras leaves out when it saves a model again",
      cause: cause)
    if !takes.isEmpty { remarks.insert(takes, at: 0) }
    return ExportedFiles(bytes, remark: remarks.joined(separator: "; "))
  }

  /// What is known of the model beside its layers.
  private static func facts(
    _ model: Model, _ parts: KerasWriter.Parts
  ) throws(Interrupted) -> [(key: String, value: String)] {
    var facts: [(key: String, value: String)] = []
    let classes = model.knownClasses
    if !classes.isEmpty {
      facts.append(("nabla.classes", JSON.list(classes.map { .text($0) }).description))
    }
    // A model without a text tells what it can.
    guard model.source.isEmpty else {
      return facts
        + ExportedModel.facts(of: model, kept: try KerasKept.kept(of: model, in: parts))
    }
    if let recipe = model.recipe {
      facts.append((SavedModel.recipeKey, recipe.stored.description))
    }
    return facts + [(versionKey, SavedModel.version)]
  }
}
