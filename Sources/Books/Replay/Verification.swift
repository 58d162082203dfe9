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

  /// Runs all cells from the first to the last, and the solutions of exercises between them; `onCell` is
  /// called after each cell. Of exercises and checks the report has those that do not hold.
  package init(
    _ document: SessionDocument, options: Replay.Options = Replay.Options(),
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
        var line = VerificationReport.Cell(cell, status(of: cell, in: lesson))
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
    for index in report.cells.indices
    where report.cells[index].kind == .cell && changed[report.cells[index].number] != nil {
      report.cells[index].status = .rewritten
    }
    return try edited.recording(ArithmeticVersion.record)
  }

  private mutating func status(
    of cell: SessionCell, in lesson: Walkthrough
  ) -> VerificationReport.Status {
    if cell.options.isNotRun { return .skipped(.notRun) }
    let replay = lesson.replay
    let result = lesson.verify(cell)
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
