/// Reads a short text from left to right, one code point at a time.
struct Scanner {
  private let scalars: [Unicode.Scalar]
  private(set) var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
  var isAtEnd: Bool { position >= scalars.count }

  /// The text that has not been read yet.
  var remaining: String { text(from: position, to: scalars.count) }

  func text(from start: Int, to end: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }

  func scalar(before index: Int) -> Unicode.Scalar { index > 0 ? scalars[index - 1] : " " }

  mutating func advance() { position = min(position + 1, scalars.count) }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  mutating func skipBlanks() {
    while let next = peek, next == " " || next == "\t" { position += 1 }
  }

  mutating func take(while holds: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let next = peek, holds(next) { position += 1 }
    return text(from: start, to: position)
  }

  /// A text in double quotes with `\"`, `\\`, `\n`, `\t` and `\u{…}`; `nil` when it is not closed.
  mutating func quoted() -> String? {
    guard accept("\"") else { return nil }
    var result = String.UnicodeScalarView()
    while let next = peek {
      position += 1
      if next == "\"" { return String(result) }
      guard next == "\\" else {
        result.append(next)
        continue
      }
      guard let escaped = peek else { return nil }
      position += 1
      switch escaped {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "u":
        guard let scalar = codePoint() else { return nil }
        result.append(scalar)
      default: result.append(escaped)
      }
    }
    return nil
  }

  private mutating func codePoint() -> Unicode.Scalar? {
    guard accept("{") else { return nil }
    let digits = take { $0 != "}" }
    guard accept("}"), digits.utf8.count <= 6, let value = UInt32(digits, radix: 16) else {
      return nil
    }
    return Unicode.Scalar(value)
  }
}
