/// Names of other programs as labels of this one.
enum LabelText {
  /// Words that the language keeps for itself and that others call inputs.
  private static let reserved: Set<String> = [
    "data", "model", "from", "in", "path", "for", "if", "else", "fn", "set", "seed", "true",
    "false", "none", "and", "or", "not", "train", "load", "save", "export", "import", "at", "by",
    "to", "end", "step", "repeat", "add", "print", "plot", "return", "while", "sweep", "e", "pi",
  ]

  /// A label that may stand in a model's text: letters, digits and `_`, `input` for the only one.
  static func label(of name: String, taken: Set<String>, isOnly: Bool) -> String {
    if isOnly { return "input" }
    var text = String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          ? Character(scalar) : "_"
      }.prefix(40))
    while text.hasPrefix("_") { text.removeFirst() }
    if text.first.map({ !$0.isLetter }) ?? true { text = "in_\(text)" }
    if reserved.contains(text) { text = "\(text)_in" }
    var (result, number) = (text, 1)
    while taken.contains(result) {
      number += 1
      result = "\(text)_\(number)"
    }
    return result
  }
}
