import CTerminal
import Glibc

/// Ctrl-C and closed pipes while sessions run without a prompt.
enum BatchSignals {
  /// From here on Ctrl-C is counted (`nabla_interrupts`), and a closed pipe is a failed write.
  static func watch() {
    _ = nabla_signal_to_pipe(SIGINT, -1)
    _ = nabla_signal_ignore(SIGPIPE)
  }

  /// Runs `body` with Ctrl-C ending the program, as it does while somebody is asked for a line.
  static func ending<Result>(_ body: () -> Result) -> Result {
    _ = nabla_signal_default(SIGINT)
    defer { watch() }
    return body()
  }
}
