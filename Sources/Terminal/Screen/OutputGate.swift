import Language
import Plots
import Support

/// The one door to standard output and error: checked, and closed to foreign control codes.
///
/// A class because the shell, live charts and the outputs of a cell share its memory of a failure.
package final class OutputGate {
  private let output: StandardStream
  private let error: StandardStream
  /// The first write that failed; nothing is written afterwards.
  package private(set) var failure: FileError?
  /// How wide the window is, where somebody looks at one: what is said is broken between words there.
  var columns: (() -> Int)?

  /// Sees all that is written, as it is written.
  var onWrite: ((String) -> Void)?

  /// The process's own streams unless others are given.
  package init(output: StandardStream = .output, error: StandardStream = .error) {
    self.output = output
    self.error = error
  }

  /// A result, with a new line at its end: anything that did not originate here is made visible.
  package func result(_ text: String) { write(shown(text), to: output) }

  /// A report, with its tables cut between columns where they are wider than the window.
  package func report(_ report: Report) { result(report.text(limit: columns.map { $0() - 1 })) }

  /// A message, with a new line at its end; standard output has been written before.
  package func notice(_ text: String) { write(shown(text), to: error) }

  /// A mistake that speaks of no place in a program.
  package func notice(_ diagnostic: Diagnostic) {
    notice(DiagnosticText.render(diagnostic, source: ""))
  }

  private func shown(_ text: String) -> String {
    let visible = Sanitizer.visible(text)
    return (columns.map { WrappedText.wrap(visible, to: $0() - 1) } ?? visible) + "\n"
  }

  /// Text with escape sequences that our own renderers made.
  package func rendered(_ text: String) { write(text, to: output) }

  /// The exit status that a failed write asks for.
  package var exitStatus: ExitStatus? {
    failure.map { $0.kind == .closedPipe ? .closedPipe : .writeFailed }
  }

  private func write(_ text: String, to stream: StandardStream) {
    guard failure == nil else { return }
    onWrite?(text)
    do {
      try stream.write(text)
    } catch {
      failure = error
    }
  }
}
