import Engine
import Support
import Synchronization

/// Writes the newest copy of a notebook on a thread of its own, one after the other.
final class CopyKeeper {
  struct Copy: Sendable {
    var path: String
    var bytes: [UInt8]
    /// What of the notebook it holds: the version of its text, and what is being typed.
    var version: Int
    var text: String
    var isSynced: Bool

    func isSame(_ version: Int, _ text: String, _ isSynced: Bool) -> Bool {
      self.version == version && self.text == text && (self.isSynced || !isSynced)
    }
  }

  /// What the thread has done.
  private final class Answer: Sendable {
    let problem = Mutex<(isDone: Bool, error: FileError?)>((false, nil))
  }

  private var writing: (copy: Copy, answer: Answer, thread: Worker?)?
  /// Waits for the one that is being written; a newer one takes its place.
  private var next: Copy?
  private var finished: (Copy, FileError?)?

  /// The newest that was asked for, until it is written.
  var asked: Copy? { next ?? writing?.copy }

  func write(_ copy: Copy) {
    collect()
    if writing != nil { next = copy } else { start(copy) }
  }

  private func start(_ copy: Copy) {
    let answer = Answer()
    let body: @Sendable () -> Void = {
      var error: FileError?
      do throws(FileError) {
        if let slash = copy.path.lastIndex(of: "/") {
          try Directories.make(String(copy.path[..<slash]))
        }
        try AtomicFile.write(
          copy.bytes, to: copy.path, permissions: 0o600, isSynced: copy.isSynced)
      } catch let problem {
        error = problem
      }
      answer.problem.withLock { $0 = (true, error) }
    }
    let thread = Worker(name: "nabla copy", niceness: 0, body: body)
    // Without a thread to be had, it is written here.
    if thread == nil { body() }
    writing = (copy, answer, thread)
  }

  /// Takes in what is done, and begins with what waits.
  private func collect() {
    guard let (copy, answer, thread) = writing else { return }
    let state = answer.problem.withLock { $0 }
    guard state.isDone else { return }
    thread?.join()
    finished = (copy, state.error)
    writing = nil
    if let waiting = next {
      next = nil
      start(waiting)
    }
  }

  /// The copy that was written last, or could not be; told once.
  func takeAnswer() -> (Copy, FileError?)? {
    collect()
    defer { finished = nil }
    return finished
  }

  /// Waits until all is done.
  func finish() {
    while let thread = writing.map(\.thread) {
      thread?.join()
      collect()
    }
  }
}
