import Support

/// Long lines of help and messages broken between words, since a terminal breaks inside them.
enum WrappedText {
  /// Further lines of a line stand below its text, two columns in, or further left where a word needs
  /// the room. A table is cut between its columns. A word wider than the window is left to the terminal.
  static func wrap(_ text: String, to columns: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var result: [String] = []
    var place = 0
    while place < lines.count {
      let end = lines[place...].firstIndex { !WrappedTable.isRow($0) } ?? lines.count
      let block = lines[place..<max(end, place + 1)]
      if block.allSatisfy({ $0.utf8.count <= longest }),
        block.contains(where: { TextWidth.columns(of: String($0)) > columns }),
        let table = WrappedTable(Array(block))?.lines(to: columns)
      {
        result += table
      } else {
        result += block.map { wrapLine(String($0), to: columns) }
      }
      place += block.count
    }
    return result.joined(separator: "\n")
  }

  /// Lines of a paragraph in one, so that it is broken once: prose of one margin, whose lines are long.
  static func joined(_ text: String) -> String {
    var result: [String] = []
    // How the word is written begins a line of its own.
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let isUsage = !word.isEmpty && line.drop { $0 == " " }.hasPrefix(word)
      if let last = result.last, isProse(last), isProse(line), margin(last) == margin(line),
        !isUsage,
        (last.split(separator: "\n").last?.count ?? 0) > 60
      {
        result[result.count - 1] = last + " " + line.drop { $0 == " " }
      } else {
        result.append(line)
      }
    }
    return result.joined(separator: "\n")
  }

  private static func margin(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  private static func isProse(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return !text.isEmpty && !WrappedTable.isRow(" " + text) && !text.hasPrefix("example: ")
  }

  /// One row of a text that goes on: `…` stands for the words that have no room.
  static func clipped(_ line: String, to columns: Int) -> String {
    let cut = TextWidth.truncate(line, to: columns)
    guard cut != line, let blank = cut.lastIndex(of: " ") else { return cut }
    return WordWrap.trimmed(String(cut[..<blank])) + " …"
  }

  private static let longest = 1 << 14

  private static func wrapLine(_ line: String, to columns: Int) -> String {
    // Nobody reads a line of many screens; it is no table, and its words are left as they are.
    guard columns >= 20, line.utf8.count <= longest, TextWidth.columns(of: line) > columns else {
      return line
    }
    let margin = String(line.prefix { $0 == " " })
    // Two columns: a name, then blanks, then what it means.
    let indent = min(hangingIndent(of: line) ?? margin.count + 2, columns * 2 / 3)
    let lines = WordWrap.lines(
      of: pieces(of: String(line.dropFirst(margin.count))), columns: columns, margin: margin
    ) { own in min(indent, max(margin.count + 2, columns - own)) }
    return lines.joined(separator: "\n")
  }

  /// Where the second of two columns begins.
  private static func hangingIndent(of line: String) -> Int? {
    let text = Array(line)
    let start = text.prefix { $0 == " " }.count
    guard
      let gap = text.indices.dropFirst(start).first(where: {
        text[$0] == " " && $0 + 1 < text.count && text[$0 + 1] == " "
      }), let next = text[gap...].firstIndex(where: { $0 != " " })
    else { return nil }
    return TextWidth.columns(of: String(text[..<next]))
  }

  /// Words, each with the blanks after it; a number stays with its unit.
  private static func pieces(of text: String) -> [String] {
    var joined: [String] = []
    for word in words(of: text).flatMap(WordCut.together) {
      let isUnit = units.contains(WordWrap.trimmed(word).filter { $0.isLetter || $0 == "%" })
      if isUnit, let last = joined.last, last.hasSuffix(" "), !last.hasSuffix("  "),
        last.first?.isNumber == true, last.dropLast().last?.isNumber == true
      {
        joined[joined.count - 1] += word
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  private static let units: Set<String> = [
    "B", "KB", "MB", "GB", "TB", "PB", "EB", "s", "ms", "min", "h", "%", "W", "J", "Wh", "kWh",
    "FLOPs",
    "FLOP", "GFLOP", "epochs", "epoch", "steps", "step", "samples", "sample", "parameters", "MACs",
  ]

  private static func words(of text: String) -> [String] {
    var pieces: [String] = []
    var isAfterBlank = true
    for character in text {
      if character == " " {
        pieces[pieces.count - 1].append(character)
        isAfterBlank = true
      } else if isAfterBlank {
        pieces.append(String(character))
        isAfterBlank = false
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }
}
