/// Spellings of numbers, texts and positions that other languages have.
enum NumberForms {
  /// `.5`, `5.`, `1,000`, `f"{x}"`, `x[:, None]` as this language writes them; `nil` where nothing
  /// of the kind stands in the text.
  static func line(for text: String) -> String? {
    if let whole = thousands(text) { return whole }
    let better = axes(dots(signs(FormattedForms.line(for: text) ?? text)))
    return better == text ? nil : better
  }

  /// `A .* B`: every sign works element by element.
  private static func signs(_ text: String) -> String {
    guard !text.contains("\"") else { return text }
    var result = text
    for sign in ["^", "*", "/", "+", "-"] {
      while let found = result.range(of: "." + sign) {
        // `1./x` is a number and a sign.
        let before = result[..<found.lowerBound].last ?? " "
        result.replaceSubrange(found, with: before.isNumber ? ".0" + sign : sign)
      }
    }
    return result
  }

  /// `1,000` is one number where it stands alone.
  private static func thousands(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy(\.isNumber) && !$0.isEmpty }),
      parts[0].count < 4, parts.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return parts.joined()
  }

  /// A digit on each side of a point, no letter before a quotation mark.
  private static func dots(_ text: String) -> String {
    let characters = Array(text)
    var (result, isInside) = ("", false)
    for (place, character) in characters.enumerated() {
      let before = place > 0 ? characters[place - 1] : " "
      let after = place + 1 < characters.count ? characters[place + 1] : " "
      if character == "\"" { isInside.toggle() }
      if !isInside, character == "f" || character == "r", after == "\"",
        !PythonText.isWordPart(before)
      {
        continue
      }
      let isPoint = character == "." && !isInside && before != "." && after != "."
      let isLoose = !PythonText.isWordPart(before) && !")]}\"".contains(before)
      if isPoint, isLoose, after.isNumber { result += "0" }
      result.append(character)
      if isPoint, before.isNumber, !PythonText.isWordPart(after) { result += "0" }
    }
    return result
  }

  /// `x[:, None]` is a column, `x[None, :]` a row.
  private static func axes(_ text: String) -> String {
    for (written, extents) in [
      ("[:, None]", "[-1, 1]"), ("[None, :]", "[1, -1]"), ("[:, np.newaxis]", "[-1, 1]"),
    ] {
      guard let found = text.range(of: written) else { continue }
      let head = text[..<found.lowerBound]
      let name = String(
        head.reversed().prefix { PythonText.isWordPart($0) || $0 == "." }.reversed())
      guard !name.isEmpty else { continue }
      return head.dropLast(name.count) + "reshape(\(name), \(extents))" + text[found.upperBound...]
    }
    return text
  }
}
