import Formats

/// The rows of a table in the parts of a data set.
package struct TableParts: Sendable {
  /// What is learnt from.
  package internal(set) var train: TypedTable
  /// What measures while a model learns; `nil` without one.
  package internal(set) var validation: TypedTable?
  /// What measures at the end; `nil` without one.
  package internal(set) var test: TypedTable?

  /// All rows as what is learnt from.
  init(_ train: TypedTable) { self.train = train }

  /// A part; `nil` where there is none.
  package subscript(part: Dataset.Part) -> TypedTable? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }

  /// Makes a part of rows.
  mutating func set(_ table: TypedTable, as part: Dataset.Part) {
    switch part {
    case .train: train = table
    case .validation: validation = table
    case .test: test = table
    }
  }

  /// One part as all there is; `nil` where there is none.
  func only(_ part: Dataset.Part) -> TableParts? { self[part].map { TableParts($0) } }

  /// The memory of all parts.
  var byteCount: Int {
    Dataset.Part.allCases.reduce(0) { $0 + (self[$1]?.byteCount ?? 0) }
  }
}
