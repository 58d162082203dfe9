import Support

/// Keys and what each does, as a page of a full screen shows them, and as many as a foot has room for.
enum KeyCard {
  /// A column of keys, and beside it what they do, broken between words at the width.
  static func lines(_ keys: [(String, String)], columns: Int) -> [String] {
    keys.flatMap { key, words in
      WordWrap.lines(of: words, columns: max(12, columns - keyColumns)).enumerated()
        .map { index, line in
          TextWidth.padded(index == 0 ? key : "", to: keyColumns) + line
        }
    }
  }

  /// The first that have room, each whole: what is cut is read as another key.
  static func foot(_ keys: [String], columns: Int) -> String {
    var line = ""
    for key in keys {
      let longer = line.isEmpty ? key : line + "  " + key
      if TextWidth.columns(of: longer) <= columns { line = longer }
    }
    return line
  }

  private static let keyColumns = 13
}
