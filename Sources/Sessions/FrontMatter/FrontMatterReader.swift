/// A value of front matter; scalars stay text until a key asks for more.
package indirect enum FrontMatterValue: Equatable, Sendable {
  case text(String)
  case list([FrontMatterValue])
  case map([FrontMatterEntry])
}

/// A key with its value and the line it stands on.
package struct FrontMatterEntry: Equatable, Sendable {
  /// The word before the colon, quotes taken off.
  package var key: String
  /// What stands behind it; an empty text where nothing does.
  package var value: FrontMatterValue
  /// The line of the file, counted from 1; 0 for an entry inside braces.
  package var line: Int
}

/// A problem of front matter and its line.
struct LocatedProblem: Error {
  var line: Int
  var problem: FrontMatterProblem
}

/// Reads the small part of YAML that front matter may use.
///
/// `key: value`, `key: {a: b}`, `key: [a, b]`, `- item` lines under a key, comments, quoted texts.
struct FrontMatterReader {
  private let lines: [(number: Int, text: String)]

  init(lines: [(number: Int, text: String)]) { self.lines = lines }

  mutating func read() throws(LocatedProblem) -> [FrontMatterEntry] {
    var entries: [FrontMatterEntry] = []
    var listIsOpen = false
    for (number, text) in lines {
      do {
        let content = trimmed(text)
        if content.isEmpty || content.hasPrefix("#") { continue }
        if content == "-" || content.hasPrefix("- ") {
          guard listIsOpen, let last = entries.last else {
            throw FrontMatterProblem.notAKey(text: content)
          }
          let item = try value(String(content.dropFirst(1)), depth: 1)
          var items: [FrontMatterValue] = []
          if case .list(let earlier) = last.value { items = earlier }
          entries[entries.count - 1].value = .list(items + [item])
          continue
        }
        let (key, rest) = try keyAndRest(text, content)
        listIsOpen = rest.isEmpty || rest.hasPrefix("#")
        let read = listIsOpen ? FrontMatterValue.text("") : try value(rest, depth: 0)
        entries.append(FrontMatterEntry(key: key, value: read, line: number))
      } catch let problem as FrontMatterProblem {
        throw LocatedProblem(line: number, problem: problem)
      } catch {
        throw LocatedProblem(line: number, problem: .unexpected(text: text))
      }
    }
    return entries
  }

  private func keyAndRest(
    _ text: String, _ content: String
  ) throws(FrontMatterProblem) -> (String, String) {
    if text.first == " " || text.first == "\t" {
      throw .unsupported(feature: "an indented line", text: content)
    }
    var scanner = FlowScanner(content)
    try scanner.refuseOtherYAML()
    guard let (key, rest) = scanner.key() else { throw .notAKey(text: content) }
    return (key, rest)
  }

  private func value(_ text: String, depth: Int) throws(FrontMatterProblem) -> FrontMatterValue {
    var scanner = FlowScanner(text)
    let value = try scanner.value(depth: depth, isInside: false)
    try scanner.expectEnd()
    return value
  }
}

/// Reads one value: a scalar, `[…]` or `{…}`.
struct FlowScanner {
  private var scanner: Scanner

  init(_ text: String) { scanner = Scanner(trimmed(text)) }

  /// A bare or quoted key up to its colon, and what follows.
  mutating func key() -> (String, String)? {
    guard let key = keyName(), scanner.accept(":") else { return nil }
    guard scanner.isAtEnd || scanner.peek == " " || scanner.peek == "\t" else { return nil }
    return (key, trimmed(scanner.remaining))
  }

  private mutating func keyName() -> String? {
    if scanner.peek == "\"" { return scanner.quoted() }
    let key = trimmed(scanner.take { !":,[]{}#\"".unicodeScalars.contains($0) })
    return key.isEmpty ? nil : key
  }

  mutating func refuseOtherYAML() throws(FrontMatterProblem) {
    let features: [Unicode.Scalar: String] = [
      "&": "an anchor", "*": "an alias", "!": "a tag", "|": "a block of text",
      ">": "a block of text", "%": "a YAML directive", "@": "a reserved sign",
      "`": "a reserved sign", "?": "a complex key",
    ]
    if let next = scanner.peek, let feature = features[next] {
      throw .unsupported(feature: feature, text: scanner.remaining)
    }
  }

  mutating func expectEnd() throws(FrontMatterProblem) {
    scanner.skipBlanks()
    if scanner.isAtEnd || scanner.peek == "#" { return }
    throw .unexpected(text: scanner.remaining)
  }

  mutating func value(depth: Int, isInside: Bool) throws(FrontMatterProblem) -> FrontMatterValue {
    scanner.skipBlanks()
    try refuseOtherYAML()
    switch scanner.peek {
    case "[":
      return .list(
        try items("]", depth: depth) { (flow) throws(FrontMatterProblem) in
          try flow.value(depth: depth + 1, isInside: true)
        })
    case "{":
      return .map(
        try items("}", depth: depth) { (flow) throws(FrontMatterProblem) in
          try flow.entry(depth: depth + 1)
        })
    case "\"":
      guard let text = scanner.quoted() else { throw .unclosedText }
      return .text(text)
    case "'":
      return .text(try singleQuoted())
    default:
      return .text(bare(isInside: isInside))
    }
  }

  private mutating func items<Item>(
    _ close: Unicode.Scalar, depth: Int,
    _ item: (inout FlowScanner) throws(FrontMatterProblem) -> Item
  ) throws(FrontMatterProblem) -> [Item] {
    let open = scanner.peek.map(String.init) ?? ""
    if depth >= SessionLimits.frontMatterDepth {
      throw .tooDeep(limit: SessionLimits.frontMatterDepth)
    }
    scanner.advance()
    var result: [Item] = []
    while true {
      scanner.skipBlanks()
      if scanner.accept(close) { return result }
      if scanner.isAtEnd { throw .unclosed(bracket: open) }
      result.append(try item(&self))
      scanner.skipBlanks()
      if scanner.accept(",") { continue }
      if scanner.accept(close) { return result }
      if scanner.isAtEnd { throw .unclosed(bracket: open) }
      throw .unexpected(text: scanner.remaining)
    }
  }

  private mutating func entry(depth: Int) throws(FrontMatterProblem) -> FrontMatterEntry {
    let text = scanner.remaining
    try refuseOtherYAML()
    guard let key = keyName(), scanner.accept(":") else { throw .notAKey(text: text) }
    return FrontMatterEntry(key: key, value: try value(depth: depth, isInside: true), line: 0)
  }

  private mutating func singleQuoted() throws(FrontMatterProblem) -> String {
    scanner.advance()
    var result = ""
    while !scanner.isAtEnd {
      result += scanner.take { $0 != "'" }
      guard scanner.accept("'") else { break }
      guard scanner.accept("'") else { return result }
      result += "'"
    }
    throw .unclosedText
  }

  private mutating func bare(isInside: Bool) -> String {
    var result = ""
    var afterBlank = true
    while let next = scanner.peek {
      if isInside, next == "," || next == "]" || next == "}" { break }
      if next == "#", afterBlank { break }
      afterBlank = next == " " || next == "\t"
      result.unicodeScalars.append(next)
      scanner.advance()
    }
    return trimmed(result)
  }
}
