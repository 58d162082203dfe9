/// What is drawn, as Python writes it, in this language's words: `[i**2 for i in x]`, `h.history['loss']`.
enum ChartValue {
  /// The same; what is written alike in both languages stays as it is.
  static func line(_ text: String) -> String {
    var text = PythonText.trimmed(text)
    while let end = endings.first(where: { text.hasSuffix($0) && text.count > $0.count }) {
      text = String(text.dropLast(end.count))
    }
    if text.hasPrefix("lambda "), let colon = text.firstIndex(of: ":") {
      let name = PythonText.trimmed(String(text[..<colon].dropFirst(7)))
      text = "\(name) -> \(PythonText.trimmed(String(text[text.index(after: colon)...])))"
    }
    text = measured(text) ?? whole(text) ?? text
    if text.hasPrefix("("), PythonText.unbracketed(text) != text, text.contains(",") {
      text = "[" + PythonText.unbracketed(text) + "]"
    }
    return PythonText.doubleQuoted(replaced(text, "**", by: "^"))
  }

  /// Conversions that mean nothing here.
  private static let endings = [
    ".numpy()", ".values", ".tolist()", ".detach()", ".cpu()", ".to_numpy()", ".item()",
  ]

  /// `history.history['loss']`: a curve of a run.
  private static func measured(_ text: String) -> String? {
    guard let found = text.range(of: ".history["), text.last == "]" else { return nil }
    let key = PythonText.unquoted(String(text[found.upperBound...].dropLast()))
    return PythonText.isWord(key) ? "r.\(key)" : nil
  }

  /// `[i * i for i in x]`: all numbers of x at once.
  private static func whole(_ text: String) -> String? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let parts = PythonText.pieces(String(text.dropFirst().dropLast()), at: " for ")
    guard parts.count == 2 else { return nil }
    let loop = PythonText.pieces(parts[1], at: " in ")
    guard loop.count == 2, PythonText.isWord(loop[0]),
      PythonText.pieces(loop[1], at: " if ").count == 1
    else { return nil }
    let source = PythonText.isAtom(loop[1]) ? loop[1] : "(\(loop[1]))"
    var (result, word) = ("", "")
    for character in parts[0] + " " {
      if PythonText.isWordPart(character) {
        word.append(character)
      } else {
        result += (word == loop[0] ? source : word) + String(character)
        word = ""
      }
    }
    return PythonText.trimmed(result)
  }

  private static func replaced(_ text: String, _ part: String, by other: String) -> String {
    var (result, rest) = ("", text)
    while let found = rest.range(of: part) {
      result += rest[..<found.lowerBound] + other
      rest = String(rest[found.upperBound...])
    }
    return result + rest
  }
}

extension PythonText {
  /// 'a' as "a", where no other quotation marks are in the way.
  static func doubleQuoted(_ text: String) -> String {
    text.contains("\"") ? text : String(text.map { $0 == "'" ? "\"" : $0 })
  }
}
