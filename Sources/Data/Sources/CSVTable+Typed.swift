import Formats
import Support

extension CSVTable {
  /// The columns with the kind that their fields have.
  func typed(_ path: String) throws(DataError) -> TypedTable {
    var typed: [TypedColumn] = []
    for column in columns.indices { typed.append(try self.typed(column, path)) }
    return TypedTable(typed, rowCount: rowCount)
  }

  private func typed(_ column: Int, _ path: String) throws(DataError) -> TypedColumn {
    let name = columns[column]
    var numbers: [Double] = []
    for row in (0..<rowCount).untilInterrupted {
      if let number = number(row: row, column: column) {
        numbers.append(number)
      } else if isMissing(row: row, column: column) {
        numbers.append(.nan)
      } else {
        break
      }
    }
    if numbers.count == rowCount {
      let isWhole = numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
      return TypedColumn(
        name, isWhole && numbers.contains { !$0.isNaN } ? .wholes(numbers) : .numbers(numbers))
    }
    let rest = (0..<rowCount).filter {
      number(row: $0, column: column) == nil && !isMissing(row: $0, column: column)
    }
    let numberCount = (0..<rowCount).count { number(row: $0, column: column) != nil }
    if let first = rest.first, numberCount > 4 * rest.count {
      throw DataError(
        .table(
          .notANumber(
            text: self[first, column], column: name, line: line(ofRow: first), path: path)))
    }
    let words = (0..<rowCount).map { row in
      isMissing(row: row, column: column) ? nil : self[row, column]
    }
    let category = TypedColumn(name, words: words)
    guard case .categories(_, let names) = category.values else { return category }
    let present = words.count { $0 != nil }
    return names.count <= 20 || names.count * 2 <= present
      ? category : TypedColumn(name, .texts(PackedTexts(words)))
  }
}
