import Data
import Formats

extension RecordColumns {
  /// The columns with the kind that their values have: raw rows as a file would give them.
  func table() throws -> TypedTable {
    TypedTable(
      try columns.map { column in
        TypedColumn(column.name, cells: try column.values.map { try Self.cell($0, column.name) })
      }, rowCount: count)
  }

  private static func cell(_ value: Value, _ name: String) throws -> RowCell {
    switch value {
    case .none: return .gap
    case .bool(let truth): return .truth(truth)
    case .text(let text): return .text(text)
    default:
      guard let number = value.number else {
        throw ValueProblem.wrongKind(
          of: "the column \(name)", expected: "numbers, texts, true, false or none",
          found: value.messageText)
      }
      return .number(number)
    }
  }
}
