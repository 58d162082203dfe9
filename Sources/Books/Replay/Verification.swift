import Language
import Sessions
import Support
import Workbench

/// Recomputes a session and compares it with what it stores.
package struct Verification: Sendable {
  /// How each cell came out.
  package private(set) var report: VerificationReport
  /// What is stored for each cell that ran and what came out, by number.
  private(set) var comparisons: [Int: OutputsComparison] = [:]

  /// Runs all cells from the first to the last, and the solutions of exercises between them; `onResult` and
  /// `onCell` are called after each cell. Of exercises and checks the report has those that do not hold.
  package init(
    _ document: SessionDocument, options: Replay.Options = Replay.Options(),
    onResult: (SessionCell, Replay.Result) -> Void = { _, _ in },
    onCell: (VerificationReport.Cell) -> Void = { _ in }
  ) {
    report = VerificationReport(name: document.name)
    report.warnings = document.warnings
    let lesson = Walkthrough(document, options: options)
    report.cells += lesson.judge.faults.map { VerificationReport.Cell($0) }
    for step in lesson.steps {
      switch step {
      case .cell(let cell):
        let start = monotonicSeconds()
        var line = VerificationReport.Cell(cell, status(of: cell, in: lesson.replay, onResult))
        if line.status != .skipped(.notRun) { line.seconds = monotonicSeconds() - start }
        report.cells.append(line)
        onCell(line)
        if line.status == .interrupted { return }
      case .exercise(let exercise):
        report.cells += lesson.demonstrate(exercise).map { VerificationReport.Cell(exercise, $0) }
        if options.isStopped() { return }
      case .check(let cell, let checks):
        guard case .failed(let message) = lesson.judge.judge(checks, in: lesson.replay.interpreter)
        else { continue }
        report.cells.append(
          VerificationReport.Cell(
            .check, identifier: cell, line: checks.first?.line ?? 0,
            .failed(code: "", text: message)))
      case .prose, .directive, .quiz: break
      }
    }
  }

  /// Says of these cells that they were stored anew.
  mutating func markRewritten(_ numbers: Set<Int>) {
    for index in report.cells.indices
    where report.cells[index].kind == .cell && numbers.contains(report.cells[index].number) {
      report.cells[index].status = .rewritten
    }
  }

  private mutating func status(
    of cell: SessionCell, in replay: Replay, _ onResult: (SessionCell, Replay.Result) -> Void
  ) -> VerificationReport.Status {
    if cell.options.isNotRun { return .skipped(.notRun) }
    let result = replay.run(cell)
    onResult(cell, result)
    let (status, comparison) = Verification.verdict(on: cell, result, in: replay)
    comparisons[cell.number] = comparison
    return status
  }

  /// What a result says of a cell, and the comparison with what is stored where there is one.
  static func verdict(
    on cell: SessionCell, _ result: Replay.Result, in replay: Replay
  ) -> (VerificationReport.Status, OutputsComparison?) {
    if let status = statusWithoutComparison(cell, result, replay) { return (status, nil) }
    guard let rule = replay.document.rule(for: cell, math: ArithmeticVersion.current) else {
      return (.skipped(.notVerified), nil)
    }
    let comparison = OutputsComparison(
      stored: cell.outputs.map(\.output), computed: result.stored, by: Comparison(rule))
    return (VerificationReport.Status(comparison), comparison)
  }

  private static func statusWithoutComparison(
    _ cell: SessionCell, _ result: Replay.Result, _ replay: Replay
  ) -> VerificationReport.Status? {
    if result.isInterrupted { return .interrupted }
    if result.isOverdue {
      return .timedOut(
        seconds: result.hasUsedUp
          ? replay.secondsPerCell : cell.options.timeoutSeconds ?? replay.secondsPerCell)
    }
    if let failure = failure(result, expected: cell.options.expectedError) { return failure }
    return cell.options.isVolatile ? .skipped(.volatile) : nil
  }

  private static func failure(
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

extension VerificationReport.Cell {
  /// An exercise that proves nothing.
  fileprivate init(_ exercise: Exercise, _ fault: ExerciseFault) {
    let diagnostic = fault.problem.diagnostic
    self.init(
      .exercise, identifier: exercise.identifier, line: exercise.line,
      .failed(code: diagnostic.code, text: DiagnosticText.render(diagnostic, source: "")))
  }

  /// A check that cannot be read.
  fileprivate init(_ fault: LessonFault) {
    self.init(
      .check, identifier: nil, line: fault.line,
      .failed(
        code: fault.diagnostic.code, text: DiagnosticText.render(fault.diagnostic, source: "")))
  }
}

extension ExerciseFault {
  /// The fault in words.
  package var problem: LessonProblem {
    switch self {
    case .starterPasses: .starterPasses
    case .solutionFails(let message): .solutionFails(message)
    }
  }
}
