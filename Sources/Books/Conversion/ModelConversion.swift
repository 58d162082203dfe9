import Catalog
import Language
import Plots
import Support
import Workbench

/// A file that `load` reads written as another that `export` or `save` write: what the two statements do, of a
/// program of its own.
package struct ModelConversion {
  /// What the statements told, errors aside.
  package private(set) var remarks: [String] = []
  /// Why nothing was written; empty where all was.
  package private(set) var errors: [Diagnostic] = []

  /// Reads and writes; names of files start at the current folder.
  package init(
    from path: String, to target: String, as kind: FileSignature, options: Interpreter.Options
  ) {
    let host = RecordingHost()
    let interpreter = Interpreter(options: options, host: host)
    let verb = kind.holds.contains(.export) ? "export" : "save"
    let program =
      "\(verb) load(\(QuotedText.of(path))), \(QuotedText.of(target))"
    interpreter.run(ProgramText(program), isTransaction: true)
    for output in host.take() {
      switch output {
      case .diagnostic(let diagnostic, _, _):
        // The program is not the user's: its places say nothing.
        var shown = diagnostic
        shown.span = nil
        if diagnostic.severity == .error {
          errors.append(shown)
        } else {
          remarks.append(diagnostic.message)
        }
      case .text(let text), .value(let text), .aside(let text): remarks.append(text)
      case .report, .runLine, .curve, .plot: break
      }
    }
  }
}
