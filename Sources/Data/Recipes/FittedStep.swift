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

  /// All facts.
  package init(_ word: String, options: String = "", remark: String = "", _ changes: [Change]) {
    (self.word, self.options, self.remark, self.changes) = (word, options, remark, changes)
  }

  /// The table after the step; columns that it does not have are none of its business.
  package func applied(to table: TypedTable) -> TypedTable {
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
