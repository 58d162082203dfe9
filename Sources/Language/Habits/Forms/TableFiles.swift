import Catalog

/// A table's file where its name stands by itself, or behind a word that opens files elsewhere: `people.csv`,
/// `table(people.csv)`, `open "people.csv"`.
struct TableFiles {
  let files: FileSignatures

  /// `d = data csv("people.csv")`; `nil` for other lines.
  func line(for text: String) -> String? {
    var (target, rest) = ("d", PythonText.trimmed(text))
    if let (name, value) = PythonText.named(rest) { (target, rest) = (name, value) }
    for opening in Self.openings where rest.hasPrefix(opening) {
      let behind = rest.dropFirst(opening.count)
      guard let first = behind.first, first == " " || first == "(" else { continue }
      rest = PythonText.trimmed(String(behind))
      if rest.hasPrefix("("), rest.hasSuffix(")") {
        rest = PythonText.trimmed(String(rest.dropFirst().dropLast()))
      }
      break
    }
    for mark in ["\"", "'"] where rest.count > 2 && rest.hasPrefix(mark) && rest.hasSuffix(mark) {
      rest = String(rest.dropFirst().dropLast())
    }
    guard rest.contains("."), rest.first?.isNumber == false,
      rest.allSatisfy({ PythonText.isWordPart($0) || "./-".contains($0) }),
      let source = files.named(rest)?.source, source == "csv"
    else { return nil }
    return "\(target) = data \(source)(\"\(rest)\")"
  }

  private static let openings = [
    "open", "read", "table", "data", "import", "show", "print", "view", "csv",
  ]
}
