import Data
import Formats
import Support

extension RecordColumns {
  /// The columns with the kind that their values have: raw rows as a file would give them.
  func table() throws -> TypedTable {
    TypedTable(
      try columns.map { TypedColumn($0.name, try Self.values($0.values, $0.name)) }, rowCount: count
    )
  }

  private static func values(_ values: [Value], _ name: String) throws -> ColumnValues {
    var (numbers, words): ([Double], [String?]) = ([], [])
    var isNumeric = true
    for value in values {
      switch value {
      case .none:
        numbers.append(.nan)
        words.append(nil)
      case .bool(let truth):
        isNumeric = false
        words.append(truth ? "true" : "false")
      case .text(let text):
        isNumeric = false
        words.append(text)
      default:
        guard let number = value.number else {
          throw ValueProblem.wrongKind(
            of: "the column \(name)", expected: "numbers, texts, true, false or none",
            found: value.messageText)
        }
        numbers.append(number)
        words.append(number.isNaN ? nil : NumberText.exact(number))
      }
    }
    guard isNumeric else { return TypedColumn(name, words: words).values }
    let isWhole =
      numbers.contains { !$0.isNaN } && numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    return isWhole ? .wholes(numbers) : .numbers(numbers)
  }
}
