/// Text as words: letters, digits and apostrophes together, every other sign by itself.
import Support

enum Words {
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var seen = 0
    for character in text {
      seen &+= 1
      if seen & 0xFFFF == 0, Interrupt.isRaised { break }
      if character.isLetter || character.isNumber || character == "'" || character == "’" {
        word.append(character)
        continue
      }
      if !word.isEmpty { words.append(word) }
      word = ""
      if !character.isWhitespace { words.append(String(character)) }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Words with blanks between them, but none before a mark that ends something.
  static func join(_ words: [String]) -> String {
    var text = ""
    for word in words {
      if !text.isEmpty, !(word.count == 1 && word.allSatisfy(closing.contains)) { text += " " }
      text += word
    }
    return text
  }

  private static let closing: Set<Character> = [".", ",", ";", ":", "!", "?", ")", "]", "}", "%"]
}
