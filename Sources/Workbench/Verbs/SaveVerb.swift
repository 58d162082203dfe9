import Catalog
import Engine
import Formats
import Learning
import Support

/// `save m, "digits.safetensors"`: weights and architecture in one file, written atomically; of a
/// run all that it needs to go on.
enum SaveVerb: Verb {
  private static let saved = Parameter<Value>.value(
    "model", "The model or run.", expected: "a model or a run"
  ) { value, _ in
    switch value {
    case .model, .run: value
    default: nil
    }
  }
  private static let file = Parameter<String>.file("file", "The name, ending in .safetensors.")

  static let signature = Signature(
    "save", .verb, "writes a model or a run to a file, with a checksum",
    example: "save model 2 { dense 1 }, \"small.safetensors\"",
    [saved.description, file.description], effects: .writesFiles)

  static func perform(_ call: VerbCall) throws -> Value {
    let path = try call[file]
    guard path.hasSuffix(".safetensors") else { throw SavedModelProblem.fileKind(path) }
    let saved = try call[saved]
    if case .run(let run) = saved {
      let checkpoint = try ResumeVerb.checkpoint(of: run, afterStep: nil, call.interpreter)
      guard call.interpreter.writesFiles else { return .none }
      let target = try call.interpreter.outputFile(path)
      let bytes = try RunFile(run.setup).bytes(checkpoint)
      try Interrupt.check()
      try target.write(bytes)
      call.interpreter.note("saved the run to \(path)")
      return .none
    }
    guard case .model(let model) = saved else { return .none }
    guard !model.source.isEmpty else { throw SavedModelProblem.notPortable(model: model.name) }
    let entries = model.parameters.map { path, variable in
      SavedModel.entry(path, variable.value)
    }
    var notes = [
      Safetensors.Note(SavedModel.versionKey, SavedModel.version),
      Safetensors.Note(SavedModel.nameKey, model.name),
      Safetensors.Note(SavedModel.sourceKey, model.source),
      Safetensors.Note(SavedModel.dtypeKey, model.dtype.name),
      Safetensors.Note(SavedModel.compatibilityKey, model.compatibility.rawValue),
    ]
    if !model.vocabularies.isEmpty {
      notes.append(
        Safetensors.Note(SavedModel.vocabulariesKey, SavedModel.note(model.vocabularies)))
    }
    let bytes = try Safetensors(entries: entries, notes: notes).write()
    try Interrupt.check()
    guard call.interpreter.writesFiles else { return .none }
    try call.interpreter.outputFile(path).write(bytes)
    call.interpreter.note("saved \(model.name) to \(path)")
    return .none
  }
}

/// `m = load "digits.safetensors"`: checks the file as a whole before it makes anything.
enum LoadVerb: Verb {
  private static let file = Parameter<String>.file("file", "The file.")

  static let signature = Signature(
    "load", .verb, "reads a model that `save` wrote", example: "m = load \"small.safetensors\"",
    [file.description],
    effects: .givesValue)

  /// Larger files cannot hold a model that could be trained.
  private static let limit = 8 << 30

  static func perform(_ call: VerbCall) throws -> Value {
    let path = try call[file]
    let bytes = try InputFile.read(try call.interpreter.readablePath(path), limit: limit)
    let file: Safetensors
    do {
      file = try Safetensors.read(bytes)
    } catch {
      throw SavedModelProblem.damaged(path: path, error)
    }
    let name = call.evaluator.context.target ?? file.note(SavedModel.nameKey) ?? "model"
    return .model(try SavedModel.model(from: file, path: path, name: name, call.evaluator))
  }
}

/// Why a file of weights cannot be written or read; data, worded in `Problems`.
enum SavedModelProblem: Error {
  case fileKind(String)
  case notPortable(model: String)
  case damaged(path: String, FormatError)
  /// The file has tensors but does not say how the model is built.
  case noArchitecture(path: String)
  case notVerified(path: String)
  case newerVersion(path: String, String)
  case badArchitecture(path: String)
  case tensors(path: String, missing: [String], extra: [String], differing: [String])
}
