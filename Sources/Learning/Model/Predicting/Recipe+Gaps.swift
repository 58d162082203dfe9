import Data
import Formats

extension Recipe {
  /// Whether rows need a word in this column: it becomes columns of 0 and 1, and no step before puts a word where nothing
  /// stands.
  ///
  /// Such a row would be 0 in all of them, which none of training was.
  package func needsWord(in column: ColumnSchema) -> Bool {
    guard column.kind == .category else { return false }
    for change in steps.lazy.flatMap(\.changes) where change.column == column.name {
      switch change.change {
      case .fillWord, .drop: return false
      case .oneHot: return true
      default: continue
      }
    }
    return false
  }

  /// Refuses rows without a word where they need one; rows are told by where they came from.
  package func requireWords(in table: TypedTable) throws(RecipeError) {
    for schema in askedColumns where needsWord(in: schema) {
      guard let column = table.column(named: schema.name) else { continue }
      if let row = (0..<column.count).first(where: { column.hasNoWord(in: $0, of: schema.words) }) {
        throw .missingValue(column: column.name, row: table.origin(of: row))
      }
    }
  }
}

extension TypedColumn {
  /// Whether nothing stands in a row, or a mark that files have for it and that is none of these words.
  fileprivate func hasNoWord(in row: Int, of words: [String]) -> Bool {
    if values.isMissing(row) { return true }
    guard case .categories(let codes, let names) = values, names.indices.contains(Int(codes[row]))
    else { return false }
    let name = names[Int(codes[row])]
    guard !words.contains(name) else { return false }
    let small = name.lowercased()
    return small.allSatisfy { $0 == " " }
      || DelimitedOptions.missingMarks.contains { $0.lowercased() == small }
  }
}
