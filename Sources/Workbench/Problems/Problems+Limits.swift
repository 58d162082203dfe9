import Language
import Support

extension Problems {
  /// What ends where the user or a limit of time asks for it.
  package static let stoppedCode = "E0904"
}

/// A limit of time that has ended a cell.
package struct TimeLimit {
  private let seconds: Double
  /// Whether it is the time of all processors, which a file cannot raise.
  private let isOfProcessor: Bool

  /// A limit of so many seconds of the clock, or of all processors together.
  package init(seconds: Double, isOfProcessor: Bool) {
    (self.seconds, self.isOfProcessor) = (seconds, isOfProcessor)
  }

  /// The limit as the user reads it.
  package func worded(at span: SourceSpan?) -> Diagnostic {
    let time = "\(NumberText.general(seconds)) s"
    return Diagnostic.error(
      Problems.stoppedCode,
      isOfProcessor
        ? "stopped: the cell has used up its \(time) of processor time"
        : "stopped: the \(time) of the cell are over",
      at: span,
      hint: isOfProcessor
        ? "`nabla run --trust FILE` lets a cell's own `timeout=` decide"
        : "`timeout=\(NumberText.general(2 * seconds))s` in the cell's first line gives it more")
  }
}
