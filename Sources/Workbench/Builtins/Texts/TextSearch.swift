import Support

/// Looks for a text in others, character by character as a reader sees them: `e` is no part of `é`.
struct TextSearch {
  private let wanted: [Character]

  /// At least one character.
  init(_ wanted: String) { self.wanted = Array(wanted) }

  func isFound(in text: String) throws -> Bool {
    var found = false
    try search(text) { _, _ in
      found = true
      return false
    }
    return found
  }

  /// What stands between the places where it occurs; the whole text where it does not.
  func parts(of text: String) throws -> [String] {
    var parts: [String] = []
    var start = text.startIndex
    try search(text) { from, to in
      parts.append(String(text[start..<from]))
      start = to
      return true
    }
    parts.append(String(text[start...]))
    return parts
  }

  /// Visits each place, one behind the end of the last, until `visit` answers no.
  private func search(
    _ text: String, _ visit: (_ from: String.Index, _ to: String.Index) -> Bool
  ) throws {
    guard let first = wanted.first else { return }
    var place = text.startIndex
    var steps = 0
    while place < text.endIndex {
      steps += 1
      if steps & 0xFFF == 0 { try Interrupt.check() }
      guard text[place] == first, let end = end(of: text, from: place) else {
        text.formIndex(after: &place)
        continue
      }
      guard visit(place, end) else { return }
      place = end
    }
  }

  private func end(of text: String, from start: String.Index) -> String.Index? {
    var place = start
    for character in wanted {
      guard place < text.endIndex, text[place] == character else { return nil }
      text.formIndex(after: &place)
    }
    return place
  }
}

/// Numbers as people write them into texts.
enum NumberReading {
  /// `nil` for what is no number; blanks around it do not count.
  static func number(_ text: String) -> Double? {
    var characters = text.unicodeScalars[...]
    while let scalar = characters.first, scalar.properties.isWhitespace {
      characters = characters.dropFirst()
    }
    while let scalar = characters.last, scalar.properties.isWhitespace {
      characters = characters.dropLast()
    }
    let trimmed = String(characters)
    switch trimmed {
    case "inf", "+inf": return .infinity
    case "-inf": return -.infinity
    case "nan": return .nan
    default: break
    }
    // Digits, a point, signs and an exponent: no words, no numbers of base 16.
    guard
      trimmed.utf8.allSatisfy({ byte in
        (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
      })
    else { return nil }
    return Double(trimmed)
  }
}
