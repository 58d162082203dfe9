/// Dictionaries as Python and others write them, as records: `{'a': 1}`, `{0: 1}`, `{a=1}`, `dict(a=1)`.
///
/// Only text is looked at; whoever offers a line parses it first.
enum RecordForms {
  /// The line with its first such dictionary rewritten, and those inside it; `nil` where there is none.
  static func line(for text: String) -> String? {
    let characters = Array(text)
    guard let (start, open) = place(characters), let found = record(characters, from: open),
      found.isForeign || start < open
    else { return nil }
    return String(characters[..<start]) + found.text + String(characters[(found.end + 1)...])
  }

  /// Where the first dictionary starts, and its bracket: `dict` stands before one of its own.
  private static func place(_ text: [Character]) -> (start: Int, open: Int)? {
    var quote: Character?
    for (index, character) in text.enumerated() {
      if let mark = quote {
        if character == mark { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "{", mayStandBehind(text[..<index]) {
        return (index, index)
      } else if character == "(", let start = dictWord(text[..<index]) {
        return (start, index)
      }
    }
    return nil
  }

  /// Whether a value may follow; braces behind other words are bodies.
  private static func mayStandBehind(_ text: ArraySlice<Character>) -> Bool {
    guard let last = text.last(where: { $0 != " " && $0 != "\n" }) else { return true }
    if "=([,:>".contains(last) { return true }
    let word = text.reversed().drop { $0 == " " }.prefix(while: PythonText.isWordPart).reversed()
    return ReservedWords.isVerb(String(word))
  }

  private static func dictWord(_ text: ArraySlice<Character>) -> Int? {
    let start = text.endIndex - 4
    guard start >= 0, text.suffix(4) == Array("dict")[...],
      start == 0 || !PythonText.isWordPart(text[start - 1]) && text[start - 1] != "."
    else { return nil }
    return start
  }

  /// The record from a bracket to its partner; `isForeign` where anything of it is written otherwise
  /// here.
  private static func record(
    _ text: [Character], from open: Int
  ) -> (text: String, end: Int, isForeign: Bool)? {
    guard let (items, end) = PythonText.arguments(text, from: open) else { return nil }
    var fields: [String] = []
    var isForeign = false
    for item in items {
      guard let field = field(item) else { return nil }
      fields.append("\(field.name): \(field.value)")
      isForeign = isForeign || field.isForeign
    }
    return ("{\(fields.joined(separator: ", "))}", end, isForeign)
  }

  private static func field(_ item: String) -> (name: String, value: String, isForeign: Bool)? {
    let parts = PythonText.pieces(item, at: ":")
    if parts.count == 1, let (name, value) = PythonText.named(item) {
      return (name, self.value(value), true)
    }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    let value = value(parts[1])
    if PythonText.isWord(parts[0]) { return (parts[0], value, value != parts[1]) }
    let bare = PythonText.unquoted(parts[0])
    if bare != parts[0] {
      let name = PythonText.isWord(bare) ? bare : "\"\(bare)\""
      return (name, value, parts[0].hasPrefix("'") || value != parts[1])
    }
    guard Double(bare) != nil else { return nil }
    return ("\"\(bare)\"", value, true)
  }

  /// A text stays one: unlike an option's it is no word of the language.
  private static func value(_ text: String) -> String {
    let bare = PythonText.unquoted(text)
    if bare != text { return "\"\(bare)\"" }
    let characters = Array(text)
    if let (start, open) = place(characters), start == 0,
      let found = record(characters, from: open), found.end == characters.count - 1,
      found.isForeign || start < open
    {
      return found.text
    }
    if text.hasPrefix("["), let (items, end) = PythonText.arguments(characters, from: 0),
      end == characters.count - 1
    {
      let values = items.map(value)
      return values == items ? text : "[\(values.joined(separator: ", "))]"
    }
    return LayerTranslation.value(text)
  }
}
