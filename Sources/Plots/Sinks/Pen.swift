/// Writes cells and remembers the colours that are on.
struct Pen {
  /// Whether colours and attributes are left out.
  var isMono = false
  private var style = Cell()

  init(isMono: Bool = false) { self.isMono = isMono }

  /// Writes a cell, changing colours where it differs from the one before.
  mutating func write(_ grid: CellGrid, _ row: Int, _ column: Int, to text: inout String) {
    let cell = grid[row, column]
    if cell.scalar == "\0" { return }
    if !isMono { change(to: cell, &text) }
    grid.append(row, column, to: &text)
  }

  /// Back to the terminal's own colours.
  mutating func reset(_ text: inout String) {
    guard style != Cell() else { return }
    text += "\u{1B}[0m"
    style = Cell()
  }

  private mutating func change(to cell: Cell, _ text: inout String) {
    // A blank shows only what is behind it, so the colour of characters need not change for it.
    let isUnseen = cell.isBlank && !cell.attributes.contains(.reverse)
    let foreground = isUnseen ? style.foreground : cell.foreground
    let attributes =
      isUnseen && !style.attributes.contains(.reverse) ? style.attributes : cell.attributes
    if foreground == style.foreground, cell.background == style.background,
      attributes == style.attributes
    {
      return
    }
    var codes: [String] = []
    if attributes != style.attributes {
      if !style.attributes.isSubset(of: attributes) {
        codes.append("0")
        style = Cell()
      }
      if attributes.contains(.bold), !style.attributes.contains(.bold) { codes.append("1") }
      if attributes.contains(.dim), !style.attributes.contains(.dim) { codes.append("2") }
      if attributes.contains(.reverse), !style.attributes.contains(.reverse) { codes.append("7") }
    }
    if foreground != style.foreground { codes.append(code(foreground, isBackground: false)) }
    if cell.background != style.background {
      codes.append(code(cell.background, isBackground: true))
    }
    if !codes.isEmpty { text += "\u{1B}[" + codes.joined(separator: ";") + "m" }
    (style.foreground, style.background, style.attributes) = (
      foreground, cell.background, attributes
    )
  }

  private func code(_ color: CellColor, isBackground: Bool) -> String {
    switch color {
    case .standard: return isBackground ? "49" : "39"
    case .sixteen(let index):
      let base = (index < 8 ? 30 : 82) + (isBackground ? 10 : 0)
      return String(base + Int(index & 15))
    case .palette(let index): return (isBackground ? "48;5;" : "38;5;") + String(index)
    case .rgb(let rgb):
      return (isBackground ? "48;2;" : "38;2;") + "\(rgb.red);\(rgb.green);\(rgb.blue)"
    }
  }
}
