import Support

/// A table of numbers as shades, with the numbers where they have room.
struct HeatChart {
  static func scene(_ plot: Plot, _ map: HeatMap, in place: Place) -> Scene {
    var scene = place.scene
    var facts = [RowItem(text: "\(map.rows)×\(map.columns)")]
    if let range = map.range {
      facts.append(RowItem(text: "min \(short(range.lowerBound))"))
      facts.append(RowItem(text: "max \(short(range.upperBound))"))
    }
    let values = map.values
    let missing = values.indices.untilInterrupted.reduce(0) { $0 + (values[$1].isNaN ? 1 : 0) }
    if missing > 0 { facts.append(RowItem(text: "\(missing) NaN")) }
    scene.addTitle(plot.title, facts + plot.notes.map { RowItem(text: clean($0)) })
    guard map.rows > 0, map.columns > 0 else {
      scene.add("no values", row: place.height / 2, column: max(0, place.width / 2 - 5))
      return scene
    }
    draw(map, into: &scene)
    return scene
  }

  private static func draw(_ map: HeatMap, into scene: inout Scene) {
    let names = (0..<map.rows).map { label($0, map.rowLabels) }
    let isFull = map.rows <= scene.height - 3
    let labelWidth = isFull ? min(12, scene.width / 4, names.map { columns(of: $0) }.max() ?? 1) : 0
    let left = labelWidth + (isFull ? 1 : 0)
    let room = scene.width - left
    let rows = isFull ? map.rows : scene.height - 2
    let numberWidth = 9
    let showsNumbers = isFull && map.columns * numberWidth <= room
    let cell = max(1, room / map.columns)
    let width = map.columns <= room ? cell * map.columns : room
    let isMono = scene.capabilities.depth < .palette256 || !scene.capabilities.hasSymbols
    // Few rows stand as high as they are wide, so that no half of the picture is blank; numbers alone
    // are read row by row.
    let isFree = isFull && !(showsNumbers && isMono)
    let pitch = isFree ? max(1, min((scene.height - 3) / rows, (cell + 1) / 2)) : 1
    let height = rows * pitch
    let cells = CellRectangle(
      column: left, row: 2, width: width, height: min(height, scene.height - 2))
    let range = map.range ?? 0...1
    if !(showsNumbers && isMono) {
      scene.addShades(
        map.values, columns: map.columns, rows: map.rows, cells: cells, low: range.lowerBound,
        high: range.upperBound)
    }
    if map.columns <= room { addColumnLabels(map, cell: cell, left: left, to: &scene) }
    guard isFull else { return }
    for row in 0..<map.rows {
      let name = TextWidth.truncate(names[row], to: labelWidth)
      scene.add(
        TextWidth.rightAligned(name, to: labelWidth), row: 2 + row * pitch + (pitch - 1) / 2,
        column: 0)
    }
    if showsNumbers { addNumbers(map, range, cell: cell, pitch: pitch, left: left, to: &scene) }
    addScale(range, row: 2 + height, column: left, to: &scene)
  }

  private static func label(_ index: Int, _ labels: [String]) -> String {
    index < labels.count ? clean(labels[index]) : String(index)
  }

  private static func addColumnLabels(
    _ map: HeatMap, cell: Int, left: Int, to scene: inout Scene
  ) {
    var free = left
    for column in 0..<map.columns {
      let name = TextWidth.truncate(label(column, map.columnLabels), to: max(cell, 3))
      let start = left + column * cell + max(0, (cell - columns(of: name)) / 2)
      guard start >= free, start + columns(of: name) <= scene.width else { continue }
      scene.add(name, row: 1, column: start, ink: .faint)
      free = start + columns(of: name) + 1
    }
  }

  /// Numbers on their shades: black or white, whichever is read better.
  private static func addNumbers(
    _ map: HeatMap, _ range: ClosedRange<Double>, cell: Int, pitch: Int, left: Int,
    to scene: inout Scene
  ) {
    let isMono = scene.capabilities.depth < .palette256 || !scene.capabilities.hasSymbols
    let isDiverging = range.lowerBound < 0 && range.upperBound > 0
    let reach = max(abs(range.lowerBound), abs(range.upperBound))
    for row in 0..<map.rows {
      let middle = 2 + row * pitch + (pitch - 1) / 2
      for column in 0..<map.columns {
        let value = map.values[row * map.columns + column]
        let text = short(value)
        var ink = Ink.text
        let share =
          isDiverging
          ? (value / reach + 1) / 2
          : range.upperBound > range.lowerBound
            ? (value / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
            : 0.5
        if !isMono {
          let tone = isDiverging ? Shades.diverging(share) : Shades.sequential(share)
          ink = .color(RGB(tone.lightness > 0.45 ? 0x000000 : 0xFFFFFF))
        } else {
          let sign = Shades.glyph(share, scene.capabilities)
          scene.add(
            String(Character(sign)), row: middle, column: left + column * cell, ink: .series(1))
        }
        let start = left + (column + 1) * cell - 1 - columns(of: text)
        scene.add(text, row: middle, column: start, ink: ink)
      }
    }
  }

  private static func addScale(
    _ range: ClosedRange<Double>, row: Int, column: Int, to scene: inout Scene
  ) {
    guard row < scene.height else { return }
    let isColored = scene.capabilities.depth >= .palette256 && scene.capabilities.hasSymbols
    if isColored {
      let low = short(range.lowerBound)
      let end = scene.add([RowItem(text: low)], row: row, column: column)
      let steps = 16
      let values = (0..<steps).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(steps - 1)
      }
      guard end + steps + 12 < scene.width, values.allSatisfy(\.isFinite) else { return }
      scene.addShades(
        values, columns: steps, rows: 1,
        cells: CellRectangle(column: end + 1, row: row, width: steps, height: 1),
        low: range.lowerBound, high: range.upperBound)
      scene.add(short(range.upperBound), row: row, column: end + steps + 2)
    } else {
      let signs = scene.capabilities.hasSymbols ? "░▒▓█" : ".:-=+*#%@"
      let text = "\(short(range.lowerBound)) \(signs) \(short(range.upperBound))"
      scene.add(TextWidth.truncate(text, to: scene.width - column), row: row, column: column)
    }
  }
}
