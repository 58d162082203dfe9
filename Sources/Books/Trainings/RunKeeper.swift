import Learning
import Support
import Workbench

/// Keeps the state of one run in a file, so that it can be recovered.
///
/// Called on the run's own thread: when it begins, now and then while it is on, and at its end.
final class RunKeeper: Sendable {
  private let path: String
  private let folder: String
  private let file: RunFile
  /// Whose line says that the run has begun; `nil` for a run that is found by what it stands on.
  private let journal: Journal?

  /// More than this is not written beside a training.
  static let byteLimit = 1 << 30
  /// What took less is as soon done again: nobody waits for the disk at its end.
  private static let briefSeconds = 1.0

  /// A run of a session with a journal, under the name in its line.
  init(_ journal: Journal, name: String, _ setup: TrainingSetup) {
    folder = journal.runFolder
    path = RunKeeper.path(folder, key: name)
    file = RunFile(setup)
    self.journal = journal
  }

  /// The same for a run that is found again by what it stands on.
  init(folder: String, key: String, _ setup: TrainingSetup) {
    self.folder = folder
    path = RunKeeper.path(folder, key: key)
    file = RunFile(setup)
    journal = nil
  }

  static func path(_ folder: String, key: String) -> String {
    "\(folder)/\(key)" + SafetensorsFile.signature.suffix
  }

  @Sendable func write(_ checkpoint: TrainingCheckpoint, _ outcome: TrainingOutcome?) {
    journal?.flush()
    guard checkpoint.byteCount <= Self.byteLimit else { return }
    // Cells run a training that failed again.
    if journal == nil, case .failed? = outcome { return }
    let isBrief = checkpoint.seconds < Self.briefSeconds
    let write: @Sendable () throws -> Void = { [file, folder, path] in
      try Directories.make(folder)
      try file.write(checkpoint, to: path, outcome: outcome, isSynced: !isBrief)
    }
    // What cannot be kept is told once: it trains no worse for it.
    if let journal { journal.keep(path, write) } else { try? write() }
  }
}
