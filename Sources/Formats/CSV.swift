import Support

/// Comma-separated values after RFC 4180, strict where a slip would shift the data.
package enum CSV {
  static let columnLimit = 65_536

  /// Reads a table; every row must have as many fields as the first.
  ///
  /// Lines end with LF, CRLF or CR; empty lines are skipped. A byte order mark is skipped. Bytes that are
  /// no UTF-8 are refused: two words of another encoding would be read as one. Without
  /// `header` the first row counts as one when none of its fields is a number and none is missing.
  package static func read(
    _ bytes: [UInt8], header: Bool? = nil, separator: UInt8 = 0x2C
  ) throws(FormatError) -> CSVTable {
    guard bytes.count < Int(UInt32.max) else {
      throw refuse(.wholeFile, "less than 4 GiB", NumberText.grouped(bytes.count))
    }
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      throw refuse(.line(1), "UTF-8 text", "UTF-16 text")
    }
    var scanner = CSVScanner(bytes, separator: separator)
    try scanner.scan()
    guard scanner.columnCount > 0 else {
      throw refuse(.wholeFile, "at least one row", "an empty file")
    }
    let first = (0..<scanner.columnCount).map { index in
      scanner.fields[(index == 0 ? 0 : Int(scanner.ends[index - 1]))..<Int(scanner.ends[index])]
    }
    let hasHeader =
      header ?? !first.contains { number($0) != nil || ($0.count > 0 && isMissing($0)) }
    return CSVTable(
      columns: try columnNames(hasHeader ? first : nil, count: scanner.columnCount),
      hasHeader: hasHeader, bytes: scanner.fields, ends: scanner.ends, lines: scanner.lines)
  }

  /// Reads a table from text.
  package static func read(_ text: String, header: Bool? = nil) throws(FormatError) -> CSVTable {
    try read(Array(text.utf8), header: header)
  }

  /// A number with blanks around it; hexadecimal notation and words such as `inf` are none.
  static func number(_ field: ArraySlice<UInt8>) -> Double? {
    let digits = trimmed(field)
    guard !digits.isEmpty,
      digits.allSatisfy({ byte in
        (byte >= 0x30 && byte <= 0x39) || byte == 0x2E || byte == 0x2B || byte == 0x2D
          || byte == 0x65 || byte == 0x45
      })
    else { return nil }
    // `1e400` would be infinite, which no reader of the table expects.
    return Double(String(decoding: digits, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  static func isMissing(_ field: ArraySlice<UInt8>) -> Bool {
    let word = trimmed(field)
    if word.isEmpty { return true }
    guard word.count <= 4 else { return false }
    return ["?", "na", "n/a", "nan", "null", "none"].contains(
      String(decoding: word, as: UTF8.self).lowercased())
  }

  private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field
    while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
    while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
    return field
  }

  /// A name that is empty becomes that of its place; a name met twice could not be asked for.
  private static func columnNames(
    _ header: [ArraySlice<UInt8>]?, count: Int
  ) throws(FormatError) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for index in 0..<count {
      var name = header.map { String(decoding: trimmed($0[index]), as: UTF8.self) } ?? ""
      if name.isEmpty { name = "column_\(index + 1)" }
      guard known.insert(name).inserted else {
        throw refuse(.line(1), "different column names", "`\(name)` twice")
      }
      names.append(name)
    }
    return names
  }

  static func refuse(
    _ place: FormatError.Place, _ expected: String, _ found: String
  ) -> FormatError {
    FormatError(format: "CSV", place, expected: expected, found: found)
  }
}
