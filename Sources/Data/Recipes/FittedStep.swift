import Formats

/// One line of a recipe: a step with what it has learnt of each column.
package struct FittedStep: Equatable, Sendable {
  /// One column's part.
  package struct Change: Equatable, Sendable {
    /// Which column.
    package let column: String
    /// What is done to it.
    package let change: ColumnChange

    /// A change of a column.
    package init(_ column: String, _ change: ColumnChange) {
      (self.column, self.change) = (column, change)
    }
  }

  /// The step as the language calls it: `impute`.
  package let word: String
  /// What stands behind the word when it is written again, without columns: `median`; empty for nothing.
  package let options: String
  /// Why it was chosen, or what it has learnt: `77 % are missing`; empty for nothing.
  package let remark: String
  /// At most one for each column.
  package let changes: [Change]
  /// A column that is computed of others; `nil` for steps on columns that are there.
  package let computed: Computed?
  /// Columns of what stood in earlier rows; `nil` for other steps.
  package let lags: RowLags?

  /// A new column.
  package struct Computed: Equatable, Sendable {
    /// Its name.
    package let name: String
    /// What it is.
    package let formula: Formula
  }

  /// All facts.
  package init(_ word: String, options: String = "", remark: String = "", _ changes: [Change]) {
    (self.word, self.options, self.remark, self.changes) = (word, options, remark, changes)
    (computed, lags) = (nil, nil)
  }

  /// A column computed of others.
  package init(column: String, _ formula: Formula) {
    (word, options, remark, changes) = ("column", "", "", [])
    (computed, lags) = (Computed(name: column, formula: formula), nil)
  }

  /// Columns of earlier rows.
  init(_ lags: RowLags) {
    (word, options, remark, changes) = (lags.isDifference ? "difference" : "lag", "", "", [])
    (computed, self.lags) = (nil, lags)
  }

  /// The columns that new ones are made of.
  var columnsTaken: [String] {
    (computed?.formula.columns ?? []) + [lags?.column, lags?.group].compactMap { $0 }
  }

  /// The names of the columns that it makes of others.
  var columnsMade: [String] { [computed?.name].compactMap { $0 } + (lags?.names ?? []) }

  /// Whether nothing is to be done.
  package var isEmpty: Bool { changes.isEmpty && computed == nil && lags == nil }

  /// The table after the step; columns that it does not have are none of its business.
  package func applied(to table: TypedTable) -> TypedTable {
    if let computed {
      // A row that lacks what it takes has nothing there, and is refused as one with a gap.
      let numbers =
        (try? computed.formula.numbers(of: table))
        ?? [Double](repeating: .nan, count: table.rowCount)
      return table.appending(TypedColumn(computed.name, .numbers(numbers)))
    }
    if let lags { return lags.applied(to: table) }
    let changes = Dictionary(
      self.changes.map { ($0.column, $0.change) }, uniquingKeysWith: { first, _ in first })
    return table.mapColumns { column in
      changes[column.name]?.applied(to: column) ?? [column]
    }
  }

  /// The names of the columns of 0 and 1 that it makes.
  var indicators: [String] {
    changes.flatMap { change -> [String] in
      guard case .oneHot(let words) = change.change else { return [] }
      return words.map { "\(change.column)_\($0)" }
    }
  }
}
