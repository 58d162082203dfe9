import Support

/// Cuts a text into pieces across which byte pairs are never joined: a word with the blank before it, a number, signs in
/// a row, blanks in a row. All pieces one after the other are the text again.
///
/// Letters and what combines with them, digits, blanks and all other signs are four classes; a piece has scalars of one,
/// behind at most one blank, and at most 64.
struct TextPieces: Sequence, IteratorProtocol {
  /// Scalars of a class in a piece at most, so that no text costs more than its length.
  static let limit = 64

  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func next() -> ArraySlice<Unicode.Scalar>? {
    guard place < scalars.count else { return nil }
    let start = place
    if scalars[place].pieceClass == .blank {
      let end = endOfRun(from: place)
      let isBeforeText = end < scalars.count && scalars[end].pieceClass != .blank
      // The last blank belongs to the word behind it; a line end stands by itself.
      if isBeforeText, end - place > 1 {
        place = end - 1
      } else if isBeforeText, scalars[place] == " " {
        place = endOfRun(from: end)
      } else {
        place = end
      }
    } else {
      place = endOfRun(from: place)
    }
    return scalars[start..<place]
  }

  private func endOfRun(from start: Int) -> Int {
    let kind = scalars[start].pieceClass
    var end = start + 1
    while end < scalars.count, end - start < Self.limit, scalars[end].pieceClass == kind {
      end += 1
    }
    return end
  }
}

private enum PieceClass {
  case letter, number, blank, other
}

extension Unicode.Scalar {
  fileprivate var pieceClass: PieceClass {
    switch value {
    case 0x61...0x7A, 0x41...0x5A: return .letter
    case 0x30...0x39: return .number
    case 0x20, 0x09...0x0D: return .blank
    case 0..<0x80: return .other
    default: break
    }
    if properties.isWhitespace { return .blank }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark:
      return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    default: return .other
    }
  }
}
