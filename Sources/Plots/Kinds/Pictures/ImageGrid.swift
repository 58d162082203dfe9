import Catalog
import Support

/// One picture, or several with captions: colours in half blocks, else thresholded blocks.
package struct ImageGrid: NumberChart {
  /// The pictures, row by row.
  package let cells: [ImageCell]

  /// A chart of these pictures.
  package init(_ cells: [ImageCell]) { self.cells = cells }

  /// More than can be told apart on any screen.
  private static let limit = 100

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "image", .chart, "[h, w], [h, w, 1 or 3] or up to 100 of them as pictures, grey or in colour",
    example: "plot reshape(range(64) / 63, [8, 8]), kind=image")

  /// 28 × 28 numbers, three axes, or four of which the last is one of colours.
  package static func fit(_ table: NumberTable) -> ChartFit {
    switch table.rank {
    case 2: table.extents == [28, 28] ? .shape : .onRequest
    case 3: .shape
    case 4: table.hasChannels ? .shape : .onRequest
    default: table.rank > 4 ? .general : .onRequest
    }
  }

  /// The pictures of the first table; more than 100 are refused.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let pictures = try ImageCell.pictures(tables[0])
    guard pictures.count <= limit else { throw ChartFault.tooManyPictures(pictures.count) }
    return Plot.images(pictures, title: tables[0].label)
  }

  /// The caption of the first picture, else its size.
  package var headline: String {
    guard let first = cells.first else { return "no picture" }
    return first.caption.isEmpty ? "\(first.width)×\(first.height)" : clean(first.caption)
  }

  /// The pixels of each picture, under its caption.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    cells.map { ChartColumn($0.caption, $0.values) }
  }

  /// The size and the caption of each picture.
  package var storedText: String? {
    cells.map { "\($0.width) x \($0.height) image \($0.caption)" }.joined(separator: "\n")
  }

  /// How many pictures of which size there are, where a single one is light, and the first twelve captions.
  package func description(of plot: Plot) -> [String] {
    guard let first = cells.first else { return ["No picture."] }
    let colors = first.channels == 3 ? "in colour" : "in grey"
    var result = [
      "\(plural(cells.count, "picture")) of \(first.width)×\(first.height) pixels \(colors)."
    ]
    let answers = cells.compactMap(\.isRight)
    if !answers.isEmpty {
      result.append("\(answers.count { $0 }) of \(answers.count) answers are right.")
      if cells.contains(where: { $0.caption.contains("✓") || $0.caption.contains("✗") }) {
        result.append(
          "A caption is the true class, ✓ or ✗ and what was predicted, and its probability.")
      }
    }
    if cells.count == 1, !first.thirds.isEmpty { result.append(first.thirds) }
    result += PictureBoxes.sentences(of: cells)
    let captions = cells.prefix(12).map { clean($0.caption) }.filter { !$0.isEmpty }
    if !captions.isEmpty { result.append("Captions: \(captions.joined(separator: "; ")).") }
    return result
  }

  /// Pictures are what is looked at.
  package var growsWhole: Bool { true }

  /// Up to 6: the one of some factors that covers most of the size, with as many pictures shown.
  package func zoom(of plot: Plot, width: Int, height: Int) -> Double {
    var best = (factor: 1.0, cover: 0.0, count: 0, pixels: 0)
    for step in 16...96 where !Interrupt.isRaised {
      let factor = Double(step) / 16
      let size = SVGZoom.size(width, height, by: factor)
      let (columns, rows) = (size.width / SVG.cellWidth - 3, size.height / SVG.cellHeight - 1)
      // A title that would need lines of its own keeps the letters small.
      let hasTitle = TextWidth.columns(of: clean(plot.title)) + 8 <= columns
      guard columns >= 12, rows >= 6, hasTitle || step == 16 else { break }
      let scene = PlotLayout.scene(
        plot, width: columns, height: rows, capabilities: SVG.capabilities)
      let boxes = scene.marks.compactMap { mark -> CellRectangle? in
        if case .pixels(let field) = mark { field.cells } else { nil }
      }
      let area = boxes.reduce(0) { $0 + $1.width * $1.height }
      let cover = Double(area) / Double(columns * rows)
      // Letters grow, pictures keep their pixels.
      let pixels = boxes.first?.width ?? 0
      if step == 16 || boxes.count >= best.count && pixels >= best.pixels && cover > best.cover {
        best = (factor, cover, boxes.count, pixels)
      }
    }
    return best.factor
  }

  /// As many pictures as fit, at whole factors of their size, with captions below.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let cells = cells.filter { $0.width > 0 }
    guard let first = cells.first else {
      scene.addTitle(plot.title, [])
      scene.add("no picture", row: place.height / 2, column: max(0, place.width / 2 - 5))
      return scene
    }
    let top = plot.title.isEmpty && plot.noteItems.isEmpty && cells.count == 1 ? 0 : 1
    let tile = Tile(cells, first: first, in: place, rows: place.height - top)
    let shown = min(cells.count, tile.across * tile.down)
    var facts = plot.noteItems
    if shown < cells.count { facts.insert(.shown(shown, of: cells.count), at: 0) }
    facts.append(RowItem(text: "\(first.width)×\(first.height)"))
    if top > 0 { scene.addTitle(plot.title, facts) }
    for (index, cell) in cells.prefix(shown).enumerated() {
      let column = index % tile.across * (tile.pitch + tile.gap) + (tile.pitch - tile.width) / 2
      let row = top + index / tile.across * (tile.height + tile.captionRows)
      let box = CellRectangle(column: column, row: row, width: tile.width, height: tile.height)
      Self.draw(cell, in: box, of: &scene)
      if tile.captionRows > 0 {
        let text = TextWidth.truncate(
          clean(cell.caption), to: cells.count == 1 ? place.width : tile.pitch)
        let start = max(0, column + (tile.width - columns(of: text)) / 2)
        scene.add(
          text, row: row + tile.height, column: start, ink: cell.isRight == false ? .alert : .text)
      }
    }
    // Boxes of all pictures in front of all pixels.
    for (index, cell) in cells.prefix(shown).enumerated() where !cell.boxes.isEmpty {
      let column = index % tile.across * (tile.pitch + tile.gap) + (tile.pitch - tile.width) / 2
      let row = top + index / tile.across * (tile.height + tile.captionRows)
      PictureBoxes.draw(
        cell.boxes,
        in: CellRectangle(column: column, row: row, width: tile.width, height: tile.height),
        of: &scene)
    }
    return scene
  }

  /// Sizes in cells.
  private struct Tile {
    var width: Int
    var height: Int
    /// Columns of a picture or of its caption, whichever is wider.
    var pitch: Int
    let gap = 2
    let captionRows: Int
    var across: Int
    var down: Int

    init(_ cells: [ImageCell], first: ImageCell, in place: Place, rows: Int) {
      captionRows = cells.contains { !$0.caption.isEmpty } ? 1 : 0
      // Captions of some letters are read whole, long ones are cut.
      let caption = min(14, cells.lazy.map { columns(of: clean($0.caption)) }.max() ?? 0)
      let isQuadrant = ImageGrid.isQuadrant(place.capabilities)
      // Whole factors keep pixels alike; quadrants show twice as many pixels across.
      var factors = [0.5, 0.25, 0.125, 0.0625, 0.03125]
      if cells.count == 1 {
        let wanted = min(place.width, 48)
        let largest = max(1, min(wanted / first.width, 2 * rows / max(1, first.height)))
        factors = Array(stride(from: Double(largest), to: 0.9, by: -1)) + factors
      } else if !isQuadrant {
        factors = Self.enlarging(cells, first, in: place.width, rows, captionRows) + [1] + factors
      } else {
        factors = Self.enlarging(cells, first, in: place.width, rows / 2, captionRows) + factors
      }
      // Names of boxes need room: rather few pictures than small ones.
      let wanted = cells.contains { !$0.boxes.isEmpty } ? 1 : min(cells.count, 8)
      (width, height, pitch, across, down) = (1, 1, 1, 1, 1)
      for factor in factors {
        width = max(1, Int(saturating: (Double(first.width) * factor).rounded()))
        height = max(1, Int(saturating: (Double(first.height) * factor / 2).rounded()))
        if isQuadrant, cells.count > 1 {
          height = max(1, Int(saturating: (Double(first.height) * factor).rounded()))
        }
        pitch = max(width, cells.count > 1 ? min(caption, place.width) : 0)
        across = max(0, (place.width + gap) / (pitch + gap))
        down = max(0, rows / (height + captionRows))
        if across * down >= wanted, across > 0, down > 0 { break }
      }
      width = min(width, place.width)
      pitch = cells.count > 1 ? min(max(pitch, width), place.width) : width
      height = min(height, max(1, rows - captionRows))
      across = max(1, across)
      down = max(1, down)
    }

    /// Whole factors above 1 at which all pictures have room: small ones use the screen.
    private static func enlarging(
      _ cells: [ImageCell], _ first: ImageCell, in columns: Int, _ rows: Int, _ captions: Int
    ) -> [Double] {
      guard first.width < 24, first.height < 24 else { return [] }
      return [6, 5, 4, 3, 2].filter { factor in
        let (width, height) = (first.width * factor, (first.height * factor + 1) / 2 + captions)
        guard width <= columns, width <= 36 else { return false }
        return (columns + 2) / (width + 2) * (rows / max(1, height)) >= cells.count
      }.map(Double.init)
    }
  }

  /// Whether several pictures are drawn in 2 × 2 dots a cell.
  private static func isQuadrant(_ capabilities: Capabilities) -> Bool {
    capabilities.depth < .palette256 && capabilities.hasSymbols
  }

  private static func draw(_ cell: ImageCell, in box: CellRectangle, of scene: inout Scene) {
    let capabilities = scene.capabilities
    if capabilities.depth >= .palette256, capabilities.hasSymbols {
      let fineness = max(
        PixelField.fineness(for: cell.width, in: box.width, capabilities),
        PixelField.fineness(for: cell.height, in: 2 * box.height, capabilities))
      let colors = samples(
        cell, columns: fineness * box.width, rows: 2 * fineness * box.height)
      scene.marks.append(.pixels(PixelField(cells: box, colors: colors, fineness: fineness)))
      // Pixels of the paper's own colour end somewhere, too.
      if capabilities.drawsShapes {
        scene.marks.append(
          .outline(
            Outline(
              from: CellPoint(Double(box.column), Double(box.row)),
              to: CellPoint(Double(box.column + box.width), Double(box.row + box.height)),
              ink: .faint)))
      }
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
