import Language
import Sessions
import Support
import Workbench

/// Recomputes a session and compares it with what it stores.
package struct Verification: Sendable {
  /// How each cell came out.
  package private(set) var report: VerificationReport
  /// The outputs to store for each cell that ran, by number.
  private var sticky: [Int: [StoredOutput]] = [:]
  private var computed: [Int: [StoredOutput]] = [:]

  /// Runs all cells from the first to the last; `onCell` is called after each.
  package init(
    _ document: SessionDocument, options: Replay.Options = Replay.Options(),
    onCell: (VerificationReport.Cell) -> Void = { _ in }
  ) {
    report = VerificationReport(name: document.name)
    report.warnings = document.warnings
    let replay = Replay(document, options: options)
    for cell in document.cells {
      let start = monotonicSeconds()
      let status = status(of: cell, in: replay)
      var line = VerificationReport.Cell(cell, status)
      if status != .skipped(.notRun) { line.seconds = monotonicSeconds() - start }
      report.cells.append(line)
      onCell(line)
      if status == .interrupted { break }
    }
  }

  /// The document with what differs rewritten; `nil` where nothing does.
  ///
  /// Outputs written by other arithmetic are all replaced, so that one fingerprint holds for all.
  package mutating func updated(_ document: SessionDocument) throws(SessionError)
    -> SessionDocument?
  {
    let changed = sticky.filter { number, outputs in
      document.cells[number - 1].outputs.map(\.output.withoutView) != outputs.map(\.withoutView)
    }
    if changed.isEmpty { return nil }
    let isSameArithmetic = document.frontMatter.recordedMath == ArithmeticVersion.current
    let edited = try document.replacingOutputs(isSameArithmetic ? changed : computed)
    for index in report.cells.indices where changed[report.cells[index].number] != nil {
      report.cells[index].status = .rewritten
    }
    return try edited.recording(ArithmeticVersion.record)
  }

  private mutating func status(
    of cell: SessionCell, in replay: Replay
  ) -> VerificationReport.Status {
    if cell.options.isNotRun { return .skipped(.notRun) }
    let result = replay.run(cell)
    if result.isInterrupted { return .interrupted }
    if result.isOverdue {
      return .timedOut(
        seconds: result.hasUsedUp
          ? replay.secondsPerCell : cell.options.timeoutSeconds ?? replay.secondsPerCell)
    }
    if let failure = failure(result, expected: cell.options.expectedError) { return failure }
    if cell.options.isVolatile { return .skipped(.volatile) }
    guard let rule = replay.document.rule(for: cell, math: ArithmeticVersion.current) else {
      return .skipped(.notVerified)
    }
    let comparison = OutputsComparison(
      stored: cell.outputs.map(\.output), computed: result.stored, by: Comparison(rule))
    sticky[cell.number] = comparison.sticky
    computed[cell.number] = result.stored
    return VerificationReport.Status(comparison)
  }

  private func failure(
    _ result: Replay.Result, expected: CellOptions.ExpectedError?
  ) -> VerificationReport.Status? {
    guard let error = result.errors.first else {
      return expected.map { .unexpectedSuccess(expected: $0) }
    }
    switch expected {
    case .any?: return nil
    case .code(let code)? where result.errors.contains { $0.code == code }: return nil
    default:
      let text = result.stored.last { $0.kind == .error }?.body ?? error.message
      return error.code == Problems.notPermittedCode
        ? .notPermitted(text: text) : .failed(code: error.code, text: text)
    }
  }
}
