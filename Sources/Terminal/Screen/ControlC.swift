import CTerminal
import Glibc
import Support

/// Ctrl-C while something computes: the handler counts, and the work asks through `Support.Interrupt`.
package enum ControlC {
  /// Whether it was pressed since the last `forget`.
  package static var isRequested: Bool { nabla_interrupts() > 0 }

  /// What was pressed so far is not meant for what begins now.
  static func forget() { nabla_interrupts_clear() }

  /// Runs `body`, which Ctrl-C ends from here on.
  static func ending<Result>(_ body: () -> Result) -> Result {
    forget()
    return Interrupt.feeding({ isRequested }, body)
  }

  /// While sessions run without a prompt: from here on it is counted, and a closed pipe is a failed
  /// write.
  static func watch() {
    _ = nabla_signal_to_pipe(SIGINT, -1)
    _ = nabla_signal_ignore(SIGPIPE)
  }

  /// Runs `body` with Ctrl-C ending the program, as it does while somebody is asked for a line.
  static func endingProgram<Result>(_ body: () -> Result) -> Result {
    _ = nabla_signal_default(SIGINT)
    defer { watch() }
    return body()
  }
}
