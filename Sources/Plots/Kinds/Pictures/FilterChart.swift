import Catalog
import Support

/// Filters of a convolution, or what they make of a picture: a table of shades each, white at 0.
package struct FilterChart: NumberChart {
  /// One filter over one input, or one map.
  package struct Tile: Sendable, Equatable {
    /// What stands below it.
    package var caption: String
    /// The numbers, row by row.
    package var map: HeatMap
  }

  /// Filter after filter.
  package let tiles: [Tile]
  /// How they are called: `filter`, `map`.
  let word: String
  /// How many there are, where only the first are kept.
  private let all: Int

  init(_ tiles: [Tile], word: String, of all: Int) {
    (self.tiles, self.word, self.all) = (tiles, word, all)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "filters", .chart,
    "a kernel [h, w, inputs, filters] or maps [h, w, channels] as tables of shades, white at 0",
    example: "plot normal([5, 5, 1, 8]), kind=filters")

  /// Kernels, and outputs of convolutions: four axes of which the last is none of colours.
  package static func fit(_ table: NumberTable) -> ChartFit {
    table.rank == 4 && !table.hasChannels ? .shape : .onRequest
  }

  /// More tiles than these are told apart on no screen.
  private static let limit = 256

  /// A matrix as one tile, [h, w, channels] or [1, h, w, channels] as maps, [h, w, inputs, filters] as filters.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    var extents = table.extents
    let areMaps = table.rank == 3 || table.rank == 4 && extents[0] == 1 && extents[1] > 1
    if areMaps, table.rank == 4 { extents.removeFirst() }
    if table.rank == 2 { extents.append(1) }
    guard (2...4).contains(table.rank), !table.values.isEmpty else {
      throw ChartFault.shape(kind: "filters", extents: table.extents)
    }
    let (height, width) = (extents[0], extents[1])
    let (inputs, filters) = extents.count == 4 ? (extents[2], extents[3]) : (1, extents[2])
    let word = areMaps || table.rank == 2 ? "map" : "filter"
    var tiles: [Tile] = []
    for filter in 0..<filters {
      for input in 0..<inputs where tiles.count < limit {
        try Interrupt.check()
        let values = (0..<height * width).map {
          table.values[($0 * inputs + input) * filters + filter]
        }
        let caption = inputs > 1 ? "\(filter)·\(input)" : filters > 1 ? "\(filter)" : ""
        tiles.append(
          Tile(caption: caption, map: HeatMap(rows: height, columns: width, values: values)))
      }
    }
    return Plot(
      FilterChart(tiles, word: word, of: filters * inputs),
      title: areMaps || table.rank == 2
        ? table.label : "\(table.label): \(plural(filters, "filter")), side by side")
  }

  private var range: ClosedRange<Double> {
    let ranges = tiles.compactMap(\.map.range)
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return 0...1
    }
    return low...high
  }

  /// How many there are of which size.
  package var headline: String { plural(all, word) }

  /// The numbers of each.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    tiles.map { ChartColumn($0.caption.isEmpty ? word : $0.caption, $0.map.values) }
  }

  /// How many numbers there are, the least and the largest.
  package var storedText: String? { storedRange(of: tiles.flatMap(\.map.values)) }

  /// How many there are, of which size, and where the largest number stands.
  package func description(of plot: Plot) -> [String] {
    guard let first = tiles.first else { return ["Nothing to draw."] }
    var result = ["\(plural(all, word)) of \(first.map.rows)×\(first.map.columns) numbers."]
    let strongest = tiles.indices.max { strength(tiles[$0]) < strength(tiles[$1]) } ?? 0
    let range = range
    result.append(
      "They go from \(short(range.lowerBound)) to \(short(range.upperBound))"
        + (tiles.count > 1 ? "; the strongest is in \(word) \(tiles[strongest].caption)." : "."))
    return result
  }

  private func strength(_ tile: Tile) -> Double {
    tile.map.range.map { max(abs($0.lowerBound), abs($0.upperBound)) } ?? 0
  }

  /// As many tiles as fit, as large as all of them can be.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    guard let first = tiles.first else {
      scene.addTitle(plot.title, [])
      scene.add("nothing", row: place.height / 2, column: max(0, place.width / 2 - 3))
      return scene
    }
    let isColored = place.capabilities.depth >= .palette256 && place.capabilities.hasSymbols
    let captions = tiles.contains { !$0.caption.isEmpty } ? 1 : 0
    let room = place.height - 2
    let (columns, rows) = (first.map.columns, first.map.rows)
    var best = (
      width: min(columns, place.width), height: max(1, min(room, rows)), across: 1, down: 1
    )
    var shown = 0
    for factor in [12, 10, 8, 7, 6, 5, 4, 3, 2, 1] {
      // Half blocks are square; characters are twice as high as wide.
      let width = columns * factor * (isColored ? 1 : 2)
      let height = isColored ? (rows * factor + 1) / 2 : rows * factor
      let across = (place.width + 2) / (width + 2)
      let down = room / (height + captions)
      let count = min(tiles.count, across * down)
      if count > shown, width <= 48 || tiles.count == 1 {
        best = (width, height, across, down)
        shown = count
      }
    }
    // Several smaller ones say more than one whole: what shares a place shows its farthest value.
    var part = 1
    for divisor in 2...8 where shown < min(tiles.count, 8) {
      let width = (columns * (isColored ? 1 : 2) + divisor - 1) / divisor
      let height = ((isColored ? (rows + 1) / 2 : rows) + divisor - 1) / divisor
      let across = (place.width + 2) / (width + 2)
      let down = room / (height + captions)
      let count = min(tiles.count, across * down)
      if width >= 4, height >= 2, count > shown {
        best = (width, height, across, down)
        (shown, part) = (count, divisor)
      }
    }
    let count = max(1, min(tiles.count, best.across * best.down))
    let range = range
    for (index, tile) in tiles.prefix(count).enumerated() {
      let column = index % best.across * (best.width + 2)
      let row = 1 + index / best.across * (best.height + captions)
      scene.addShades(
        tile.map.values, columns: tile.map.columns, rows: tile.map.rows,
        cells: CellRectangle(
          column: column, row: row, width: best.width, height: min(best.height, place.height - row)),
        low: range.lowerBound, high: range.upperBound)
      scene.tables.append(
        SceneTable(
          cells: CellRectangle(
            column: column, row: row, width: best.width,
            height: min(best.height, place.height - row)),
          rows: tile.map.rows, columns: tile.map.columns))
      let text = TextWidth.truncate(tile.caption, to: best.width)
      scene.add(
        text, row: row + best.height,
        column: column + (best.width - TextWidth.columns(of: text)) / 2)
    }
    var facts = count < all ? [RowItem.shown(count, of: all)] : []
    facts.append(RowItem(text: "\(rows)×\(columns)" + (part > 1 ? " at 1/\(part)" : "")))
    facts.append(RowItem(text: "min \(short(range.lowerBound))"))
    facts.append(RowItem(text: "max \(short(range.upperBound))"))
    scene.addTitle(plot.title, facts + plot.noteItems)
    let last = 1 + (count + best.across - 1) / best.across * (best.height + captions)
    if last < place.height { addScale(range, row: last, isColored: isColored, to: &scene) }
    return scene
  }

  private func addScale(
    _ range: ClosedRange<Double>, row: Int, isColored: Bool, to scene: inout Scene
  ) {
    guard isColored else {
      let text = ShadeScale(low: range.lowerBound, high: range.upperBound)
        .legend(scene.capabilities)
      return scene.add(TextWidth.truncate(text, to: scene.width), row: row, column: 0)
    }
    let most = max(abs(range.lowerBound), abs(range.upperBound))
    let isDiverging = range.lowerBound < 0 && range.upperBound > 0
    let (low, high) = isDiverging ? (-most, most) : (range.lowerBound, range.upperBound)
    let end = scene.add([RowItem(text: short(low))], row: row, column: 0)
    let steps = 16
    guard end + steps + 2 < scene.width, (high - low).isFinite else { return }
    scene.addShades(
      (0..<steps).map { low + (high - low) * Double($0) / Double(steps - 1) }, columns: steps,
      rows: 1,
      cells: CellRectangle(column: end + 1, row: row, width: steps, height: 1), low: low, high: high
    )
    scene.add(short(high), row: row, column: end + steps + 2)
  }
}
