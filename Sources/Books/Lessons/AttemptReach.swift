import Language
import Sessions
import Workbench

/// What a program that was typed into an exercise has to do with what the exercise looks at.
package enum AttemptReach: Equatable {
  /// It changes what the checks look at, or may do so: they have something new to say.
  case attempt
  /// It gives values to other names alone, these.
  case others([String])
  /// It changes nothing: somebody looked at a value.
  case look
}

extension LessonJudge {
  /// What the last run of a cell has to do with checks.
  package func reach(of cell: Cell, on checks: [LessonCheck]) -> AttemptReach {
    guard let wanted = names(in: checks), !cell.hasChangedWeights else { return .attempt }
    let written = CellWrites(cell.program).names.union(cell.boundNames)
    if written.isEmpty { return .look }
    return written.isDisjoint(with: wanted) ? .others(written.sorted()) : .attempt
  }

  /// The names that an exercise looks at: those that its solution gives values, where there are such.
  package func wanted(by exercise: Exercise) -> [String] {
    let looked = names(in: exercise.checks) ?? []
    let given = [exercise.solution ?? "", exercise.starter].map { text in
      CellWrites(ProgramText(text)).names.intersection(looked).sorted()
    }
    return given.first { !$0.isEmpty } ?? looked.sorted()
  }

  /// Whether a program is nothing but a value: `13.2`, `pay(3) * 2`.
  package func isValue(_ source: String) -> Bool {
    let statements = ProgramText(source).statements
    guard statements.count == 1, case .expression(let expression) = statements[0].kind else {
      return false
    }
    if case .command = expression.kind { return false }
    return true
  }

  /// The lesson's names that conditions mention; `nil` where they ask something else, too, or mention none.
  private func names(in checks: [LessonCheck]) -> Set<String>? {
    var mentioned = MentionedNames()
    for check in checks { mentioned.visit(ProgramText(check.condition).statements) }
    let names = mentioned.names.filter { known.contains($0) }
    return names.isEmpty || mentioned.names.contains("took") ? nil : names
  }
}

extension Cell {
  /// Whether its last run trained something, or gave weights other values.
  fileprivate var hasChangedWeights: Bool {
    effect.map { !$0.changes.isEmpty || !$0.trainings.isEmpty } ?? true
  }
}
