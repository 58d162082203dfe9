import Support

/// One picture, or several with captions: colours in half blocks, else thresholded blocks.
struct ImageGrid {
  static func scene(_ plot: Plot, _ cells: [ImageCell], in place: Place) -> Scene {
    var scene = place.scene
    let cells = cells.filter { $0.width > 0 }
    guard let first = cells.first else {
      scene.addTitle(plot.title, [])
      scene.add("no picture", row: place.height / 2, column: max(0, place.width / 2 - 5))
      return scene
    }
    let top = plot.title.isEmpty && plot.notes.isEmpty && cells.count == 1 ? 0 : 1
    let tile = Tile(cells, first: first, in: place, rows: place.height - top)
    let shown = min(cells.count, tile.across * tile.down)
    var facts = plot.notes.map { RowItem(text: clean($0)) }
    if shown < cells.count { facts.insert(RowItem(text: "\(shown) of \(cells.count)"), at: 0) }
    facts.append(RowItem(text: "\(first.width)×\(first.height)"))
    if top > 0 { scene.addTitle(plot.title, facts) }
    for (index, cell) in cells.prefix(shown).enumerated() {
      let column = index % tile.across * (tile.width + tile.gap)
      let row = top + index / tile.across * (tile.height + tile.captionRows)
      let box = CellRectangle(column: column, row: row, width: tile.width, height: tile.height)
      draw(cell, in: box, of: &scene)
      if tile.captionRows > 0 {
        let text = TextWidth.truncate(clean(cell.caption), to: tile.width)
        let start = column + (tile.width - columns(of: text)) / 2
        scene.add(text, row: row + tile.height, column: start)
      }
    }
    return scene
  }

  /// Sizes in cells.
  private struct Tile {
    var width: Int
    var height: Int
    let gap = 2
    let captionRows: Int
    var across: Int
    var down: Int

    init(_ cells: [ImageCell], first: ImageCell, in place: Place, rows: Int) {
      captionRows = cells.contains { !$0.caption.isEmpty } ? 1 : 0
      let isQuadrant = ImageGrid.isQuadrant(place.capabilities)
      // Whole factors keep pixels alike; quadrants show twice as many pixels across.
      var factors = [0.5, 0.25, 0.125, 0.0625, 0.03125]
      if cells.count == 1 {
        let wanted = min(place.width, 48)
        let largest = max(1, min(wanted / first.width, 2 * rows / max(1, first.height)))
        factors = Array(stride(from: Double(largest), to: 0.9, by: -1)) + factors
      } else if !isQuadrant || cells.count == 1 {
        factors.insert(1, at: 0)
      }
      (width, height, across, down) = (1, 1, 1, 1)
      for factor in factors {
        width = max(1, Int(saturating: (Double(first.width) * factor).rounded()))
        height = max(1, Int(saturating: (Double(first.height) * factor / 2).rounded()))
        if isQuadrant, cells.count > 1 {
          height = max(1, Int(saturating: (Double(first.height) * factor).rounded()))
        }
        across = max(0, (place.width + gap) / (width + gap))
        down = max(0, rows / (height + captionRows))
        if across * down >= min(cells.count, 8), across > 0, down > 0 { break }
      }
      width = min(width, place.width)
      height = min(height, max(1, rows - captionRows))
      across = max(1, across)
      down = max(1, down)
    }
  }

  /// Whether several pictures are drawn in 2 × 2 dots a cell.
  private static func isQuadrant(_ capabilities: Capabilities) -> Bool {
    capabilities.depth < .palette256 && capabilities.hasSymbols
  }

  private static func draw(_ cell: ImageCell, in box: CellRectangle, of scene: inout Scene) {
    let capabilities = scene.capabilities
    if capabilities.depth >= .palette256, capabilities.hasSymbols {
      let colors = samples(cell, columns: box.width, rows: 2 * box.height)
      scene.marks.append(.pixels(PixelField(cells: box, colors: colors)))
      return
    }
    let isASCII = !capabilities.hasSymbols
    // Half blocks have one dot across and two down, quadrants two and two.
    let isHalf = box.width >= cell.width || isASCII
    let across = isHalf ? 1 : 2
    let down = isASCII ? 1 : 2
    let colors = samples(cell, columns: across * box.width, rows: down * box.height)
    var glyphs: [Unicode.Scalar] = []
    for row in 0..<box.height {
      for column in 0..<box.width {
        if isASCII {
          let light = colors[row * box.width + column].lightness
          glyphs.append(Shades.glyph(light, capabilities))
          continue
        }
        var mask = 0
        for y in 0..<2 {
          for x in 0..<across
          where colors[(2 * row + y) * across * box.width + across * column + x].lightness >= 0.4 {
            mask |= (isHalf ? 3 : 1 << x) << (2 * y)
          }
        }
        glyphs.append(DotGlyphs.quadrants[mask])
      }
    }
    scene.marks.append(.glyphs(GlyphField(cells: box, glyphs: glyphs, inks: [.text])))
  }

  private static func samples(_ cell: ImageCell, columns: Int, rows: Int) -> [RGB] {
    var result: [RGB] = []
    result.reserveCapacity(columns * rows)
    for row in 0..<rows {
      let y = Double(row) / Double(rows)..<Double(row + 1) / Double(rows)
      for column in 0..<columns {
        let x = Double(column) / Double(columns)..<Double(column + 1) / Double(columns)
        result.append(cell.color(x: x, y: y))
      }
    }
    return result
  }
}
