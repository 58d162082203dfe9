import Support

// Axes, what they are called, and the lines from their ticks.
extension SVGWriter {
  mutating func draw(_ frame: Frame) {
    let box = Box(frame.area)
    let axis = "stroke=\"\(theme.axis)\""
    body += line((box.left, box.top, box.left, box.bottom), axis)
    body += line((box.left, box.bottom, box.right, box.bottom), axis)
    for label in frame.left {
      let y = box.y(label.position)
      body += line((box.left - 4, y, box.left, y), axis)
      // Not into the title's row.
      let line = max(y + 4.5, box.top + 8)
      body += words(label.text, x: box.left - 7, y: line, anchor: "end")
    }
    let below = baseline(frame.area.row + frame.area.height + 1)
    for label in frame.bottom {
      let x = box.x(label.position)
      body += line((x, box.bottom, x, box.bottom + 4), axis)
      let half = Double(columns(of: label.text) * SVG.cellWidth) / 2
      let end = Double(width - margins.left)
      let inside = min(max(x, half - Double(margins.left)), end - half)
      body += words(label.text, x: inside, y: Double(below) - 6, anchor: "middle")
    }
    for column in frame.gaps {
      let x = box.left + (Double(column) + 0.5) * Double(SVG.cellWidth)
      let sign = String(Character(Symbol.notANumber.glyph(scene.capabilities)))
      body += "<text x=\"\(number(x))\" y=\"\(number(box.bottom + 4.5))\" "
      body += "text-anchor=\"middle\" fill=\"\(color(.alert))\">\(sign)</text>\n"
    }
  }

  /// Lines from the ticks of the left axis through the area; none over what fills it with colours.
  mutating func drawGrid(of frame: Frame) {
    let isFilled = scene.marks.contains { if case .pixels = $0 { true } else { false } }
    guard !isFilled else { return }
    let box = Box(frame.area)
    for label in frame.left {
      let y = box.y(label.position)
      body += line((box.left, y, box.right, y), "stroke=\"\(theme.grid)\"")
    }
  }

  /// What the axes show: below the one, turned beside the other.
  mutating func drawTitles(beside box: Box) {
    if !margins.xTitle.isEmpty {
      let below = Double((scene.height + heading.count) * SVG.cellHeight + 14)
      body += words(
        margins.xTitle, x: (box.left + box.right) / 2,
        y: below - Double(heading.count * SVG.cellHeight), anchor: "middle")
    }
    if !margins.yTitle.isEmpty {
      let (x, y) = (number(12 - Double(margins.left)), number((box.top + box.bottom) / 2))
      body += "<text transform=\"translate(\(x) \(y)) rotate(-90)\" text-anchor=\"middle\" "
      body += "fill=\"\(color(.text))\">\(escaped(margins.yTitle))</text>\n"
    }
  }

  func words(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" "
      + "fill=\"\(color(.text))\">\(escaped(text))</text>\n"
  }

  func line(_ ends: (Double, Double, Double, Double), _ style: String) -> String {
    "<line x1=\"\(number(ends.0))\" y1=\"\(number(ends.1))\" x2=\"\(number(ends.2))\" "
      + "y2=\"\(number(ends.3))\" \(style)/>\n"
  }

  func color(_ ink: Ink) -> String { theme.color(ink) }

  func baseline(_ row: Int) -> Int { row * SVG.cellHeight + 12 }
}
