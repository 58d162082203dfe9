import Plots

/// The characters that charts can be made of, by the words of `:set glyphs` and `NABLA_GLYPHS`.
enum GlyphLevel {
  /// From the plainest to the finest, each with what it needs.
  static let all: [(word: String, glyphs: Capabilities.Glyphs, needs: String)] = [
    ("ascii", .ascii, "every terminal"),
    ("quadrant", .quadrant, "every font with blocks, also the console's"),
    ("braille", .braille, "a font with braille; dots, not rings"),
    ("octant", .octant, "a terminal that draws them: kitty, ghostty, foot, VTE"),
  ]

  static func word(_ glyphs: Capabilities.Glyphs) -> String {
    all.first { $0.glyphs == glyphs }?.word ?? "auto"
  }

  static func named(_ word: String) -> Capabilities.Glyphs? {
    all.first { $0.word == word }?.glyphs
  }
}
