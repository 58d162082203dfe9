import Support

/// Turns a chart into a vector picture with the same words and ticks as on the terminal.
package enum SVG {
  /// A complete SVG 1.1 document, `width` × `height` pixels.
  ///
  /// The layout is that of a terminal with cells of 8 × 16 pixels; lines and marks keep the full
  /// resolution. Title and description are in it for readers who do not see the picture. With `hasReadout` points,
  /// bars and corners of lines say their values where a browser points at them.
  package static func render(
    _ plot: Plot, width: Int = 800, height: Int = 500, theme: SVGTheme = .light,
    hasReadout: Bool = false
  ) -> String {
    draw(plot, width: width, height: height, theme: theme, hasReadout: hasReadout).text
  }

  /// The same with its size; with `isCropped` without the rows at the foot that stay blank,
  /// and with those that a list of bars or groups needs.
  package static func draw(
    _ plot: Plot, width: Int = 800, height: Int = 500, theme: SVGTheme = .light,
    hasReadout: Bool = false, isCropped: Bool = false
  ) -> (text: String, width: Int, height: Int) {
    let margins = SVGMargins(of: plot)
    // Rows that would be left out make a picture higher whose height nobody asked for.
    let needed = min(4000, (plot.chart.wholeRows ?? 0) * cellHeight + margins.down)
    let tall = isCropped ? max(height, needed) : height
    // Side by side on a page letters are of one size.
    let most = isCropped && !plot.chart.growsWhole ? 1.25 : .infinity
    let zoom = min(most, plot.chart.zoom(of: plot, width: width, height: tall))
    var full = SVGZoom.size(width, tall, by: 1)
    let size = SVGZoom.size(width, tall, by: zoom)
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
      bare, width: columns, height: max(5, rows - heading.count),
      capabilities: theme.capabilities)
    var drawn = max(height, (scene.height + heading.count) * cellHeight + margins.down)
    if isCropped, scene.rowsUsed + 1 < scene.height {
      drawn = (scene.rowsUsed + heading.count) * cellHeight + margins.down
      full.height = min(full.height, Int(saturating: (Double(drawn) * zoom).rounded(.up)))
    }
    var writer = SVGWriter(
      scene, heading: heading, margins: margins,
      width: max(width, scene.width * cellWidth + margins.across),
      height: drawn, zoom: zoom == 1 ? nil : full, theme: theme)
    writer.readout = hasReadout ? SVGReadout(plot, scene) : nil
    writer.asked = hasReadout ? plot : nil
    writer.drawScene()
    writer.addEntries(of: plot, isAsked: hasReadout)
    let text = writer.document(title: title(of: plot), description: plot.description)
    return (text, writer.shown.width, writer.shown.height)
  }

  /// What a picture of the chart is called: its title, else its headline.
  package static func title(of plot: Plot) -> String {
    plot.title.isEmpty ? plot.headline : clean(plot.title)
  }

  static let cellWidth = 8
  static let cellHeight = 16
  static let capabilities = SVGTheme.light.capabilities
  /// Letters without serifs, whatever the machine has.
  static let fonts = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
}

/// The parts of one document.
struct SVGWriter {
  let scene: Scene
  var body = ""
  /// Where the last words ended, in cells.
  var lastWords = (row: -1, column: 0)
  /// What its plot area is called, among those of one document.
  var areaName = "area"

  /// The colours.
  let theme: SVGTheme
  /// What marks say when somebody points at them; `nil` for nothing.
  var readout: SVGReadout?
  /// The plot whose bars without axes are asked; `nil` for none.
  var asked: Plot?

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
    zoom: (width: Int, height: Int)?, theme: SVGTheme = .light
  ) {
    self.theme = theme
    self.scene = scene
    self.heading = heading
    self.margins = margins
    self.width = min(width, 500 * SVG.cellWidth + margins.across)
    self.height = min(height, 260 * SVG.cellHeight + margins.down)
    shown = zoom ?? (self.width, self.height)
  }

  /// The whole, when the scene has been drawn; in a page or notebook that is narrower it shrinks.
  func document(title: String, description: String) -> String {
    let clip = self.clip
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(shown.width)" height="\(shown.height)" \
      viewBox="\(-margins.left) \(-margins.top) \(width) \(height)" role="img" aria-labelledby="title desc" \
      style="max-width:100%;height:auto" font-family="\(SVG.fonts)" font-size="13">
      <title id="title">\(escaped(title))</title>
      <desc id="desc">\(escaped(description))</desc>
      \(clip)<rect x="\(-margins.left)" y="\(-margins.top)" width="\(width)" height="\(height)" \
      fill="\(theme.background)"/>
      \(placed(body))</svg>

      """
  }

  mutating func drawScene() {
    if let frame = scene.frame { drawGrid(of: frame) }
    for index in scene.marks.indices.untilInterrupted { draw(scene.marks[index]) }
    if let frame = scene.frame {
      draw(frame)
      drawTitles(beside: Box(frame.area))
    }
    for (number, inset) in scene.insets.enumerated() {
      let plots = (asked?.chart as? PanelChart)?.plots ?? []
      body += SVGWriter.element(
        inset, of: number < plots.count ? plots[number] : nil,
        areaName: "\(areaName)-\(number + 1)", theme)
    }
    for text in (scene.frame?.titles ?? []) + scene.texts { draw(text) }
  }

  /// What keeps its lines inside the plot area.
  var clip: String {
    guard let area = scene.frame?.area ?? scene.canvas else { return "" }
    return "<clipPath id=\"\(areaName)\">\(Box(area).element(""))</clipPath>\n"
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
    case .span(let span):
      body += span.element(fill: color(span.ink), words: words(of: span))
    case .outline(let outline): body += SVGLines.element(outline, theme)
    case .link(let link): body += SVGLines.element(link, theme)
    case .stroke(let stroke): body += SVGLines.element(stroke, theme)
    default:
      guard let area = scene.frame?.area ?? scene.canvas else { return }
      let box = Box(area)
      switch mark {
      case .path(let path): draw(path, in: box)
      case .point(let point): draw(point, in: box)
      case .rule(let rule): draw(rule, in: box)
      case .bar(let bar): draw(bar, in: box)
      case .area(let part): body += SVGLines.element(part, in: box, clip: areaName, theme)
      default: break
      }
    }
  }

  private mutating func draw(_ mark: PointMark, in box: Box) {
    guard (0...1).contains(mark.place.x), (0...1).contains(mark.place.y) else { return }
    let x = box.x(mark.place.x)
    let y = box.y(mark.place.y)
    if case .category(let index) = mark.symbol {
      let isOpen = mark.isReverse || isHollow(index)
      let line = mark.isReverse ? color(.alert) : isOpen ? color(mark.ink) : theme.background
      body += shape(index, x, y) + " fill=\"\(isOpen ? theme.background : color(mark.ink))\" "
      body += "stroke=\"\(line)\" stroke-width=\"\(isOpen && !mark.isReverse ? "1.4" : "1")\""
      body += closed(readout?.words(at: mark.place), name: index % 4 == 0 ? "circle" : "path")
    } else {
      let sign = String(Character(mark.symbol.glyph(scene.capabilities)))
      // Whole inside the picture, and not half upon what stands above it.
      let inside = min(max(y, box.top + 6), max(box.bottom - 5, box.top + 6))
      body += "<text x=\"\(number(x))\" y=\"\(number(inside + 4.5))\" text-anchor=\"middle\" "
      body += "fill=\"\(color(mark.ink))\">\(sign)</text>\n"
    }
  }

  private mutating func draw(_ rule: Rule, in box: Box) {
    let share =
      switch rule {
      case .vertical(let x): x
      case .horizontal(let y): y
      }
    // Far outside programs that draw lose count, and put it into the picture.
    guard (-1...2).contains(share) else { return }
    let ends =
      switch rule {
      case .vertical(let x): (box.x(x), box.top, box.x(x), box.bottom)
      case .horizontal(let y): (box.left, box.y(y), box.right, box.y(y))
      }
    guard ends.0.isFinite, ends.1.isFinite else { return }
    body += line(
      ends,
      "stroke=\"\(theme.rule)\" stroke-dasharray=\"2 3\" clip-path=\"url(#\(areaName))\"")
  }

  private mutating func draw(_ bar: Bar, in box: Box) {
    guard bar.height.isFinite else { return }
    let x = box.left + Double(bar.column * SVG.cellWidth)
    let y = box.y(min(max(bar.height, 0), 1))
    let width = Double(bar.width * SVG.cellWidth) - 1
    body += "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" "
    body += "height=\"\(number(box.bottom - y))\" fill=\"\(color(bar.ink))\""
    body += closed(readout?.words(of: bar), name: "rect")
  }
}

extension SVGWriter {
  /// Runs of equal pixels become one rectangle, and all rectangles of a colour one path.
  private mutating func draw(_ field: PixelField) {
    let cells = field.cells
    guard field.colors.count == field.across * field.down else { return }
    // Finenesses divide both, so that pixels begin at whole numbers.
    let width = SVG.cellWidth / field.fineness
    let height = SVG.cellHeight / 2 / field.fineness
    var paths: [RGB: Int] = [:]
    var shapes: [(tone: RGB, data: String)] = []
    for row in (0..<field.down).untilInterrupted {
      var start = 0
      while start < field.across {
        let tone = field.colors[row * field.across + start]
        var end = start + 1
        while end < field.across, field.colors[row * field.across + end] == tone { end += 1 }
        let x = cells.column * SVG.cellWidth + start * width
        let y = cells.row * SVG.cellHeight + row * height
        let across = (end - start) * width
        let index = paths[tone] ?? shapes.count
        if index == shapes.count {
          paths[tone] = index
          shapes.append((tone, ""))
        }
        shapes[index].data += "M\(x) \(y)h\(across)v\(height)h-\(across)z"
        start = end
      }
    }
    body += "<g shape-rendering=\"crispEdges\">\n"
    for shape in shapes { body += "<path fill=\"\(hex(shape.tone))\" d=\"\(shape.data)\"/>\n" }
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
}
