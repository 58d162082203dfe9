/// What the place that shows a picture can do. The only thing about a terminal that charts know.
package struct Capabilities: Sendable, Equatable {
  /// The characters that lines are made of.
  package enum Glyphs: Sendable, Equatable {
    /// One dot a cell and nothing beyond ASCII.
    case ascii
    /// 2 × 2 dots a cell (`▖▗▘▝`): for fonts without braille, such as the Linux console's.
    case quadrant
    /// 2 × 4 dots a cell.
    case braille
    /// 2 × 4 dots a cell that fill it (Unicode 16, `U+1CD00` and on): for terminals that draw them themselves.
    case octant
  }

  /// How many colours there are.
  package enum Depth: Int, Sendable, Comparable {
    /// No escape sequence at all.
    case none
    case sixteen
    case palette256
    case trueColor

    /// Fewer colours come first.
    package static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
  }

  /// The characters that lines are made of.
  package var glyphs: Glyphs
  /// How many colours there are.
  package var depth: Depth
  /// Whether the background is light, so that lines must be dark.
  package var isLightBackground: Bool
  /// Whether ambiguous characters (`● ┤ ×`) take two columns; then only braille and ASCII is used.
  package var isAmbiguousWide: Bool

  /// Whether words may keep letters beyond ASCII even where lines are made of ASCII: a pipe in UTF-8.
  package var keepsText = false

  /// Whether signs are drawn as shapes, those of wrong points hollow, instead of characters in reverse.
  var drawsShapes = false

  /// Braille without colour on a dark background, unless told otherwise.
  package init(
    glyphs: Glyphs = .braille, depth: Depth = .none, isLightBackground: Bool = false,
    ambiguousWide: Bool = false
  ) {
    self.glyphs = glyphs
    self.depth = depth
    self.isLightBackground = isLightBackground
    isAmbiguousWide = ambiguousWide
  }

  /// ASCII without colour: pipes, `LANG=C`, stored outputs.
  package static let plain = Capabilities(glyphs: .ascii)

  /// Dots in one cell, across and down.
  var dots: (columns: Int, rows: Int) {
    switch glyphs {
    case .ascii: (1, 1)
    case .quadrant: (2, 2)
    case .braille, .octant: (2, 4)
    }
  }

  /// Whether axes, markers and shades may use characters beyond ASCII.
  var hasSymbols: Bool { glyphs != .ascii && !isAmbiguousWide }
}
