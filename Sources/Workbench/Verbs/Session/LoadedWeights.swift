import Data
import Engine
import Exchange
import Formats
import Language
import Learning
import Support

/// `load "w.safetensors", into=m`: weights of PyTorch for a model that is there, all or nothing.
enum LoadedWeights {
  static func load(
    _ file: ReadFile, into model: Model, byOrder: Bool, layout: TorchState.Layout?,
    at span: SourceSpan?, _ call: VerbCall
  ) throws -> Value {
    if model.isQuantized, let path = model.parameters.first?.path {
      throw LearningError.quantization(.fixed(path: path, model: model.name))
    }
    if let adapters = try AdapterFile.content(of: file) {
      return try AdapterFile.load(adapters, file.path, into: model, call)
    }
    if let base = base(file, of: model) {
      try give(base, to: model, call)
      call.interpreter.note(
        "\(model.name) has the \(Problems.count(base.count, "weight")) of \(file.path); its changes of low rank stay as they are"
      )
      return call.evaluator.context.target == nil ? .none : .model(model)
    }
    let read: TorchState.Read
    let isKeras = HDF5File.isBeginning(file.bytes) || ZIP.isKerasModel(file.bytes[...])
    do {
      read =
        isKeras
        ? try KerasState.read(file.bytes, into: model)
        : try TorchState.read(file.bytes, into: model, byOrder: byOrder, layout: layout)
    } catch let fault as FormatError {
      if isKeras { throw KerasFile.damage(fault, in: file) }
      _ = try file.decoded(as: SafetensorsFile.signature) { _ throws(FormatError) -> Int in
        throw fault
      }
      throw fault
    } catch let misfit as TorchState.Misfit {
      throw TorchFileProblem.misfit(
        file.path, misfit, model: model.name, isNamed: !byOrder && !isKeras)
    }
    return try take(read, of: file.path, into: model, at: span, call)
  }

  /// From here on a file is not held beside the weights that it has.
  static let largeByteCount = 1 << 24

  /// The same of a file that is read weight by weight; `nil` for one that is to be read as a whole.
  static func load(
    _ file: PlacedFile, as path: String, into model: Model, byOrder: Bool,
    layout: TorchState.Layout?, at span: SourceSpan?, _ call: VerbCall
  ) throws -> Value? {
    guard !model.isQuantized, model.adapters.isEmpty else { return nil }
    do {
      guard let read = try TorchState.read(file, into: model, byOrder: byOrder, layout: layout)
      else { return nil }
      return try take(read, of: path, into: model, at: span, call)
    } catch let misfit as TorchState.Misfit {
      // Changes of low rank are told as such where the file is read as a whole.
      if misfit.extra.contains(where: { $0.contains("lora_") }) { return nil }
      throw TorchFileProblem.misfit(path, misfit, model: model.name, isNamed: !byOrder)
    } catch var error as FileError {
      error.path = path
      throw error
    }
  }

  /// Gives a model what was read, and says so.
  private static func take(
    _ read: TorchState.Read, of path: String, into model: Model, at span: SourceSpan?,
    _ call: VerbCall
  ) throws -> Value {
    try give(read.weights, to: model, call)
    let remarks = read.remarks.map { "; \($0)" }.joined()
    call.interpreter.note(
      "\(model.name) has the \(Problems.count(read.weights.count, "weight")) of \(path)\(remarks)"
    )
    if let warning = Problems.worded(read.epsilons, model.name, at: span) {
      call.interpreter.report(warning)
    }
    return call.evaluator.context.target == nil ? .none : .model(model)
  }

  /// The weights of a model without changes of low rank, for one with them: of a file that names all others by their paths
  /// and has nothing else; `nil` for any other file.
  private static func base(
    _ file: ReadFile, of model: Model
  ) -> [(variable: Variable, value: Tensor)]? {
    let changes = Set(model.adapters.flatMap { [$0.first, $0.second] })
    guard !changes.isEmpty, let stored = try? Safetensors.read(file.bytes) else { return nil }
    let others = model.parameters.filter { !changes.contains($0.path) }
    guard stored.entries.count == others.count else { return nil }
    let weights = others.compactMap { path, variable in
      stored.entry(path).flatMap(SavedModel.tensor).map { (variable: variable, value: $0) }
    }
    guard weights.count == others.count,
      weights.allSatisfy({ $0.variable.type == $0.value.type })
    else { return nil }
    return weights
  }

  /// Gives a model other weights, one of its own each; a training that is on is waited for.
  static func give(
    _ weights: [(variable: Variable, value: Tensor)], to model: Model, _ call: VerbCall
  ) throws {
    let session = call.evaluator.session
    if let job = session.desk.job(changing: model) {
      guard !session.host.isLive else {
        throw RunProblem.weightsInUse(model: model.name, run: job.label)
      }
      session.desk.finish(job)
    }
    try Interrupt.check()
    session.rememberWeights(of: model)
    for (variable, value) in weights { variable.set(value) }
    model.hasGivenWeights = true
  }
}

/// Why a file of another program gives no weights; worded in `Problems`.
enum TorchFileProblem: Error {
  /// What it says would be run.
  case pickle(String, PickleContent)
  case misfit(String, TorchState.Misfit, model: String, isNamed: Bool)
}
