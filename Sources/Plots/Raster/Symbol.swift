/// A sign that stands for one thing in every chart.
package enum Symbol: Sendable, Equatable {
  /// A point of class k.
  case category(Int)
  /// A measured point of a validation curve.
  case validation
  /// The best value.
  case best
  /// Something lies above the picture.
  case over
  /// Something lies below the picture.
  case under
  /// Not a number.
  case notANumber
  /// A wrong answer where nothing can be shown in reverse.
  case wrong

  /// The character for a terminal. Without colour, classes are told apart by letters.
  func glyph(_ capabilities: Capabilities) -> Unicode.Scalar {
    let isPlain = !capabilities.hasSymbols
    switch self {
    case .category(let index):
      let signs = isPlain || capabilities.depth == .none ? plainSigns : shapeSigns
      return signs[((index % signs.count) + signs.count) % signs.count]
    case .validation: return isPlain || capabilities.depth == .none ? "o" : "○"
    case .best: return isPlain ? "B" : "▽"
    case .over: return isPlain ? "^" : "▲"
    case .under: return isPlain ? "v" : "▼"
    case .notANumber: return isPlain ? "!" : "×"
    case .wrong: return "!"
    }
  }

  /// The class whose points a sign shows; `nil` for other texts.
  static func category(of text: String) -> Int? {
    guard text.unicodeScalars.count == 1, let sign = text.unicodeScalars.first else { return nil }
    return shapeSigns.firstIndex(of: sign)
  }

  /// The character that draws line `slot` (1 is the first) in ASCII.
  static func line(_ slot: Int) -> Unicode.Scalar {
    lineSigns[max(0, slot - 1) % lineSigns.count]
  }

  /// The character that draws the curve of class `index` in ASCII, unlike those of the points.
  static func curve(_ index: Int) -> Unicode.Scalar {
    plainSigns[(max(0, index) + 4) % plainSigns.count]
  }

  /// The character that draws a band of raw values in ASCII.
  static let band: Unicode.Scalar = "."
}

private let plainSigns: [Unicode.Scalar] = ["o", "x", "+", "#", "@", "*", "%", "&", "$", "="]
private let shapeSigns: [Unicode.Scalar] = ["●", "▲", "■", "◆", "○", "△", "□", "◇", "+", "x"]
private let lineSigns: [Unicode.Scalar] = ["*", "o", "+", "x", "#", "@", "%", "&", "$", "="]
