/// What a colour is for; the palette turns it into one that the terminal has.
package enum Ink: Sendable, Equatable {
  /// Ordinary words.
  case text
  /// Words that stand out.
  case strong
  /// Axes, grid and what stands back.
  case faint
  /// Series or class number `slot`, counted from 1.
  case series(Int)
  /// The band of raw values behind series `slot`.
  case band(Int)
  /// Something a reader must see: clipped values, gaps, mistakes.
  case alert
  /// Exactly this colour, as near as the terminal comes.
  case color(RGB)
}
