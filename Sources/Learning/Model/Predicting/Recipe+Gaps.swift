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
    guard case .gaps(let column, let row, _)? = gaps(in: table).first else { return }
    throw .missingValue(column: column, row: row)
  }

  /// Rows without a word where one would become columns of 0 and 1, told for each column: all of these are 0 then, as they
  /// were for such rows of training, if it had some.
  package func gaps(in table: TypedTable) -> [RecipeNote] {
    askedColumns.compactMap { schema in
      guard needsWord(in: schema), let column = table.column(named: schema.name) else { return nil }
      let rows = column.rowsWithoutWord(of: schema.words)
      return rows.first.map {
        .gaps(column: column.name, row: table.origin(of: $0), rows: rows.count)
      }
    }
  }
}

extension TypedColumn {
  /// The rows where nothing stands, or a mark that files have for it and that is none of these words.
  fileprivate func rowsWithoutWord(of words: [String]) -> [Int] {
    guard case .categories(let codes, let names) = values else {
      return (0..<count).untilInterrupted.filter { values.isMissing($0) }
    }
    let known = Set(words)
    let areMarks = names.map { !known.contains($0) && Self.isMark($0) }
    return codes.indices.untilInterrupted.filter { row in
      let code = Int(codes[row])
      return code < 0 || areMarks.indices.contains(code) && areMarks[code]
    }
  }

  /// Whether a text stands for nothing: blanks, or what files write for a gap.
  private static func isMark(_ text: String) -> Bool {
    let small = text.lowercased()
    return small.allSatisfy { $0 == " " }
      || DelimitedOptions.missingMarks.contains { $0.lowercased() == small }
  }
}
