import Catalog
import Data
import Engine
import Formats
import Learning
import Support
import Synchronization

/// The file form of a run: safetensors with all tensors, counters as texts, and checksums.
package struct RunFile: Sendable {
  static let kindKey = "nabla.kind"
  private static let trainKey = "nabla.train"
  private static let openKey = "nabla.open"
  private static let outcomeKey = "nabla.outcome"
  private static let prefix = "run."
  /// Larger files cannot hold a run that could go on.
  static let limit = 16 << 30

  private let names: CheckpointNames
  private let notes: [Safetensors.Note]

  /// The file of a run of this training.
  package init(_ setup: TrainingSetup) {
    names = CheckpointNames(setup)
    let sources = setup.options.sources
    notes = [
      Safetensors.Note(RunFile.kindKey, "run"),
      Safetensors.Note(SavedModel.versionKey, SavedModel.version),
      Safetensors.Note(SavedModel.dtypeKey, setup.options.dtype.name),
      Safetensors.Note(SavedModel.compatibilityKey, setup.options.compatibility.rawValue),
      Safetensors.Note(
        RunFile.trainKey,
        sources.filter { !$0.text.isEmpty }.map { "\($0.name)=\($0.text)" }.joined(separator: ", ")
      ),
      Safetensors.Note(
        RunFile.openKey, sources.filter { $0.text.isEmpty }.map(\.name).joined(separator: " ")),
    ]
  }

  /// Writes the whole file or none of it; with what the run came to, if it has ended.
  package func write(
    _ checkpoint: TrainingCheckpoint, to path: String, outcome: TrainingOutcome? = nil,
    isSynced: Bool = true
  ) throws {
    try AtomicFile.write(bytes(checkpoint, outcome), to: path, isSynced: isSynced)
  }

  func bytes(
    _ checkpoint: TrainingCheckpoint, _ outcome: TrainingOutcome? = nil
  ) throws -> [UInt8] {
    let stored = checkpoint.stored(as: names)
    let texts = stored.notes.map { Safetensors.Note(RunFile.prefix + $0.name, $0.text) }
    let entries = stored.tensors.map { SavedModel.entry($0.name, $0.value) }
    let end = outcome.map { [Safetensors.Note(RunFile.outcomeKey, $0.stored)] } ?? []
    return try Safetensors(entries: entries, notes: notes + texts + end).write()
  }

  /// A file that was read and whose checksums hold.
  package struct Contents {
    /// The tensors and counters of its state.
    package let stored: TrainingCheckpoint.Stored
    let identity: TrainingCheckpoint.Identity
    let dtype: DType
    let compatibility: Compatibility
    /// What the run came to; `nil` for one that was on.
    package let outcome: String?
    /// The options of the training as program text, and the names of those that have none.
    let train: String
    let open: [String]
  }

  /// What a run has kept for itself.
  package static func read(_ path: String, as name: String) throws -> Contents {
    let file = try ReadFile(path, as: name, limit: limit, among: FileSignatures())
    return try SafetensorsFile.contents(ofRun: file)
  }

  /// Checks a file and gives what it holds of a run; `name` stands for its path in messages.
  static func contents(of file: Safetensors, path name: String) throws -> Contents {
    guard file.note(kindKey) == "run" else { throw RunFileProblem.isNoRun(path: name) }
    guard file.note(SavedModel.versionKey) == SavedModel.version else {
      throw SavedModelProblem.newerVersion(
        path: name, file.note(SavedModel.versionKey) ?? "none")
    }
    guard file.isVerified else { throw SavedModelProblem.notVerified(path: name) }
    var tensors: [(name: String, value: Tensor)] = []
    for entry in file.entries {
      guard let tensor = SavedModel.tensor(entry) else { throw RunFileProblem.isNoRun(path: name) }
      tensors.append((entry.name, tensor))
    }
    let texts = file.notes.filter { $0.name.hasPrefix(prefix) }.map {
      (name: String($0.name.dropFirst(prefix.count)), text: $0.text)
    }
    let stored = TrainingCheckpoint.Stored(tensors: tensors, notes: texts)
    let identity: TrainingCheckpoint.Identity
    do {
      identity = try TrainingCheckpoint.identity(of: stored)
    } catch {
      throw LearningError.training(.checkpoint(error))
    }
    return Contents(
      stored: stored, identity: identity,
      dtype: file.note(SavedModel.dtypeKey) == "float64" ? .float64 : .float32,
      compatibility: file.note(SavedModel.compatibilityKey).flatMap(Compatibility.init) ?? .keras,
      outcome: file.note(outcomeKey), train: file.note(trainKey) ?? "",
      open: (file.note(openKey) ?? "").split(separator: " ").map(String.init))
  }
}

/// Writes a run's file from the run's own thread, and remembers what went wrong.
final class CheckpointWriter: Sendable {
  private let bytes: @Sendable (TrainingCheckpoint) throws -> [UInt8]
  private let target: OutputFile
  private let failure = Mutex<(any Error)?>(nil)

  init(_ path: String, _ setup: TrainingSetup, _ interpreter: Interpreter) throws {
    let write = try interpreter.vocabulary.files.writer(\.writeRun, of: .run, named: path)
    target = try interpreter.outputFile(path)
    bytes = write(setup)
  }

  @Sendable func write(_ checkpoint: TrainingCheckpoint) {
    do {
      try target.write(bytes(checkpoint))
    } catch {
      failure.withLock { $0 = error }
    }
  }

  var problem: (any Error)? { failure.withLock { $0 } }
}

/// Why a run cannot go on from a file; data, worded in `Problems`.
enum RunFileProblem: Error {
  /// `load` of a run, `resume` of a model.
  case isRun(path: String)
  case isNoRun(path: String)
  /// The options in the file cannot be read.
  case badOptions(path: String)
  /// Options that were functions with names of their own.
  case openOptions(path: String, [String])
  case notResumable
  /// An option that a run in memory has already.
  case optionOfRun(String)
  case allEpochsDone(Int)
}
