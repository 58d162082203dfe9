import CTerminal
import Glibc
import Synchronization

/// What wakes the thread that owns the terminal: messages of other threads, and signals.
///
/// Both arrive through one pipe, so that waiting for a key, a message and Ctrl-C is one `wait`.
package final class Mailbox: Sendable {
  /// What has arrived since the last look.
  package struct Mail {
    /// What was posted, in its order.
    package var messages: [String] = []
    /// The numbers of signals that came, each once however often it did.
    package var signals: Set<Int32> = []
    /// Whether anything came, if only a call to look for news.
    package var wasWoken = false

    /// The signal that asks the program to end, if one came.
    package var ending: Int32? { [SIGTERM, SIGHUP, SIGQUIT].first(where: signals.contains) }
  }

  /// Readable when there is mail. -1 where the system had no pipe left: then nothing arrives.
  package let readEnd: Int32
  private let writeEnd: Int32
  private let messages = Mutex<[String]>([])

  /// An empty one with a pipe of its own, which closes with the process.
  package init() {
    var ends: [Int32] = [-1, -1]
    _ = nabla_pipe(&ends)
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  /// From here on these signals are mail instead of the end of the program.
  package func watchSignals() {
    for signal in [SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT] {
      _ = nabla_signal_to_pipe(signal, writeEnd)
    }
    _ = nabla_signal_ignore(SIGPIPE)
  }

  /// Shown above the line that is being edited. May be called from any thread.
  package func post(_ message: String) {
    messages.withLock { $0.append(message) }
    wake()
  }

  /// Makes the owner of the terminal look for news. May be called from any thread.
  package func wake() {
    var byte: UInt8 = 0
    // A full pipe is fine: the reader is already awake.
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes everything that has arrived; does not wait.
  package func drain() -> Mail {
    var mail = Mail()
    var bytes = [UInt8](repeating: 0, count: 256)
    while readEnd >= 0 {
      let count = read(readEnd, &bytes, bytes.count)
      guard count > 0 else { break }
      mail.wasWoken = true
      mail.signals.formUnion(bytes[..<count].filter { $0 != 0 }.map(Int32.init))
    }
    mail.messages = messages.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    return mail
  }

  /// Stops the program as Ctrl-Z should; returns when the user's shell continues it.
  ///
  /// The caller has put the terminal into its usual modes, and takes it back afterwards.
  package func suspend() {
    _ = nabla_signal_default(SIGTSTP)
    kill(getpid(), SIGTSTP)
    _ = nabla_signal_to_pipe(SIGTSTP, writeEnd)
  }
}
