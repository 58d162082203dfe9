/// Colours and the grey hint, painted over what libedit has drawn.
///
/// libedit compares glyphs only, so the colours survive its own redrawing. A pure value: it
/// remembers what it painted and answers with the text to write.
struct Overlay {
  /// What one cell of the line looks like, to find the first that changed.
  private struct Painted: Equatable {
    var scalar: Unicode.Scalar
    var style: String
    var position: LineLayout.Position
  }

  private var painted: [Painted] = []
  private(set) var hintColumns = 0

  /// The line has been drawn anew: nothing is painted any more.
  mutating func forget() {
    painted = []
    hintColumns = 0
  }

  /// Erases the hint; to be written before libedit draws again.
  mutating func eraseHint() -> String {
    defer { hintColumns = 0 }
    return hintColumns > 0 ? "\u{1B}[K" : ""
  }

  /// Repaints from the first cell whose glyph, style or place changed; `styles` are SGR codes.
  mutating func paint(
    _ text: [Unicode.Scalar], styles: [String], layout: LineLayout, cursor: Int, hint: String?
  ) -> String {
    var cells: [Painted] = []
    cells.reserveCapacity(text.count)
    for (index, scalar) in text.enumerated() {
      let style = index < styles.count ? styles[index] : ""
      cells.append(Painted(scalar: scalar, style: style, position: layout.positions[index]))
    }
    let at = layout.position(of: cursor)
    var output = repaint(cells, from: at)
    painted = cells
    output += show(hint, at: layout.end, columns: layout.columns)
    return output.isEmpty ? "" : "\u{1B}[?25l" + output + "\u{1B}[?25h"
  }

  private func repaint(_ cells: [Painted], from cursor: LineLayout.Position) -> String {
    var common = 0
    while common < cells.count, common < painted.count, cells[common] == painted[common] {
      common += 1
    }
    let isPlain =
      cells[common...].allSatisfy { $0.style.isEmpty }
      && painted[common...].allSatisfy { $0.style.isEmpty }
    guard common < cells.count, !isPlain else { return "" }
    var pen = Pen(position: cursor)
    for cell in cells[common...] where !isControl(cell.scalar) {
      pen.write(cell.scalar, style: cell.style, at: cell.position)
    }
    pen.finish(at: cursor)
    return pen.output
  }

  private mutating func show(
    _ hint: String?, at end: LineLayout.Position, columns: Int
  ) -> String {
    guard let line = hint?.prefix(while: { $0 != "\n" }), !line.isEmpty else { return "" }
    var shown = String.UnicodeScalarView()
    var used = 0
    for scalar in line.unicodeScalars {
      let width = LineLayout.width(scalar)
      // The last column stays free: the cursor would wrap there.
      if end.column + used + width >= columns || isControl(scalar) { break }
      used += width
      shown.append(scalar)
    }
    guard used > 0 else { return "" }
    hintColumns = used
    return "\u{1B}[2m" + String(shown) + "\u{1B}[m\u{1B}[\(used)D"
  }
}

/// Writes single cells with as few cursor movements as possible.
private struct Pen {
  var position: LineLayout.Position
  var output = ""
  private var style = ""

  init(position: LineLayout.Position) { self.position = position }

  mutating func write(_ scalar: Unicode.Scalar, style: String, at target: LineLayout.Position) {
    move(to: target)
    if style != self.style {
      output += style.isEmpty ? "\u{1B}[m" : "\u{1B}[0;\(style)m"
      self.style = style
    }
    output.unicodeScalars.append(scalar)
    position.column += LineLayout.width(scalar)
  }

  mutating func finish(at target: LineLayout.Position) {
    if !style.isEmpty { output += "\u{1B}[m" }
    // The pen may rest beyond the last column, where only `\r` leads back.
    position.column = -1
    move(to: target)
  }

  private mutating func move(to target: LineLayout.Position) {
    guard target != position else { return }
    if target.row > position.row { output += "\u{1B}[\(target.row - position.row)B" }
    if target.row < position.row { output += "\u{1B}[\(position.row - target.row)A" }
    output += "\r"
    if target.column > 0 { output += "\u{1B}[\(target.column)C" }
    position = target
  }
}

/// C0, DEL and C1: libedit shows them, a terminal obeys them.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
}
