import Books
import Sessions
import Support
import Workbench

/// `nabla run`, `verify` and `walk`: sessions from the command line.
package struct SessionCommands {
  let gate: OutputGate
  let capabilities: TerminalCapabilities
  let options: Replay.Options
  /// Asks whoever is there one question; `nil` where nobody is. Its answer is `nil` for Ctrl-C and an end.
  package var ask: ((String) -> String?)?

  /// The limits of the sessions stand in `options`.
  package init(
    gate: OutputGate, capabilities: TerminalCapabilities, options: Replay.Options
  ) {
    self.gate = gate
    self.capabilities = capabilities
    self.options = options
    if capabilities.isInteractive { ask = { TypedAnswer.read($0, on: gate) } }
  }

  /// Runs the cells of a session and prints what they give as they go; `compares` tells at the end what
  /// differs from what is stored.
  package func run(_ path: String, compares: Bool = false) -> ExitStatus {
    guard let document = opened(path) else { return .unreadable }
    var report = VerificationReport(name: path)
    defer { if compares { tell(report, of: document) } }
    let printer = SessionPrinter(gate: gate, capabilities: capabilities)
    let lesson = Walkthrough(document, options: asking(about: document))
    var statuses: [ExitStatus] = []
    for step in lesson.steps {
      switch step {
      case .cell(let cell) where !cell.options.isNotRun:
        let result = lesson.run(cell, onOutput: printer.show)
        statuses.append(result.exitStatus(expected: cell.options.expectedError))
        report.cells.append(Verification.line(of: cell, result, in: lesson.replay))
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

  private func tell(_ report: VerificationReport, of document: SessionDocument) {
    if document.cells.allSatisfy(\.outputs.isEmpty) {
      return gate.notice("nothing is stored in it to compare with: `nabla record` stores outputs")
    }
    gate.report(report.shown)
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
