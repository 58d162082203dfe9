/// Texts as the language writes them, between quotation marks.
package enum QuotedText {
  /// The text with what would end it, or steer a terminal, escaped: `"a\\"b"`.
  package static func of(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// What somebody typed as one word: what stands between quotation marks, or the text itself where there are none.
  package static func plain(_ text: String) -> String {
    guard text.utf8.count > 1, let mark = text.first, mark == "\"" || mark == "'",
      text.last == mark
    else { return text }
    return String(text.dropFirst().dropLast()).replacing("\\\(mark)", with: String(mark))
  }
}
