import Support
import Synchronization

/// Work that other threads hand to the interpreter's own: a socket, a kernel of a notebook, a rank.
///
/// Any thread may post; what was posted runs on the interpreter's thread, in the order of its posting.
package final class WorkQueue: Sendable {
  /// When work may run.
  package enum Work: Sendable {
    /// At the next breath, also while an input computes: it may look at runs, change and end them.
    case soon(@Sendable (RunDesk) -> Void)
    /// When no input runs: it may do whatever an input may.
    case betweenInputs(@Sendable (Interpreter) -> Void)
  }

  private struct State {
    var soon: [@Sendable (RunDesk) -> Void] = []
    var later: [@Sendable (Interpreter) -> Void] = []
    var wake: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Called on the posting thread, so that whoever waits for keys looks here, too.
  package var wake: (@Sendable () -> Void)? {
    get { state.withLock(\.wake) }
    set { state.withLock { $0.wake = newValue } }
  }

  /// Hands work over; returns at once.
  package func post(_ work: Work) {
    let wake = state.withLock { state in
      switch work {
      case .soon(let body): state.soon.append(body)
      case .betweenInputs(let body): state.later.append(body)
      }
      return state.wake
    }
    wake?()
  }

  func takeSoon() -> [@Sendable (RunDesk) -> Void] {
    state.withLock { state in
      defer { state.soon = [] }
      return state.soon
    }
  }

  func takeLater() -> [@Sendable (Interpreter) -> Void] {
    state.withLock { state in
      defer { state.later = [] }
      return state.later
    }
  }
}

extension Interpreter {
  /// Lets a moment pass while something is computed: keys are read, pictures drawn, posted work done.
  /// Answers whether somebody asks to stop.
  func breathe() -> Bool {
    // What others do meanwhile is not to end because the program is to.
    Interrupt.ignoring {
      host.breathe()
      for work in workQueue.takeSoon() { work(desk) }
      return host.isInterrupted
    }
  }

  /// Between two inputs: takes over what has ended, tells what there is to tell, does what was posted.
  package func attend() {
    desk.attend()
    endForgottenServers()
    for work in workQueue.takeLater() { work(self) }
  }
}
