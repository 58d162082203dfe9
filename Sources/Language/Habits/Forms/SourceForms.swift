import Catalog

/// Sources of data whose arguments stand without brackets: `data csv "a.csv", target="y"`.
struct SourceForms {
  let catalog: Catalog

  /// The line with brackets around the arguments; `nil` for lines without such a source.
  func line(for text: String) -> String? {
    let characters = Array(text)
    for source in catalog.names(of: [.source]) {
      guard let place = place(of: source, in: characters) else { continue }
      let rest = characters[place...]
      let end = bodyStart(rest) ?? rest.endIndex
      var given = PythonText.pieces(String(rest[..<end]), at: ",")
      guard let first = given.first, let file = fileName(first, of: source) else { continue }
      given[0] = file
      let body = end < rest.endIndex ? " " + String(rest[end...]) : ""
      let head = PythonText.trimmed(String(characters[..<place]))
      return "\(head)(\(given.joined(separator: ", ")))\(body)"
    }
    return nil
  }

  /// The line with options as `csv` writes them: `header=None`, `encoding=utf-8`.
  func options(for text: String) -> String? {
    guard let call = text.range(of: "csv(") else { return nil }
    let open = text.distance(from: text.startIndex, to: call.upperBound) - 1
    guard let (items, close) = PythonText.arguments(Array(text), from: open) else { return nil }
    let written = items.map { item -> String in
      switch PythonText.named(item) {
      case ("header", "None")?: return "header=false"
      case ("encoding", let name)?: return "encoding=" + name.filter { $0 != "-" }
      default: return item
      }
    }
    guard written != items else { return nil }
    return text[..<call.upperBound] + written.joined(separator: ", ")
      + text.dropFirst(close)
  }

  /// Where the arguments begin behind a source that stands first, or behind `data`, `=` or `,`.
  private func place(of source: String, in text: [Character]) -> Int? {
    let word = Array(source + " ")
    guard text.count > word.count else { return nil }
    for start in 0...(text.count - word.count)
    where text[start..<start + word.count].elementsEqual(word) {
      let before = PythonText.trimmed(String(text[..<start]))
      if before.isEmpty || before == "data" || before.hasSuffix(" data") || before.hasSuffix("=")
        || before.hasSuffix(",")
      {
        return start + word.count
      }
    }
    return nil
  }

  private func bodyStart(_ text: ArraySlice<Character>) -> Int? {
    var isInside = false
    return text.indices.first { place in
      if text[place] == "\"" { isInside.toggle() }
      return text[place] == "{" && !isInside
    }
  }

  /// A text, or a name of a file that stands without quotation marks.
  private func fileName(_ text: String, of source: String) -> String? {
    let bare = PythonText.unquoted(text)
    guard bare == text else { return "\"\(bare)\"" }
    let isName =
      !text.contains { " ()[]{}\"=".contains($0) } && catalog.files.named(text)?.source == source
    return isName ? "\"\(text)\"" : nil
  }
}
