import Formats

/// The rows of a data set as typed columns: as they came, and as the steps so far have left them.
package struct TabularData: Sendable {
  /// As they came; steps that choose rows act on them, those that change values do not, but for `clean`, which mends
  /// what was written.
  package internal(set) var raw: TableParts
  /// As the steps have left them.
  package internal(set) var now: TableParts
  /// The columns that steps have computed of others, as they were then.
  var made: TableParts
  /// All rows as the file has them, where some were left out for want of a target: what is asked about needs none.
  package internal(set) var unlabelled: TypedTable?
  /// Rows that were left out for want of a target, of which nothing was said yet: who needs targets says it.
  package internal(set) var untold: DataNote?
  /// The column to predict; `nil` for rows that only are asked about.
  package internal(set) var target: String?
  /// Whether the user named it; otherwise it is the last column.
  package internal(set) var isTargetGiven: Bool
  /// The column that says how much each row counts; `nil` where all count alike.
  package internal(set) var weight: String?
  /// How their file was read; empty where all of that was found out, and for rows of no such file.
  package internal(set) var reading = DelimitedHabits()
  /// The columns as the source gave them.
  let source: [ColumnSchema]
  /// What the steps have learnt, in the order in which they act.
  package internal(set) var steps: [FittedStep] = []
  /// Columns of text that become token numbers.
  package internal(set) var texts: [TextEncoder] = []
  /// The target as it is learnt; `nil` until then.
  package internal(set) var learntTarget: TargetRecipe?
  /// Steps that were chosen because nothing was said; `nil` before `prepare`.
  package internal(set) var chosen: [FittedStep]?

  /// All rows of a table as what is learnt from.
  package init(_ table: TypedTable, target: String?, isTargetGiven: Bool) {
    (raw, now) = (TableParts(table), TableParts(table))
    made = TableParts(TypedTable([], rowCount: table.rowCount))
    (self.target, self.isTargetGiven) = (target, isTargetGiven)
    source = table.columns.map { ColumnSchema($0) }
  }

  /// The training rows of the whole, where this is a part of something: steps learn from them alone.
  private var training: TypedTable?

  /// The rows from which steps learn.
  var learning: TypedTable { training ?? now.train }

  /// The columns of the rows from which steps learn, without the target and the weights.
  package var features: [TypedColumn] {
    learning.columns.filter { $0.name != target && $0.name != weight }
  }

  /// The columns that are no features.
  var others: Set<String> { Set([target, weight].compactMap { $0 }) }

  /// Columns that a step made of 0 and 1, one for each word.
  var indicators: Set<String> { Set(steps.flatMap(\.indicators)) }

  /// The memory of all parts; columns that no step has changed count once.
  var byteCount: Int { now.byteCount + (steps.isEmpty ? 0 : raw.byteCount) }

  /// What has been learnt, acting on every part and remembered.
  mutating func append(_ step: FittedStep) {
    guard !step.isEmpty else { return }
    for part in Dataset.Part.allCases {
      if let table = now[part] { now.set(step.applied(to: table), as: part) }
    }
    training = training.map { step.applied(to: $0) }
    keepMade(by: step)
    clean(by: step)
    steps.append(step)
  }

  /// Makes a part of rows of any part of other data.
  mutating func take(
    _ positions: [Int], of source: Dataset.Part, of other: TabularData, as part: Dataset.Part
  ) {
    unlabelled = nil
    if let table = other.raw[source] { raw.set(table.rows(positions), as: part) }
    if let table = other.now[source] { now.set(table.rows(positions), as: part) }
    if let table = other.made[source] { made.set(table.rows(positions), as: part) }
  }

  /// One part as all there is; what is learnt later is still learnt from the training part of the whole.
  mutating func keepOnly(_ part: Dataset.Part) {
    if part != .train { training = learning }
    (raw, now) = (raw.only(part) ?? raw, now.only(part) ?? now)
    made = made.only(part) ?? made
  }

  /// The recipe for raw rows: only columns that still matter are asked for.
  package var recipe: Recipe {
    // What a formula or an earlier row takes is asked for, also where it is left out afterwards; so is what steps made
    // themselves, and left out.
    // What is predicted is not computed of rows that are asked about: it takes what nobody knows then.
    let isTarget = computesTarget
    let used = Set(steps.filter { !isTarget($0) }.flatMap(\.columnsTaken))
    let dropped = Set(
      steps.flatMap { $0.changes.filter { $0.change == .drop }.map(\.column) }
    ).subtracting(used).intersection(source.map(\.name))
    var recipe = Recipe(
      columns: source.filter { !others.contains($0.name) && !dropped.contains($0.name) })
    recipe.steps = steps.compactMap { step in
      if isTarget(step) { return nil }
      if step.computed != nil || step.lags != nil { return step }
      let kept = step.changes.filter { !dropped.contains($0.column) }
      return kept.isEmpty
        ? nil : FittedStep(step.word, options: step.options, remark: step.remark, kept)
    }
    recipe.texts = texts
    recipe.target = learntTarget
    recipe.reading = reading
    return recipe
  }
}

extension TabularData {
  /// How another file of such rows is read.
  package var asked: DelimitedHabits { reading.naming(source.map(\.name)) }
}

extension Recipe {
  /// How a file of rows is read that are to go through it.
  package var asked: DelimitedHabits {
    reading.naming(columns.map(\.name) + [target?.column].compactMap { $0 })
  }
}

extension DelimitedHabits {
  /// The same of a file that has columns of these names.
  fileprivate func naming(_ columns: [String]) -> DelimitedHabits {
    var result = self
    result.names = columns
    return result
  }
}

extension TabularData {
  /// Whether a step computes the target, and nothing else is made of it.
  private var computesTarget: (FittedStep) -> Bool {
    guard let target, !steps.contains(where: { $0.columnsTaken.contains(target) }) else {
      return { _ in false }
    }
    return { $0.computed?.name == target }
  }

  /// The formula of a target that is computed of columns as the file has them; `nil` for any other.
  var targetFormula: Formula? {
    guard let place = steps.firstIndex(where: computesTarget),
      let formula = steps[place].computed?.formula
    else { return nil }
    let others = Set(
      steps[..<place].flatMap { step in
        step.columnsMade + step.changes.filter { $0.change != .drop }.map(\.column)
      })
    return others.isDisjoint(with: formula.columns) ? formula : nil
  }
}
