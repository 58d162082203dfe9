import CLibraries
import Support

/// The values of a column as they come, row by row.
struct SQLiteColumn {
  /// Whether every value is kept as its text.
  private let isWords: Bool
  private var numbers: [Double] = []
  private var texts = PackedTexts()
  private var hasValues = false
  private var hasReals = false
  private var hasNumbers = false
  private var hasTexts = false
  /// Texts among numbers, or whole numbers that a `Double` does not have: to be read again as words.
  private(set) var isMixed = false
  /// What the last value takes, in bytes.
  private(set) var lastByteCount = 8

  init(isWords: Bool) { self.isWords = isWords }

  /// Appends the value of the row; refuses bytes that are no text.
  mutating func append(_ index: Int, of statement: SQLiteStatement) -> Bool {
    lastByteCount = 8
    switch statement.type(index) {
    case SQLITE_NULL:
      appendMissing()
    case SQLITE_INTEGER where !isWords:
      let whole = statement.whole(index)
      append(Double(exactly: whole))
    case SQLITE_FLOAT where !isWords:
      hasReals = true
      append(statement.number(index))
    case SQLITE_BLOB:
      return false
    default:
      hasTexts = true
      isMixed = isMixed || hasNumbers
      guard !isMixed else { break }
      if texts.count == 0 { for _ in numbers { texts.appendMissing() } }
      lastByteCount += statement.appendText(index, to: &texts)
    }
    return true
  }

  private mutating func append(_ number: Double?) {
    hasNumbers = true
    isMixed = isMixed || hasTexts || number == nil
    if !isMixed, let number { numbers.append(number) }
  }

  private mutating func appendMissing() {
    guard !isMixed else { return }
    if hasTexts { texts.appendMissing() } else { numbers.append(.nan) }
  }

  /// The column of so many rows.
  func values(rows: Int) -> ColumnValues {
    if hasTexts { return ColumnKinds.values(texts) }
    return hasNumbers && !hasReals ? .wholes(numbers) : .numbers(numbers)
  }
}
