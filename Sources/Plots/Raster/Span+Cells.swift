import Support

extension Span {
  /// The characters of the bar from its first column on: whole cells, and eighths of the last one.
  ///
  /// Without colour bars of other textures are told apart by their shades, which end with whole cells.
  func glyphs(_ capabilities: Capabilities, width: Int) -> (column: Int, glyphs: [Unicode.Scalar]) {
    guard start.isFinite, end.isFinite, end > start, width > 0 else { return (0, []) }
    let first = Int(start, within: 0...width, rounded: .toNearestOrAwayFromZero)
    let isMono = capabilities.depth == .none
    let signs = capabilities.hasSymbols ? Span.shades : Span.letters
    let sign = signs[isMono ? texture % signs.count : 0]
    let length = end - Double(first)
    guard capabilities.hasSymbols, !isMono || texture % signs.count == 0 else {
      let cells = Int(length, within: 0...max(0, width - first), rounded: .toNearestOrAwayFromZero)
      return (first, [Unicode.Scalar](repeating: sign, count: max(1, cells)))
    }
    let eighths = max(
      1, Int(length * 8, within: 0...max(0, width - first) * 8, rounded: .toNearestOrAwayFromZero))
    var glyphs = [Unicode.Scalar](repeating: sign, count: eighths / 8)
    if eighths % 8 > 0 { glyphs.append(Span.parts[eighths % 8 - 1]) }
    return (first, glyphs)
  }

  /// What fills a bar of this texture in a key.
  static func sign(_ texture: Int, _ capabilities: Capabilities) -> String {
    let signs = capabilities.hasSymbols ? shades : letters
    return String(Character(signs[capabilities.depth == .none ? texture % signs.count : 0]))
  }

  private static let shades: [Unicode.Scalar] = ["█", "▒", "░", "▓"]
  private static let letters: [Unicode.Scalar] = ["#", "=", ".", "+", "o", "%"]
  private static let parts: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// The bar as a rectangle of a vector picture, with what it says where somebody points at it.
  func element(fill: String, words: String? = nil) -> String {
    guard start.isFinite, end.isFinite, end > start else { return "" }
    let (width, height) = (Double(SVG.cellWidth), SVG.cellHeight)
    return "<rect x=\"\(number(start * width))\" y=\"\(row * height + 2)\" "
      + "width=\"\(number(max(end - start, 0.05) * width))\" height=\"\(height - 4)\" fill=\"\(fill)\""
      + closed(words, name: "rect")
  }
}
