import Support

/// Records of JSON, one a line, as a table of typed columns.
package enum JSONLines {
  static let columnLimit = 65_536

  /// Reads a table: a column for each name, in the order in which records first have them.
  ///
  /// Numbers and `null` alone make numbers, whole ones where all are; with anything else in it, a column is one of
  /// words. Every line must be a record; empty ones are skipped, and so is a byte order mark.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> TypedTable {
    var names: [String] = []
    var places: [String: Int] = [:]
    var columns: [[JSON]] = []
    var rows = 0
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = bytes[start...].split(omittingEmptySubsequences: false) { $0 == 0x0A }
    for (number, line) in lines.enumerated() {
      if number & 0xFF == 0xFF { try FormatError.checkInterrupt("JSON Lines") }
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let record: JSON
      do throws(JSON.Fault) {
        record = try JSON.read(Array(line), named: "line")
      } catch {
        throw FormatError(
          format: "JSON Lines", .line(number + 1), expected: error.expected, found: error.found)
      }
      guard case .object(let members) = record else {
        throw FormatError(
          format: "JSON Lines", .line(number + 1), expected: "a record in braces",
          found: String(record.description.prefix(40)))
      }
      for member in members {
        if places[member.name] == nil {
          guard names.count < columnLimit else {
            throw FormatError(
              format: "JSON Lines", .line(number + 1),
              expected: "at most \(NumberText.grouped(columnLimit)) names", found: "more")
          }
          places[member.name] = names.count
          names.append(member.name)
          columns.append([JSON](repeating: .null, count: rows))
        }
        if let place = places[member.name] { columns[place].append(member.value) }
      }
      rows += 1
      for place in columns.indices where columns[place].count < rows {
        columns[place].append(.null)
      }
    }
    return TypedTable(
      zip(names, columns).map { TypedColumn($0, values($1)) }, rowCount: rows)
  }

  private static func values(_ values: [JSON]) -> ColumnValues {
    var numbers: [Double] = []
    for value in values {
      if value == .null {
        numbers.append(.nan)
      } else if let number = value.double {
        numbers.append(number)
      } else {
        break
      }
    }
    guard numbers.count == values.count else {
      return ColumnKinds.values(PackedTexts(values.lazy.map(word)))
    }
    let isWhole = numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    return isWhole && numbers.contains { !$0.isNaN } ? .wholes(numbers) : .numbers(numbers)
  }

  private static func word(_ value: JSON) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    default: value.description
    }
  }
}
