/// Numbers with a comma where this language has a point: `w = 1,8`.
package enum DecimalComma {
  /// `decimals have a point: `adam(0.02)`` for an error at the second argument of `adam(0,02)`; `nil` where no digits end
  /// right before the comma, and where blanks stand behind it.
  package static func hint(for diagnostic: Diagnostic, in source: String) -> String? {
    guard let span = diagnostic.span else { return nil }
    let places = span.text(in: source)
    let before = SourceSpan(0, span.start).text(in: source)
    guard !places.isEmpty, places.allSatisfy({ $0.isASCII && $0.isNumber }), before.last == ","
    else { return nil }
    let whole = String(before.dropLast().reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    let opening = before.dropLast(whole.count + 1)
    guard !whole.isEmpty, let sign = opening.last, "(=, ".contains(sign) else { return nil }
    let word = String(
      opening.dropLast().reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    let isAlone = SourceSpan(span.end, span.end + 1).text(in: source) == ")"
    return sign == "(" && isAlone && !word.isEmpty
      ? "decimals have a point: `\(word)(\(whole).\(places))`"
      : "decimals have a point: `\(whole).\(places)`"
  }

  /// `decimals have a point: `1.8``; `nil` where no digits stand on both sides of a comma, and inside of square
  /// brackets, where `[1,5]` is a list of two.
  static func hint(for line: String) -> String? {
    let characters = Array(line)
    var (depth, quoted) = (0, false)
    for (index, character) in characters.enumerated() {
      switch character {
      case "\"": quoted.toggle()
      case "#" where !quoted: return nil
      case "[" where !quoted: depth += 1
      case "]" where !quoted: depth -= 1
      case "," where !quoted && depth == 0:
        guard let number = number(around: index, characters) else { continue }
        return "decimals have a point: `\(number)`"
      default: break
      }
    }
    return nil
  }

  /// The digits on both sides of a comma, with a point between them.
  private static func number(around comma: Int, _ text: [Character]) -> String? {
    func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    let whole = text[..<comma].reversed().prefix(while: isDigit).reversed()
    let places = text[(comma + 1)...].prefix(while: isDigit)
    guard !whole.isEmpty, !places.isEmpty else { return nil }
    // Names end in digits, too, and `1.5,2` is no number with a comma.
    let before = comma - whole.count - 1
    let after = comma + places.count + 1
    let around = [before, after].filter(text.indices.contains).map { text[$0] }
    guard !around.contains(where: { $0.isLetter || $0 == "_" || $0 == "," }),
      before < 0 || text[before] != "."
    else { return nil }
    if after < text.count, text[after] == ".", after + 1 < text.count, isDigit(text[after + 1]) {
      return nil
    }
    // `(800,600)` alone in brackets is a pair; behind a name it may be a number: `f(1,5)`.
    if before >= 0, text[before] == "(", after < text.count, text[after] == ")",
      before == 0 || !(text[before - 1].isLetter || text[before - 1].isNumber)
    {
      return nil
    }
    return String(whole) + "." + String(places)
  }
}
