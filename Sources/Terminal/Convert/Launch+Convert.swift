import Books
import Catalog
import Language
import Sessions
import Support
import Workbench

/// What `nabla convert` is asked for.
package struct ConversionRequest: Sendable {
  /// The file that is read, `-` for standard input, and the one that is written, `-` for standard output.
  package let input: String
  /// The file that is written, `-` for standard output.
  package let output: String
  /// The kinds, where the names do not say them.
  package var from: String?
  /// The kind that is written, where its name does not say it.
  package var to: String?
  /// Whether the cells of a session are run for what is shown.
  package var runs = false
  /// Whether a file is replaced that nabla did not write.
  package var replaces = false
  /// Whether what was done is told as JSON.
  package var isJSON = false

  /// One file into another, both known by their names.
  package init(input: String, output: String) { (self.input, self.output) = (input, output) }
}

extension Launch {
  /// `nabla convert a.nabla.md a.html`
  package func convert(_ request: ConversionRequest) -> ExitStatus {
    var conversion = FileConversion(request, self)
    do {
      try conversion.run()
      return gate.exitStatus ?? conversion.status
    } catch let error as FileError {
      gate.notice(SessionFileError.file(error).diagnostic)
      return error.operation == "read" ? .unreadable : .writeFailed
    } catch let error as SessionError {
      gate.notice(SessionFileError.session(error).diagnostic)
      return .unreadable
    } catch let error as ConversionProblem {
      gate.notice(error.diagnostic)
      if case .notebook = error { return .unreadable }
      return .usage
    } catch let error as TerminalProblem {
      gate.notice(error.diagnostic)
      return .unreadable
    } catch is Interrupted {
      return .interrupted
    } catch {
      gate.notice(Problems.diagnostic(for: error, at: nil))
      return .failed
    }
  }
}
