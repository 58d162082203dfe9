/// Small pieces of text as Python writes them.
enum PythonText {
  /// What stands between the bracket at `open` and its partner, cut at its commas, and where the
  /// partner stands; `nil` when nothing closes it.
  static func arguments(
    _ text: [Character], from open: Int
  ) -> (items: [String], close: Int)? {
    var items: [String] = []
    var current = ""
    var depth = 0
    var quote: Character?
    for (index, character) in text.enumerated().dropFirst(open) {
      if let mark = quote {
        if character == mark { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
        if depth == 1 { continue }
      } else if ")]}".contains(character) {
        depth -= 1
        if depth == 0 {
          if !trimmed(current).isEmpty { items.append(trimmed(current)) }
          return (items, index)
        }
      } else if character == ",", depth == 1 {
        items.append(trimmed(current))
        current = ""
        continue
      }
      current.append(character)
    }
    return nil
  }

  /// `name=value` in two parts; `nil` for an argument without a name.
  static func named(_ argument: String) -> (name: String, value: String)? {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    let name = trimmed(String(argument[..<sign]))
    let rest = argument[argument.index(after: sign)...]
    guard isWord(name), rest.first != "=" else { return nil }
    return (name, trimmed(String(rest)))
  }

  static func unquoted(_ text: String) -> String {
    guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first
    else { return text }
    return String(text.dropFirst().dropLast())
  }

  static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  static func isWord(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy(isWordPart)
  }

  static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// `SparseCategoricalCrossentropy` as `sparse_categorical_crossentropy`; other words unchanged.
  static func snakeCase(_ word: String) -> String {
    var result = ""
    var previous: Character?
    for character in word {
      if character.isUppercase, let last = previous, last.isLowercase || last.isNumber {
        result += "_"
      }
      result += character.lowercased()
      previous = character
    }
    return result
  }

  /// A text cut where `mark` stands outside brackets and quotation marks, without blanks around the
  /// pieces. A sign is no part of a longer one: `=` does not cut `==`.
  static func pieces(_ text: String, at mark: String) -> [String] {
    let (characters, mark) = (Array(text), Array(mark))
    var (pieces, current, depth, index) = ([String](), "", 0, 0)
    var quote: Character?
    while index < characters.count {
      let character = characters[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if depth == 0, characters[index...].starts(with: mark),
        !isLonger(mark, characters, index)
      {
        pieces.append(trimmed(current))
        current = ""
        index += mark.count
        continue
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      }
      current.append(character)
      index += 1
    }
    return pieces + [trimmed(current)]
  }

  private static func isLonger(_ mark: [Character], _ text: [Character], _ index: Int) -> Bool {
    guard mark == ["="] else { return false }
    let before = index > 0 ? text[index - 1] : " "
    let after = index + 1 < text.count ? text[index + 1] : " "
    return "=!<>+-*/:".contains(before) || "=>".contains(after)
  }

  /// What stands before `end`; `nil` where the text does not end so.
  static func cut(_ text: String, _ end: String) -> String? {
    text.hasSuffix(end) ? trimmed(String(text.dropLast(end.count))) : nil
  }

  /// `(1, 2)` as `1, 2`.
  static func unbracketed(_ text: String) -> String {
    guard let first = text.first, first == "(" || first == "[",
      let (items, close) = arguments(Array(text), from: 0), close == text.count - 1
    else { return text }
    return items.joined(separator: ", ")
  }

  /// A word, a number or one bracket: needs no bracket as a part of a product.
  static func isAtom(_ text: String) -> Bool {
    if text.allSatisfy({ isWordPart($0) || $0 == "." }) { return true }
    guard let open = text.firstIndex(where: { "([".contains($0) }),
      let (_, close) = arguments(Array(text), from: text.distance(from: text.startIndex, to: open))
    else { return false }
    return close == text.count - 1 && text[..<open].allSatisfy { isWordPart($0) || $0 == "." }
  }
}
