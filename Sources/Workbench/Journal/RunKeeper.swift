import Learning
import Support

/// Keeps the state of one run in a file of the session's journal, so that it can be recovered.
///
/// Called on the run's own thread: now and then while it is on, and at its end.
final class RunKeeper: Sendable {
  private let path: String
  private let folder: String
  private let file: RunFile

  /// More than this is not written beside a training.
  static let byteLimit = 1 << 30

  init(folder: String, number: Int, _ setup: TrainingSetup) {
    self.folder = folder
    path = RunKeeper.path(folder, number)
    file = RunFile(setup)
  }

  /// The same for a run that is found again by what it stands on.
  init(folder: String, key: String, _ setup: TrainingSetup) {
    self.folder = folder
    path = RunKeeper.path(folder, key: key)
    file = RunFile(setup)
  }

  static func path(_ folder: String, key: String) -> String { "\(folder)/\(key).safetensors" }

  static func path(_ folder: String, _ number: Int) -> String {
    "\(folder)/run-\(number).safetensors"
  }

  @Sendable func write(_ checkpoint: TrainingCheckpoint) {
    guard checkpoint.byteCount <= Self.byteLimit else { return }
    // What cannot be kept is told when the session is recovered: it trains no worse for it.
    try? Directories.make(folder)
    try? file.write(checkpoint, to: path)
  }
}
