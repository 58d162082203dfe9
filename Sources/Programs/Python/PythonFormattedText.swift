/// What stands in an f-string: texts, and values in braces.
enum PythonFormattedText {
  /// Longer ones were written by no hand.
  private static let longest = 4096

  /// The pieces of what stands between the quotation marks; `nesting` is how deep the text stands.
  static func parts(_ content: String, nesting: Int) throws(PythonFault) -> [PythonTextPart] {
    guard content.utf8.count <= longest, nesting < PythonParser.deepest else {
      throw PythonFault("an f-string is too long, or too deep")
    }
    var parts: [PythonTextPart] = []
    var text = ""
    let characters = Array(content)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let isDouble = index + 1 < characters.count && characters[index + 1] == character
      if character == "{" || character == "}", isDouble {
        text.append(character)
        index += 2
      } else if character == "{" {
        guard let end = close(of: index, in: characters) else {
          throw PythonFault("a brace in an f-string is never closed")
        }
        if !text.isEmpty { parts.append(.text(resolved(text))) }
        text = ""
        parts.append(try value(String(characters[index + 1..<end]), nesting))
        index = end + 1
      } else {
        text.append(character)
        index += 1
      }
    }
    if !text.isEmpty || parts.isEmpty { parts.append(.text(resolved(text))) }
    return parts
  }

  private static func resolved(_ text: String) -> String {
    String(decoding: PythonEscapes.resolved(Array(text.utf8)), as: UTF8.self)
  }

  private static func close(of open: Int, in text: [Character]) -> Int? {
    var depth = 0
    for index in open..<text.count {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// `loss:.4f` or `loss!r`: the value and how it is to be shown.
  private static func value(
    _ inside: String, _ nesting: Int
  ) throws(PythonFault) -> PythonTextPart {
    var (depth, quote): (Int, Character?) = (0, nil)
    var cut = inside.endIndex
    for index in inside.indices {
      let character = inside[index]
      if let mark = quote {
        if character == mark { quote = nil }
        continue
      }
      if character == "'" || character == "\"" { quote = character }
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      let isConversion = character == "!" && !inside[index...].hasPrefix("!=")
      if depth == 0, character == ":" || isConversion {
        cut = index
        break
      }
    }
    var written = String(inside[..<cut])
    let isNamed = written.hasSuffix("=") && !written.hasSuffix("==")
    if isNamed { written.removeLast() }
    guard let line = PythonScanner.lines(of: written).first, line.fault == nil else {
      throw PythonFault("a value in an f-string cannot be read")
    }
    var parser = PythonParser(line.tokens, nesting: nesting)
    let value = try parser.expressions()
    guard parser.isAtEnd else { throw PythonFault("a value in an f-string cannot be read") }
    let format = cut < inside.endIndex ? String(inside[cut...].dropFirst()) : ""
    return .value(value, format: format)
  }
}
