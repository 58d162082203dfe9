extension DelimitedOptions {
  /// All words that stand for a missing value: those of the user beside the usual ones.
  var missingWords: [String] {
    guard let missing = missing ?? habits?.missing else { return Self.missingMarks }
    return missing.isEmpty ? [] : Self.missingMarks + missing
  }
}

extension DelimitedOptions {
  /// What a column holds, whatever it looks like; `nil` to find out.
  func kind(of column: String) -> ColumnKind? { kinds[column] ?? habits?.kinds[column] }

  /// Whether the month comes first where a column leaves that open; `nil` where nobody has said so.
  var dayOrder: Bool? { monthFirst ?? habits?.monthFirst }
}

extension TextEncoding {
  /// The encoding that people mean by a name, however it is written: `UTF-8`, `cp1252`, `iso-8859-1`.
  package init?(named name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "utf8", "utf8sig", "ascii", "usascii": self = .utf8
    case "utf16", "utf16le", "utf16be", "ucs2", "unicode": self = .utf16
    case "latin1", "latin", "l1", "iso88591", "cp1252", "windows1252", "win1252", "ansi":
      self = .latin1
    default: return nil
    }
  }

  /// Further names that can be written without quotation marks.
  package static let otherNames = ["cp1252", "windows1252", "ansi"]
}
