import Books
import Sessions
import Support
import Workbench

/// `nabla run`, `verify` and `walk`: sessions from the command line.
package struct SessionCommands {
  let gate: OutputGate
  let capabilities: TerminalCapabilities
  let options: Replay.Options
  /// Whether a lesson is shown to a class.
  var isClass = false

  /// The limits of the sessions stand in `options`.
  package init(
    gate: OutputGate, capabilities: TerminalCapabilities, options: Replay.Options
  ) {
    self.gate = gate
    self.capabilities = capabilities
    self.options = options
  }

  /// Runs the cells of a session and prints what they give as they go.
  package func run(_ path: String) -> ExitStatus {
    guard let document = opened(path) else { return .unreadable }
    let printer = SessionPrinter(gate: gate, capabilities: capabilities)
    let lesson = Walkthrough(document, options: options)
    var statuses: [ExitStatus] = []
    for step in lesson.steps {
      switch step {
      case .cell(let cell) where !cell.options.isNotRun:
        let result = lesson.run(cell, onOutput: printer.show)
        statuses.append(result.exitStatus(expected: cell.options.expectedError))
        if result.isInterrupted || gate.exitStatus != nil {
          return gate.exitStatus ?? .worst(statuses)
        }
      // Cells below may stand on what it gives; nobody is there to solve it.
      case .exercise(let exercise): _ = lesson.demonstrate(exercise)
      case .cell, .prose, .directive, .quiz, .check: break
      }
    }
    return gate.exitStatus ?? .worst(statuses)
  }

  /// The document, with its warnings shown; `nil` after saying why it cannot be read.
  func opened(_ path: String) -> SessionDocument? {
    do {
      let document = try SessionFiles.read(path)
      for warning in document.warnings {
        gate.notice(warning.diagnostic(in: path))
      }
      return document
    } catch {
      show(error)
      return nil
    }
  }

  func show(_ error: SessionFileError) {
    gate.notice(error.diagnostic)
  }
}
