import Data
import Engine
import Exchange
import Formats
import Language
import Learning
import Support

/// The changes of low rank of a model in a file of their own, one for each customer.
enum AdapterFile {
  /// The longest header that is looked at.
  private static let headerLimit = 100_000_000
  private static let folderName = "adapter_model.safetensors"

  /// Writes them in PEFT's form; beside a file that PEFT would look for stands what else it wants.
  static func export(
    _ model: Model, _ path: String, _ call: VerbCall, at span: SourceSpan
  ) throws -> Value {
    guard !model.adapters.isEmpty else { throw CompressionProblem.noAdapters(model: model.name) }
    guard path.hasSuffix(".safetensors") else {
      throw Problems.diagnostic(for: CompressionProblem.adapterName(path), at: span)
    }
    let (tensors, notes) = AdapterState.tensors(of: model)
    let content = Safetensors(
      entries: tensors.map { SavedModel.entry($0.name, $0.value) },
      notes: [Safetensors.Note(SavedModel.versionKey, SavedModel.version)]
        + notes.map { Safetensors.Note($0.name, $0.text) })
    let bytes = try content.write()
    let beside = model.trainedBesideAdapters
    if !beside.isEmpty {
      try call.interpreter.warn(
        Problems.besideAdapters(beside, model.name, at: call.arguments.wordSpan))
    }
    try Interrupt.check()
    guard call.interpreter.writesFiles else { return .none }
    var written = [path]
    let file = try call.interpreter.outputFile(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if name == folderName {
      let other = String(path.dropLast(folderName.count)) + "adapter_config.json"
      try call.interpreter.outputFile(other).write(
        Array(AdapterState.configuration(of: model).utf8), beside: file)
      written.insert(other, at: 0)
    }
    try file.write(bytes)
    call.interpreter.noteWritten(
      "exported the adapters of \(model.name) to \(path), \(ByteCount.rounded(bytes.count))"
        + (written.count > 1 ? ", with adapter_config.json beside it" : ""), written)
    return .none
  }

  /// What a file holds, where these are changes of low rank.
  static func content(of file: ReadFile) throws -> Safetensors? {
    // Gigabytes of other weights are not read only to find out that they are none.
    guard Safetensors.isBeginning(file.bytes[...]), file.bytes.count > 8 else { return nil }
    let length = file.bytes[..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    let end = 8 + Int(min(length, UInt64(min(file.bytes.count - 8, headerLimit))))
    let header = String(decoding: file.bytes[8..<end], as: UTF8.self)
    guard header.contains("lora_A") || header.contains("lora_embedding_A") else { return nil }
    return try file.decoded(as: SafetensorsFile.signature) { bytes throws(FormatError) in
      try Safetensors.read(bytes)
    }
  }

  /// Gives a model the changes of a file, all or nothing.
  static func load(
    _ file: Safetensors, _ path: String, into model: Model, _ call: VerbCall
  ) throws -> Value {
    guard !model.adapters.isEmpty else { throw CompressionProblem.noAdapters(model: model.name) }
    let weights: [(variable: Variable, value: Tensor)]
    do {
      weights = try AdapterState.read(file, into: model)
    } catch let misfit as AdapterState.Misfit {
      throw CompressionProblem.otherAdapters(
        path: path, model: model.name, missing: misfit.missing, extra: misfit.extra,
        differing: misfit.differing)
    }
    if let base = file.note(AdapterState.baseKey), base != AdapterState.baseFingerprint(of: model) {
      try call.interpreter.warn(
        Problems.otherBase(path, model.name, at: call.arguments.wordSpan))
    }
    try LoadedWeights.give(weights, to: model, call)
    call.interpreter.note(
      "\(model.name) has the adapters of \(path): \(Problems.count(weights.count, "weight")); its kernels stay"
    )
    return call.evaluator.context.target == nil ? .none : .model(model)
  }
}
