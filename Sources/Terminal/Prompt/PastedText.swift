/// A pasted text as it enters the line: clean, and without the prompts of a transcript.
package enum PastedText {
  /// Line ends become `\n`, other control characters go, ends of line at the end go too; letters
  /// with accents become one scalar where there is one.
  package static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": result.append("\n")
      case "\n": if previous != "\r" { result.append("\n") }
      case "\t": result.append("\t")
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        if !isControl { result.append(scalar) }
      }
      previous = scalar
    }
    while result.last == "\n" { result.removeLast() }
    return ComposedText.of(String(result))
  }

  /// What was typed in a copied session: lines behind prompts, and those that continue them.
  ///
  /// Lines after a complete input are its output and are dropped. A text without prompts stays.
  package static func withoutPrompts(
    _ text: String, isComplete: (String) -> Bool
  ) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { afterPrompt($0) != nil }) else { return text }
    var typed: [String] = []
    var current: String?
    for line in lines {
      if let rest = afterPrompt(line) {
        if let current { typed.append(current) }
        current = rest
      } else if let rest = afterContinuation(line) {
        current = current.map { $0 + "\n" + rest } ?? rest
      } else if let open = current, !isComplete(open + "\n") {
        current = open + "\n" + line
      } else if let done = current {
        typed.append(done)
        current = nil
      }
    }
    if let current { typed.append(current) }
    return typed.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// One line that arrives as if it were typed, from a terminal that does not mark what it pastes.
  static func withoutPrompt(_ line: String) -> String { afterPrompt(Substring(line)) ?? line }

  /// The text behind `nabla[3]> `, `nabla[3] r 812/2000 0.0071 > ` or `In [3]: `.
  private static func afterPrompt(_ line: Substring) -> String? {
    for (opening, closing) in [("nabla[", "]>"), ("In [", "]:")] where line.hasPrefix(opening) {
      let digits = line.dropFirst(opening.count).prefix { $0.isWholeNumber }
      let rest = line.dropFirst(opening.count + digits.count)
      guard !digits.isEmpty else { continue }
      if opening == "nabla[", let status = afterStatus(rest) { return status }
      guard rest.hasPrefix(closing) else { continue }
      return withoutBlank(rest.dropFirst(closing.count))
    }
    return nil
  }

  /// The text behind `] r 812/2000 0.0071 > `: what the prompt says of a run ends in a sign of its own.
  private static func afterStatus(_ rest: Substring) -> String? {
    guard rest.hasPrefix("] ") else { return nil }
    var index = rest.startIndex
    while index < rest.endIndex {
      if rest[index...].hasPrefix(" > ") || rest[index...] == " >" {
        return withoutBlank(rest[index...].dropFirst(2))
      }
      index = rest.index(after: index)
    }
    return nil
  }

  /// The text behind `   ...> `, or IPython's `   ...: `.
  private static func afterContinuation(_ line: Substring) -> String? {
    let rest = line.drop { $0 == " " }
    guard rest.count < line.count, rest.hasPrefix("...>") || rest.hasPrefix("...:") else {
      return nil
    }
    return withoutBlank(rest.dropFirst(4))
  }

  private static func withoutBlank(_ text: Substring) -> String {
    String(text.hasPrefix(" ") ? text.dropFirst() : text)
  }
}
