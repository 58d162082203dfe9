/// Texts with values in them, `f"{x}"`: here values stand beside texts.
enum FormattedForms {
  /// `print(f"loss {x}")` as `print("loss", x)`; `nil` where nothing of the kind stands in a `print`, or alone.
  static func line(for text: String) -> String? {
    guard let start = text.range(of: "f\"")?.lowerBound else { return nil }
    let before = text[..<start]
    guard before.last.map({ !PythonText.isWordPart($0) }) ?? true else { return nil }
    let rest = text[start...].dropFirst(2)
    guard let end = rest.firstIndex(of: "\"") else { return nil }
    let parts = parts(of: rest[..<end])
    guard let parts, !parts.isEmpty, parts.count == 1 || before.hasPrefix("print") else {
      return nil
    }
    return before + parts.joined(separator: ", ") + rest[rest.index(after: end)...]
  }

  /// `"loss", x`; `nil` where a bracket has no end, or nothing in it.
  private static func parts(of text: Substring) -> [String]? {
    var (found, rest) = ([String](), text)
    while let open = rest.firstIndex(of: "{") {
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(of: "}"), !inner[..<close].contains("{") else {
        return nil
      }
      let said = inner[..<close].split(separator: ":", maxSplits: 1)
      guard let value = said.first else { return nil }
      add(rest[..<open], to: &found)
      found.append(said.count == 1 ? String(value) : "format(\"{:\(said[1])}\", \(value))")
      rest = inner[inner.index(after: close)...]
    }
    add(rest, to: &found)
    return found
  }

  /// A text between values, without the blanks that `print` sets anyway.
  private static func add(_ text: Substring, to found: inout [String]) {
    let shown = text.drop { $0 == " " }
    let end = shown.lastIndex { $0 != " " }
    if let end { found.append("\"\(shown[...end])\"") }
  }
}
