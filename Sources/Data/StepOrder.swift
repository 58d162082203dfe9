import Formats
import Support

/// A step that takes what stands in columns, and runs before all steps that change values.
protocol ValueReader: DataStep {
  /// The columns that it takes.
  var columnsTaken: [String] { get }
  /// The columns that it makes of them.
  var columnsMade: [String] { get }
  /// What it makes is the same, whether what it takes is changed before or its own columns afterwards.
  var commutes: Bool { get }
}

extension ValueReader {
  var columnsMade: [String] { [] }
  var commutes: Bool { false }
}

/// What is told of the order in which the lines of a block act: a step that takes values takes them as the file has
/// them, also where a step that changes them stands before it.
struct StepOrder {
  private var readers: [(place: Int, word: String, step: any ValueReader)] = []
  /// Where words were cleaned, and of which columns; of all where none is named.
  private var cleanings: [(place: Int, columns: ColumnUse.Names)] = []
  /// Where rows were left out for gaps, and the columns that had some.
  private var droppings: [(place: Int, word: String, columns: [String])] = []

  /// A step has been done: what it took is remembered, and what it changed is told where it stands before who took it.
  mutating func note(
    _ prepared: DataPipeline.Prepared, from before: TabularData?, to after: TabularData?,
    _ record: DataRecord
  ) {
    if prepared.step is CleanColumns {
      cleanings.append((prepared.place, prepared.step.columnUse.changes))
    }
    if let reader = prepared.step as? any ValueReader {
      tellCleaned(prepared, reader, before, record)
      if reader is KeepRows, !prepared.isHeld, let before {
        tellChanged(prepared, reader, before, record)
      }
      readers.append((prepared.place, prepared.line.word, reader))
    }
    noteGaps(prepared, from: before, to: after, record)
    guard !readers.isEmpty, !prepared.step.runsFirst, !(prepared.step is TimeWindows) else {
      return
    }
    if prepared.step is Relabel {
      for reader in readers where reader.place > prepared.place && reader.step is Balance {
        record.notes.append(
          .takenAsRead(
            after?.target ?? "", by: reader.word, before: prepared.line.word, remedy: .secondBlock))
      }
    }
    guard let before, let after else { return }
    let fitted = after.steps.dropFirst(before.steps.count)
    for reader in readers where reader.place > prepared.place {
      tell(reader.word, reader.step, prepared.line.word, Array(fitted), before, record)
    }
  }

  /// Columns that are made of words which a later line cleans.
  private func tellCleaned(
    _ prepared: DataPipeline.Prepared, _ reader: any ValueReader, _ before: TabularData?,
    _ record: DataRecord
  ) {
    let later = cleanings.filter { $0.place > prepared.place }
    var taken = reader.columnsTaken
    if let step = prepared.step as? any EarlierRowStep {
      taken += [step.asked.group].compactMap { $0 }
    }
    for name in taken
    where later.contains(where: { $0.columns.meet(.these([name])) })
      && before?.now.train.column(named: name)?.kind == .category
    {
      record.notes.append(.takenAsChanged(name, by: prepared.line.word, after: "clean"))
    }
  }

  /// What would fill gaps has none to fill where their rows are left out before.
  private mutating func noteGaps(
    _ prepared: DataPipeline.Prepared, from before: TabularData?, to after: TabularData?,
    _ record: DataRecord
  ) {
    if let drop = prepared.step as? DropMissing, let before, let after,
      Dataset.Part.allCases.contains(where: { before.raw[$0]?.rowCount != after.raw[$0]?.rowCount })
    {
      let names = drop.names.isEmpty ? before.features.map(\.name) : drop.names
      let columns = names.filter { before.isSomewhereMissing($0) }
      droppings.append((prepared.place, prepared.line.word, columns))
    }
    let filled = (prepared.step as? Impute)?.names
    guard filled != nil || prepared.step is Prepare else { return }
    for drop in droppings where drop.place > prepared.place {
      let column = drop.columns.first { filled?.isEmpty != false || filled?.contains($0) == true }
      guard let column else { continue }
      record.notes.append(
        .takenAsRead(column, by: drop.word, before: prepared.line.word, remedy: .otherColumns))
    }
  }

  private func tell(
    _ word: String, _ reader: any ValueReader, _ changer: String, _ fitted: [FittedStep],
    _ before: TabularData, _ record: DataRecord
  ) {
    var changed: Set<String> = []
    for change in fitted.lazy.flatMap(\.changes)
    where change.change.isFelt(in: before, change.column) {
      changed.insert(change.column)
    }
    guard let column = reader.columnsTaken.first(where: changed.contains) else { return }
    let made = reader.columnsMade
    if reader.commutes, made.allSatisfy(changed.contains) { return }
    let remedy: DataNote.OrderRemedy
    switch reader {
    case is KeepRows: remedy = .asRead
    default: remedy = reader.commutes ? .alsoMade(made) : .secondBlock
    }
    record.notes.append(.takenAsRead(column, by: word, before: changer, remedy: remedy))
  }

  /// A condition on columns that an earlier block has changed.
  private func tellChanged(
    _ prepared: DataPipeline.Prepared, _ reader: any ValueReader, _ before: TabularData,
    _ record: DataRecord
  ) {
    for step in before.steps.reversed() {
      let changed = step.changes.first {
        reader.columnsTaken.contains($0.column) && $0.change.isFelt(in: before, $0.column)
      }
      if let changed {
        record.notes.append(
          .takenAsChanged(changed.column, by: prepared.line.word, after: step.word))
        return
      }
    }
  }
}

extension ColumnChange {
  /// Whether who takes a column's values would have taken others behind it.
  fileprivate func isFelt(in tabular: TabularData, _ column: String) -> Bool {
    switch self {
    case .clip, .scale, .logarithm, .bins, .days: true
    case .fillNumber, .fillWord:
      Dataset.Part.allCases.contains { part in
        guard let column = tabular.raw[part]?.column(named: column) else { return false }
        return (0..<column.count).untilInterrupted.contains { column.values.isMissing($0) }
      }
    // What is words before is none afterwards, and words that are cleaned are cleaned first.
    case .drop, .oneHot, .ordinal, .clean, .tokens: false
    }
  }
}
