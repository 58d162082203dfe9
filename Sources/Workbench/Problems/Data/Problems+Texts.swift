import Data
import Support

/// How mistakes about texts, their windows and tokens are worded.
extension Problems {
  /// `word` is the source or step.
  static func words(of error: TextError, word: String) -> Words {
    switch error {
    case .needsText(let data, let isCut):
      return isCut
        ? (
          "E0524", "\(lead(word))\(data) is cut into tokens already",
          "cut the text itself: data text(\"…\") { \(word) 32 }"
        )
        : (
          "E0524", "\(word) cuts a text into windows, and \(data) is none",
          "write data text(\"…\") { \(word) 32 }"
        )
    case .noTextColumn(let data, let target):
      return (
        "E0524",
        "\(word) turns a table's columns of texts into numbers, and \(data) has none"
          + (target.map { " beside its target \(quotedName($0))" } ?? ""),
        target.map { "where \(quotedName($0)) is the text, name another column: target=\"…\"" }
          ?? "`\(word) 32, columns=[\"…\"]` takes words that are few for texts"
      )
    case .needsWindows(let data, let isText):
      return (
        "E0524",
        isText
          ? "\(word) hides tokens of windows, and \(data) is not cut yet"
          : "\(word) hides tokens of a text, and \(data) is none",
        "write data text(\"…\") { chars 24; \(word) 15% }"
      )
    case .needsPairs(let data):
      return (
        "E0524", "\(word) numbers pairs of texts, and \(data) has none",
        "write data generated(number_names, 5k) { \(word) characters, source=16, target=32 }"
      )
    case .longText(let part, let row, let input, let tokens, let limit):
      return (
        "E0526",
        "\(lead(word))row \(NumberText.grouped(row)) of \(part.rawValue) needs "
          + "\(NumberText.grouped(tokens)) tokens as `\(input)`, more than \(NumberText.grouped(limit))",
        "\(input)=\(tokens) is enough; left out, the longest text decides"
      )
    case .shortText(let part, let unit, let available, let needed):
      return (
        "E0526",
        "\(lead(word))the \(part.rawValue) part has \(NumberText.grouped(available)) \(unit), but a window "
          + "with what comes next needs \(NumberText.grouped(needed))",
        available > 1
          ? "cut windows of at most \(NumberText.grouped(available - 1))" : "give it more text"
      )
    case .lineCounts(let paths, let counts):
      let sides = zip(paths, counts).map { "\(quotedName($0)) has \(count($1, "line"))" }
      return (
        "E0584", "\(lead(word))\(list(sides, "and")), but pairs need as many in both",
        "line n of one file belongs to line n of the other; empty lines count too"
      )
    case .isText(let data):
      return (
        "E0525", "\(word) computes with numbers, but those of \(data) stand for text",
        "an embedding in the model turns tokens into numbers"
      )
    }
  }
}
