import Formats

// Columns as people read them, by their names: as they came, and computed ones as they were computed, whatever later
// steps have made of both.

extension TabularData {
  /// Keeps the columns that a step has computed.
  mutating func keepMade(by step: FittedStep) {
    let names = step.columnsMade
    guard !names.isEmpty else { return }
    for part in Dataset.Part.allCases {
      guard let table = made[part], let now = now[part] else { continue }
      made.set(
        names.compactMap { now.column(named: $0) }
          .reduce(table.dropping(Set(names))) { $0.appending($1) }, as: part)
    }
  }

  /// A column of a part, also one that was left out since; `nil` where there is none of that name.
  package func column(named name: String, of part: Dataset.Part = .train) -> TypedColumn? {
    made[part]?.column(named: name) ?? raw[part]?.column(named: name)
  }

  /// The names that `column(named:)` knows.
  package var columnNames: [String] {
    let names = raw.train.names
    guard !made.train.columns.isEmpty else { return names }
    let known = Set(names)
    return names + made.train.names.filter { !known.contains($0) }
  }

  /// The training part's columns that are left, in the order in which they came to be.
  fileprivate var standing: [TypedColumn] {
    var columns = raw.train.columns
    for step in steps {
      let dropped = Set(step.changes.filter { $0.change == .drop }.map(\.column))
      if !dropped.isEmpty { columns.removeAll { dropped.contains($0.name) } }
      columns += step.columnsMade.compactMap { made.train.column(named: $0) }
    }
    return columns
  }
}

extension Dataset {
  /// The columns of the training part that are left, as they came, and those that were computed; empty for data without columns.
  package var standingColumns: [TypedColumn] { tabular?.standing ?? [] }

  /// A column of a part by its name, as it came or was computed, also the target and one that was left out.
  ///
  /// Throws for data without columns, and where there is none of that name.
  package func column(
    named name: String, of part: Part = .train
  ) throws(DataError) -> TypedColumn {
    guard let tabular, tabular.raw[part] != nil else {
      throw DataError(.recipe(.noColumns(data: self.name)))
    }
    guard let column = tabular.column(named: name, of: part) else {
      throw DataError(.table(.unknownColumn(name, known: tabular.columnNames, path: self.name)))
    }
    return column
  }
}
