import Language
import Workbench

/// Runs programs on a fresh interpreter and gives back what a person would read.
package struct Transcript {
  package let host = RecordingHost()
  package let interpreter: Interpreter

  package init(threads: Int = 1, folder: String = ".") {
    self.init(.init(threads: threads, folder: folder))
  }

  package init(_ options: Interpreter.Options) {
    interpreter = Interpreter(options: options, host: host)
    interpreter.undoDepth = 100
  }

  /// Everything that the program prints, diagnostics included, in order.
  package func run(_ source: String) -> String {
    interpreter.run(source)
    return host.take().compactMap(text).joined(separator: "\n")
  }

  private func text(_ output: Output) -> String? {
    switch output {
    case .value(let text), .text(let text): text
    case .report(let report), .runLine(let report, _): report.text()
    case .curve, .aside: nil
    case .plot(let plot): "plot: \(plot.title)"
    case .diagnostic(let diagnostic, let source, let firstLine):
      DiagnosticText.render(diagnostic, source: source, firstLine: firstLine)
    }
  }
}

/// What one program prints on a fresh interpreter.
package func printed(_ source: String) -> String { Transcript().run(source) }
