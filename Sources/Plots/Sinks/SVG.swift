import Support

/// Turns a chart into a vector picture with the same words and ticks as on the terminal.
package enum SVG {
  /// A complete SVG 1.1 document on white, `width` × `height` pixels.
  ///
  /// The layout is that of a terminal with cells of 8 × 16 pixels; lines and marks keep the full
  /// resolution. Title and description are in it for readers who do not see the picture.
  package static func render(_ plot: Plot, width: Int = 800, height: Int = 500) -> String {
    let margins = SVGMargins(of: plot)
    let zoom = plot.chart.zoom(of: plot, width: width, height: height)
    let (size, full) = (SVGZoom.size(width, height, by: zoom), SVGZoom.size(width, height, by: 1))
    let (width, height) = size
    let columns = min(max((width - margins.across) / cellWidth, 20), 500)
    let rows = min(max((height - margins.down) / cellHeight, 5), 250)
    // A long title stands in lines of its own above the picture, whole.
    let heading = SVGHeading.lines(of: plot, columns: columns)
    var bare = plot
    // Beside their axes, not among the facts.
    bare.x.title = ""
    bare.y.title = ""
    if !heading.isEmpty { bare.title = "" }
    let scene = PlotLayout.scene(
      bare, width: columns, height: max(5, rows - heading.count), capabilities: capabilities)
    var writer = SVGWriter(
      scene, heading: heading, margins: margins,
      width: max(width, scene.width * cellWidth + margins.across),
      height: max(height, (scene.height + heading.count) * cellHeight + margins.down),
      zoom: zoom == 1 ? nil : full)
    let title = plot.title.isEmpty ? plot.headline : clean(plot.title)
    return writer.document(title: title, description: plot.description)
  }

  static let cellWidth = 8
  static let cellHeight = 16

  static let capabilities = {
    var found = Capabilities(depth: .trueColor, isLightBackground: true)
    found.drawsShapes = true
    return found
  }()
}

/// The parts of one document.
struct SVGWriter {
  let scene: Scene
  private var body = ""

  /// Lines above the scene.
  let heading: [String]

  /// What stands around the scene.
  let margins: SVGMargins

  /// Pixels of the whole picture; what the cells leave stays blank at the edges.
  let width: Int
  let height: Int
  /// What that is enlarged to.
  let shown: (width: Int, height: Int)

  init(
    _ scene: Scene, heading: [String], margins: SVGMargins, width: Int, height: Int,
    zoom: (width: Int, height: Int)?
  ) {
    self.scene = scene
    self.heading = heading
    self.margins = margins
    self.width = min(width, 500 * SVG.cellWidth + margins.across)
    self.height = min(height, 260 * SVG.cellHeight + margins.down)
    shown = zoom ?? (self.width, self.height)
  }

  mutating func document(title: String, description: String) -> String {
    for index in scene.marks.indices.untilInterrupted { draw(scene.marks[index]) }
    if let frame = scene.frame {
      draw(frame)
      drawTitles(beside: Box(frame.area))
    }
    for text in scene.texts { draw(text) }
    var clip = ""
    if let frame = scene.frame {
      let box = Box(frame.area)
      clip = "<clipPath id=\"area\">\(box.element(""))</clipPath>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(shown.width)" height="\(shown.height)" \
      viewBox="\(-margins.left) \(-margins.top) \(width) \(height)" role="img" aria-labelledby="title desc" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13.2">
      <title id="title">\(escaped(title))</title>
      <desc id="desc">\(escaped(description))</desc>
      \(clip)<rect x="\(-margins.left)" y="\(-margins.top)" width="\(width)" height="\(height)" \
      fill="#ffffff"/>
      \(placed(body))</svg>

      """
  }

  /// The drawing below the lines of the heading.
  private func placed(_ body: String) -> String {
    guard !heading.isEmpty else { return body }
    var text = ""
    for (row, line) in heading.enumerated() {
      text += "<text x=\"0\" y=\"\(baseline(row))\" xml:space=\"preserve\" "
      text += "fill=\"\(color(.strong))\" font-weight=\"bold\">\(escaped(line))</text>\n"
    }
    let offset = heading.count * SVG.cellHeight
    return text + "<g transform=\"translate(0 \(offset))\">\n\(body)</g>\n"
  }

  private mutating func draw(_ mark: Mark) {
    switch mark {
    case .pixels(let field): draw(field)
    case .glyphs(let field): draw(field)
    case .span(let span): body += span.element(fill: color(span.ink))
    case .outline(let outline): body += SVGLines.element(outline)
    case .link(let link): body += SVGLines.element(link)
    case .stroke(let stroke): body += SVGLines.element(stroke)
    default:
      guard let frame = scene.frame else { return }
      let box = Box(frame.area)
      switch mark {
      case .path(let path): draw(path, in: box)
      case .point(let point): draw(point, in: box)
      case .rule(let rule): draw(rule, in: box)
      case .bar(let bar): draw(bar, in: box)
      default: break
      }
    }
  }

  private mutating func draw(_ path: Path, in box: Box) {
    var data = ""
    var isDown = false
    for index in path.points.indices.untilInterrupted {
      let point = path.points[index]
      guard point.x.isFinite, point.y.isFinite else {
        isDown = false
        continue
      }
      let place = "\(number(box.x(point.x))) \(number(box.y(point.y)))"
      // A lone point is a line of no length, which round caps make visible.
      data += isDown ? "L\(place)" : "M\(place)h0"
      isDown = true
    }
    guard !data.isEmpty else { return }
    let stroke = path.isDots ? "3.4" : "1.8"
    var style = "stroke=\"\(color(path.ink))\" stroke-width=\"\(stroke)\""
    if case .band = path.ink { style = "stroke=\"\(color(path.ink))\" stroke-width=\"1\"" }
    switch path.pattern {
    case .dotted: style += " stroke-dasharray=\"1 4\""
    case .dashed: style += " stroke-dasharray=\"6 4\""
    default: break
    }
    body += "<path d=\"\(data)\" fill=\"none\" \(style) stroke-linecap=\"round\" "
    body += "stroke-linejoin=\"round\" clip-path=\"url(#area)\"/>\n"
  }

  private mutating func draw(_ mark: PointMark, in box: Box) {
    guard (0...1).contains(mark.place.x), (0...1).contains(mark.place.y) else { return }
    let x = box.x(mark.place.x)
    let y = box.y(mark.place.y)
    if case .category(let index) = mark.symbol {
      let fill = mark.isReverse ? "#ffffff" : color(mark.ink)
      body += shape(index, x, y) + " fill=\"\(fill)\" "
      body += "stroke=\"\(mark.isReverse ? color(.alert) : "#ffffff")\" stroke-width=\"1\"/>\n"
    } else {
      let sign = String(Character(mark.symbol.glyph(scene.capabilities)))
      body += "<text x=\"\(number(x))\" y=\"\(number(y + 4.5))\" text-anchor=\"middle\" "
      body += "fill=\"\(color(mark.ink))\">\(sign)</text>\n"
    }
  }

  private mutating func draw(_ rule: Rule, in box: Box) {
    let ends =
      switch rule {
      case .vertical(let x): (box.x(x), box.top, box.x(x), box.bottom)
      case .horizontal(let y): (box.left, box.y(y), box.right, box.y(y))
      }
    guard ends.0.isFinite, ends.1.isFinite else { return }
    body += line(ends, "stroke=\"#c4c4c4\" stroke-dasharray=\"2 3\" clip-path=\"url(#area)\"")
  }

  private mutating func draw(_ bar: Bar, in box: Box) {
    guard bar.height.isFinite else { return }
    let x = box.left + Double(bar.column * SVG.cellWidth)
    let y = box.y(min(max(bar.height, 0), 1))
    let width = Double(bar.width * SVG.cellWidth) - 1
    body += "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" "
    body += "height=\"\(number(box.bottom - y))\" fill=\"\(color(bar.ink))\"/>\n"
  }
}

extension SVGWriter {
  /// Runs of equal pixels become one rectangle.
  private mutating func draw(_ field: PixelField) {
    let cells = field.cells
    guard field.colors.count == cells.width * cells.height * 2 else { return }
    body += "<g shape-rendering=\"crispEdges\">\n"
    for row in 0..<cells.height * 2 {
      var start = 0
      while start < cells.width {
        let tone = field.colors[row * cells.width + start]
        var end = start + 1
        while end < cells.width, field.colors[row * cells.width + end] == tone { end += 1 }
        body += "<rect x=\"\((cells.column + start) * SVG.cellWidth)\" "
        body += "y=\"\(cells.row * SVG.cellHeight + row * SVG.cellHeight / 2)\" "
        body += "width=\"\((end - start) * SVG.cellWidth)\" height=\"\(SVG.cellHeight / 2)\" "
        body += "fill=\"\(hex(tone))\"/>\n"
        start = end
      }
    }
    body += "</g>\n"
  }

  private mutating func draw(_ field: GlyphField) {
    let cells = field.cells
    guard field.glyphs.count == cells.width * cells.height else { return }
    for row in 0..<cells.height {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: field.glyphs[row * cells.width..<(row + 1) * cells.width])
      draw(
        SceneText(
          row: cells.row + row, column: cells.column, text: String(text),
          ink: field.inks.first ?? .text, isReverse: false))
    }
  }

  private mutating func draw(_ text: SceneText) {
    // The sign of a class in the key is the shape of its points.
    if case .series = text.ink, let index = Symbol.category(of: text.text) {
      let x = (Double(text.column) + 0.5) * Double(SVG.cellWidth)
      let y = (Double(text.row) + 0.5) * Double(SVG.cellHeight)
      body += shape(index, x, y) + " fill=\"\(color(text.ink))\"/>\n"
      return
    }
    let weight = text.ink == .strong ? " font-weight=\"bold\"" : ""
    body += "<text x=\"\(text.column * SVG.cellWidth)\" y=\"\(baseline(text.row))\" "
    body += "xml:space=\"preserve\" fill=\"\(color(text.ink))\"\(weight)>"
    body += "\(escaped(text.text == "⣿" ? "•" : text.text))</text>\n"
  }

  private mutating func draw(_ frame: Frame) {
    let box = Box(frame.area)
    let axis = "stroke=\"#6c6c6c\""
    body += line((box.left, box.top, box.left, box.bottom), axis)
    body += line((box.left, box.bottom, box.right, box.bottom), axis)
    for label in frame.left {
      let y = box.y(label.position)
      body += line((box.left - 4, y, box.left, y), axis)
      // Not into the title's row.
      let line = max(y + 4.5, box.top + 9)
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

  /// What the axes show: below the one, turned beside the other.
  private mutating func drawTitles(beside box: Box) {
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

  private func words(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" "
      + "fill=\"\(color(.text))\">\(escaped(text))</text>\n"
  }

  private func line(_ ends: (Double, Double, Double, Double), _ style: String) -> String {
    "<line x1=\"\(number(ends.0))\" y1=\"\(number(ends.1))\" x2=\"\(number(ends.2))\" "
      + "y2=\"\(number(ends.3))\" \(style)/>\n"
  }

  private func color(_ ink: Ink) -> String { ink.svg }

  private func baseline(_ row: Int) -> Int { row * SVG.cellHeight + 12 }
}
