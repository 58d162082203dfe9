import Support

// Words of a scene, in letters of their own widths: each stretch begins where its first cell is, or ends where its last
// one is, so that what stands below one another in a table does so here. Signs that are drawings become drawings.
extension SVGWriter {
  mutating func draw(_ text: SceneText) {
    // The sign of a class in the key is the shape of its points.
    if let index = Symbol.category(of: text.text), isOfPoints(text.ink, index) {
      let x = (Double(text.column) + 0.5) * Double(SVG.cellWidth)
      let y = (Double(text.row) + 0.5) * Double(SVG.cellHeight)
      let style =
        isHollow(index)
        ? "fill=\"\(theme.background)\" stroke=\"\(color(text.ink))\" stroke-width=\"1.4\""
        : "fill=\"\(color(text.ink))\""
      body += shape(index, x, y) + " \(style)/>\n"
      return
    }
    if text.isReverse {
      let width = columns(of: text.text) * SVG.cellWidth
      body += "<rect x=\"\(text.column * SVG.cellWidth)\" y=\"\(text.row * SVG.cellHeight)\" "
      body += "width=\"\(width)\" height=\"\(SVG.cellHeight)\" fill=\"\(color(text.ink))\"/>\n"
    }
    // The sign of a line in the key is a little longer than its cell.
    let lead = columns(of: text.text) == 1 && text.column > 0 ? 6.0 : 0
    for stretch in TextStretch.all(of: text.text) {
      defer { lastWords = (text.row, text.column + stretch.column + stretch.width) }
      if let sign = stretch.sign {
        body += SVGSign.element(
          sign, count: stretch.width, column: text.column + stretch.column, row: text.row,
          color: color(text.ink), lead: lead)
      } else {
        words(stretch, of: text)
      }
    }
  }

  /// Whether a sign of that colour stands for points: those of a class, or open ones that matter less.
  private func isOfPoints(_ ink: Ink, _ index: Int) -> Bool {
    switch ink {
    case .series: true
    case .faint: isHollow(index)
    default: false
    }
  }

  private mutating func words(_ stretch: TextStretch, of text: SceneText) {
    let first = text.column + stretch.column
    let end = first + stretch.width
    // What explains a sign stays beside it.
    let isJoined = lastWords.row == text.row && (0...1).contains(first - lastWords.column)
    let reachesEdge = end >= scene.width && first > 0 && !isJoined
    let isRight = stretch.isNumber || reachesEdge || text.isTrailing
    let x = (isRight ? end : first) * SVG.cellWidth
    let anchor = isRight ? " text-anchor=\"end\"" : ""
    let weight = text.ink == .strong ? " font-weight=\"bold\"" : ""
    let fill = text.isReverse ? theme.background : color(text.ink)
    // The title stands free of the label of the uppermost tick.
    let y = baseline(text.row) - (text.row == 0 && scene.frame?.area.row == 1 ? 3 : 0)
    body += "<text x=\"\(x)\" y=\"\(y)\"\(anchor) fill=\"\(fill)\"\(weight)>"
    body += "\(escaped(stretch.text))</text>\n"
  }
}

/// A part of a row of words that is set by itself.
struct TextStretch: Equatable {
  /// Cells from the beginning of the text.
  let column: Int
  /// Cells.
  private(set) var width: Int
  private(set) var text: String
  /// The sign that all of it is made of, where that is drawn.
  let sign: Unicode.Scalar?

  /// The parts of a text: two blanks or more lie between two of them, and a sign that is drawn stands alone.
  static func all(of text: String) -> [TextStretch] {
    var stretches: [TextStretch] = []
    var column = 0
    var blanks = 2
    for character in text {
      let width = TextWidth.columns(of: character)
      defer { column += width }
      if character == " " {
        blanks += 1
        continue
      }
      let sign = SVGSign.drawn(character)
      if let last = stretches.indices.last, stretches[last].sign == sign,
        sign == nil ? blanks < 2 : blanks == 0
      {
        stretches[last].text += String(repeating: " ", count: blanks) + String(character)
        stretches[last].width += blanks + width
      } else {
        stretches.append(
          TextStretch(column: column, width: width, text: String(character), sign: sign))
      }
      blanks = 0
    }
    return stretches
  }

  /// Whether it is a number, which ends where others below it end.
  var isNumber: Bool {
    sign == nil && text.contains(where: \.isNumber)
      && text.unicodeScalars.allSatisfy { "0123456789.,-−+%e×· ".unicodeScalars.contains($0) }
  }
}
