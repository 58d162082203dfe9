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
      try model(of: file, request) {
        try KerasReader.model(archive: $0, isReserved: ReservedWords.isKept)
      }
    },
    exports: [
      .model(options: ["raw"]) { model, request in
        exported(
          try KerasWriter.archive(of: model, raw: request.isRaw, facts: facts(model)), model)
      }
    ])

  static let legacyKind = FileKind(
    signature: FileSignature(
      "HDF5", "a Keras model in HDF5", suffixes: [".h5"], otherSuffixes: [".hdf5"],
      holds: [.model, .export], mark: versionKey, advice: { "`m = load \"\($0)\"` reads it" },
      begins: { HDF5File.isBeginning($0) }),
    load: { file, request in
      try model(of: file, request) {
        try KerasReader.model(legacy: $0, isReserved: ReservedWords.isKept)
      }
    },
    exports: [
      .model { model, _ in
        exported(try KerasWriter.legacy(of: model, facts: facts(model)), model)
      }
    ])

  private static func model(
    of file: ReadFile, _ request: LoadRequest, _ read: ([UInt8]) throws -> ForeignModel
  ) throws -> Value {
    let foreign: ForeignModel
    do {
      foreign = try read(file.bytes)
    } catch let fault as FormatError {
      let kind = fault.format == "ZIP" ? kind.signature : legacyKind.signature
      throw ContentError(
        path: file.path, fault: fault, expected: kind, found: file.kind(otherThan: kind))
    }
    let isDouble =
      !foreign.weights.isEmpty && foreign.weights.allSatisfy { $0.tensor.dtype == .float64 }
    let model = try ImportedModel.model(
      of: foreign, path: file.path, name: request.name ?? foreign.name ?? "model",
      dtype: isDouble ? .float64 : .float32, request.evaluator)
    for remark in foreign.remarks { request.evaluator.session.note("\(file.path): \(remark)") }
    return .model(model)
  }

  private static func exported(_ file: KerasWriter.File, _ model: Model) -> ExportedFiles {
    var remarks = file.remarks
    let takes = ExportedInputs.words(
      model, isRaw: file.isRaw, prepared: "the recipe stands in the metadata")
    if !takes.isEmpty { remarks.insert(takes, at: 0) }
    return ExportedFiles(file.bytes, remark: remarks.joined(separator: "; "))
  }

  /// What is known of the model beside its layers.
  private static func facts(_ model: Model) -> [(key: String, value: String)] {
    var facts = [(versionKey, SavedModel.version)]
    if let recipe = model.recipe {
      facts.append(("nabla.recipe", recipe.stored.description))
      if let classes = recipe.target?.classes, !classes.isEmpty {
        facts.append(("nabla.classes", JSON.list(classes.map { .text($0) }).description))
      }
    }
    return facts
  }
}
