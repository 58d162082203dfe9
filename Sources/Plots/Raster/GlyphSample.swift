/// A line to look at, by which somebody sees whether the font shows a kind of dots.
package enum GlyphSample {
  /// Waves of the dots of `glyphs` in one row of `columns` cells, and a stretch of filled cells behind them.
  package static func line(_ glyphs: Capabilities.Glyphs, columns: Int) -> String {
    let place = Capabilities(glyphs: glyphs)
    var canvas = DotCanvas(columns: max(columns, 1), rows: 1, dots: place.dots)
    let period = Double(place.dots.rows * 4)
    let width = Double(max(columns * place.dots.columns - 1, 1))
    let filled = canvas.columns * 3 / 4
    for dot in 0..<canvas.columns * place.dots.columns {
      let turn = (Double(dot) / period).truncatingRemainder(dividingBy: 1)
      let height = turn < 0.5 ? 2 * turn : 2 - 2 * turn
      let (x, y) = canvas.dot(UnitPoint(Double(dot) / width, height))
      canvas.light(x, y, owner: 1)
      guard dot / place.dots.columns >= filled else { continue }
      for row in 0..<place.dots.rows { canvas.light(x, row, owner: 1) }
    }
    var text = String.UnicodeScalarView()
    for column in 0..<canvas.columns {
      text.append(DotGlyphs.scalar(canvas.masks[column], glyphs, sign: "*"))
    }
    return String(text)
  }
}
