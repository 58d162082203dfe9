import Support

/// Turns a scene into cells.
package enum Raster {
  /// The picture of `scene`, exactly its width and height.
  package static func grid(_ scene: Scene) -> CellGrid {
    var painter = Painter(scene)
    painter.paint()
    return painter.grid
  }
}

/// Paints the layers of one scene from back to front.
struct Painter {
  let scene: Scene
  var grid: CellGrid

  init(_ scene: Scene) {
    self.scene = scene
    grid = CellGrid(width: scene.width, height: scene.height)
  }

  var capabilities: Capabilities { scene.capabilities }
  private var isASCII: Bool { capabilities.glyphs == .ascii }

  mutating func paint() {
    for index in scene.marks.indices.untilInterrupted {
      switch scene.marks[index] {
      case .pixels(let field): paint(field)
      case .glyphs(let field): paint(field)
      default: break
      }
    }
    paintSpans()
    paintLines()
    if let area = scene.frame?.area ?? scene.canvas {
      paintBars(in: area)
      paintPaths(in: area)
      paintPoints(in: area)
    }
    if let frame = scene.frame { paint(frame) }
    for inset in scene.insets {
      grid.draw(Raster.grid(inset.scene), row: inset.row, column: inset.column)
    }
    for text in (scene.frame?.titles ?? []) + scene.texts {
      var style = Palette.style(text.ink, capabilities)
      if text.isReverse { style.attributes.insert(.reverse) }
      grid.write(
        text.text, row: text.row, column: text.column, like: style, isASCII: isASCII,
        keepsText: capabilities.keepsText,
        keepsBackground: true)
    }
    if let frame = scene.frame { paintRules(in: frame.area) }
  }

  private mutating func paintPaths(in area: CellRectangle) {
    var canvas = DotCanvas(columns: area.width, rows: area.height, dots: capabilities.dots)
    var styles: [Cell] = [Cell()]
    for case .area(let part) in scene.marks where styles.count < 255 {
      var style = Palette.style(part.ink, capabilities)
      style.scalar = part.sign
      style.owner = UInt8(styles.count)
      styles.append(style)
      // Every other dot, so that lines in front are seen without colour.
      canvas.draw(
        part.strokes(area.width * capabilities.dots.columns), owner: style.owner,
        pattern: capabilities.depth == .none ? .dotted : .solid)
    }
    for case .path(let path) in scene.marks where styles.count < 255 {
      var style = Palette.style(path.ink, capabilities)
      style.scalar = path.sign
      style.owner = UInt8(styles.count)
      styles.append(style)
      canvas.draw(
        path.points, owner: style.owner, pattern: path.pattern, thickness: path.thickness)
    }
    guard styles.count > 1 else { return }
    for row in 0..<area.height {
      for column in 0..<area.width {
        let owner = canvas.owners[row * area.width + column]
        guard owner > 0, grid.contains(row: area.row + row, column: area.column + column) else {
          continue
        }
        var cell = styles[Int(owner)]
        cell.scalar = DotGlyphs.scalar(
          canvas.masks[row * area.width + column], capabilities.glyphs, sign: cell.scalar)
        cell.background = grid[area.row + row, area.column + column].background
        grid[area.row + row, area.column + column] = cell
      }
    }
  }

  private mutating func paintPoints(in area: CellRectangle) {
    for index in scene.marks.indices.untilInterrupted {
      guard case .point(let mark) = scene.marks[index] else { continue }
      let place = mark.place
      guard let (row, column) = cell(of: place, in: area) else { continue }
      var style = Palette.style(mark.ink, capabilities)
      style.scalar = mark.symbol.glyph(capabilities)
      style.background = grid[row, column].background
      if mark.isReverse { style.attributes.insert(.reverse) }
      style.owner = 255
      grid[row, column] = style
    }
  }

  /// The cell of a place inside the unit square.
  private func cell(of place: UnitPoint, in area: CellRectangle) -> (Int, Int)? {
    guard (0...1).contains(place.x), (0...1).contains(place.y), area.width > 0, area.height > 0
    else { return nil }
    let dots = capabilities.dots
    let across = Int(saturating: (place.x * Double(area.width * dots.columns - 1)).rounded())
    let down = Int(saturating: ((1 - place.y) * Double(area.height * dots.rows - 1)).rounded())
    let row = area.row + down / dots.rows
    let column = area.column + across / dots.columns
    return grid.contains(row: row, column: column) ? (row, column) : nil
  }

  private mutating func paintRules(in area: CellRectangle) {
    let symbols = capabilities.hasSymbols
    let style = Palette.style(.faint, capabilities)
    for case .rule(let rule) in scene.marks {
      switch rule {
      case .vertical(let x):
        guard let (_, column) = cell(of: UnitPoint(x, 0), in: area) else { continue }
        for row in area.row..<area.row + area.height {
          fill(row, column, symbols ? "┊" : ":", style)
        }
      case .horizontal(let y):
        guard let (row, _) = cell(of: UnitPoint(0, y), in: area) else { continue }
        for column in area.column..<area.column + area.width {
          fill(row, column, symbols ? "┈" : "-", style)
        }
      }
    }
  }

  private mutating func fill(_ row: Int, _ column: Int, _ scalar: Unicode.Scalar, _ style: Cell) {
    guard grid.contains(row: row, column: column), grid[row, column].isBlank else { return }
    var cell = style
    cell.scalar = scalar
    grid[row, column] = cell
  }
}

extension Painter {
  private mutating func paint(_ field: PixelField) {
    let cells = field.cells
    guard field.colors.count == cells.width * cells.height * 2 else { return }
    for row in 0..<cells.height {
      for column in 0..<cells.width {
        guard grid.contains(row: cells.row + row, column: cells.column + column) else { continue }
        let upper = field.colors[2 * row * cells.width + column]
        let lower = field.colors[(2 * row + 1) * cells.width + column]
        let background = Palette.color(lower, capabilities)
        grid[cells.row + row, cells.column + column] =
          upper == lower
          ? Cell(background: background)
          : Cell("▀", foreground: Palette.color(upper, capabilities), background: background)
      }
    }
  }

  private mutating func paint(_ field: GlyphField) {
    let cells = field.cells
    guard field.glyphs.count == cells.width * cells.height else { return }
    for row in 0..<cells.height {
      for column in 0..<cells.width {
        guard grid.contains(row: cells.row + row, column: cells.column + column) else { continue }
        let index = row * cells.width + column
        let ink = index < field.inks.count ? field.inks[index] : field.inks.first ?? .text
        var cell = Palette.style(ink, capabilities)
        cell.scalar = field.glyphs[index]
        grid[cells.row + row, cells.column + column] = cell
      }
    }
  }

  private mutating func paintBars(in area: CellRectangle) {
    for case .bar(let bar) in scene.marks {
      var style = Palette.style(bar.ink, capabilities)
      let parts = capabilities.hasSymbols ? 8 : 1
      let units = bar.height.isFinite ? min(max(bar.height, 0), 1) * Double(area.height * parts) : 0
      // What is not empty is seen.
      let filled = units > 0 ? max(1, Int(saturating: units.rounded())) : 0
      for row in 0..<area.height {
        let here = min(parts, filled - row * parts)
        guard here > 0 else { break }
        style.scalar = parts == 8 ? eighths[here - 1] : "#"
        style.owner = 254
        for column in bar.column..<bar.column + max(1, bar.width) where column < area.width {
          let line = area.row + area.height - 1 - row
          guard grid.contains(row: line, column: area.column + column) else { continue }
          grid[line, area.column + column] = style
        }
      }
    }
  }

  private mutating func paintSpans() {
    for case .span(let span) in scene.marks {
      var style = Palette.style(span.ink, capabilities)
      style.owner = 254
      let (column, glyphs) = span.glyphs(capabilities, width: scene.width)
      for (offset, glyph) in glyphs.enumerated()
      where grid.contains(row: span.row, column: column + offset) {
        style.scalar = glyph
        grid[span.row, column + offset] = style
      }
    }
  }

  private mutating func paint(_ frame: Frame) {
    let area = frame.area
    let symbols = capabilities.hasSymbols
    let faint = Palette.style(.faint, capabilities)
    let axis = area.column - 1
    func put(_ scalar: Unicode.Scalar, _ row: Int, _ column: Int, _ style: Cell) {
      guard grid.contains(row: row, column: column) else { return }
      var cell = style
      cell.scalar = scalar
      grid[row, column] = cell
    }
    for row in area.row..<area.row + area.height { put(symbols ? "│" : "|", row, axis, faint) }
    let below = area.row + area.height
    put(symbols ? "└" : "+", below, axis, faint)
    for column in area.column..<area.column + area.width {
      put(symbols ? "─" : "-", below, column, faint)
    }
    for place in frame.minor where symbols {
      put("╴", frame.row(of: place, dots: capabilities.dots.rows), axis - 1, faint)
    }
    for label in frame.left {
      let row = frame.row(of: label.position, dots: capabilities.dots.rows)
      put(symbols ? "┤" : "+", row, axis, faint)
      grid.write(
        label.text, row: row, column: axis - 1 - columns(of: label.text), like: Cell(),
        isASCII: isASCII, keepsText: capabilities.keepsText)
    }
    for label in frame.bottom {
      let column = frame.column(of: label.position, dots: capabilities.dots.columns)
      put(symbols ? "┬" : "+", below, column, faint)
      let width = columns(of: label.text)
      let start = max(0, min(column - width / 2, scene.width - width))
      grid.write(
        label.text, row: below + 1, column: start, like: Cell(), isASCII: isASCII,
        keepsText: capabilities.keepsText)
    }
    let alert = Palette.style(.alert, capabilities)
    for column in frame.gaps {
      put(Symbol.notANumber.glyph(capabilities), below, area.column + column, alert)
    }
  }
}

private let eighths: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
