import Catalog
import Support

/// A table of numbers as shades, with the numbers where they have room.
package struct HeatChart: NumberChart {
  /// The table.
  package let map: HeatMap
  /// The numbers at the ends of the scale; `nil` for the least and the largest of the table.
  private let ends: ClosedRange<Double>?
  /// Decimals of the numbers in the shades; `nil` for three significant digits.
  private let decimals: Int?
  /// How many rows there are, where only the strongest are shown.
  private var all: Int?

  /// A chart of this table; numbers at the ends of the scale and decimals can be given.
  package init(_ map: HeatMap, over ends: ClosedRange<Double>? = nil, decimals: Int? = nil) {
    (self.map, self.ends, self.decimals) = (map, ends, decimals)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "heat", .chart, "a matrix as shades; of a kernel [h, w, inputs, filters] its filters",
    example: "plot [[1, -2, 0], [0, 3, 1]]")

  /// Any matrix that nothing else claims, and kernels [height, width, inputs, filters].
  package static func fit(_ table: NumberTable) -> ChartFit {
    if table.rank == 4 { return table.hasChannels ? .onRequest : .shape }
    return table.rank == 2 ? .general : .onRequest
  }

  /// The first table: a matrix as it is, a kernel with its filters side by side.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    if table.rank == 4 { return filters(table) }
    guard table.rank == 2 else {
      throw ChartFault.shape(kind: "heat map", extents: table.extents)
    }
    return Plot.heat(
      HeatMap(
        rows: table.extents[0], columns: table.extents[1], values: table.values,
        rowLabels: table.rowWords, columnLabels: table.columnWords),
      title: table.label)
  }

  /// A kernel [height × width × inputs × filters] as shades: filters side by side, the inputs of each
  /// below one another.
  private static func filters(_ kernel: NumberTable) -> Plot {
    let shape = kernel.extents
    let (height, width, inputs, filters) = (shape[0], shape[1], shape[2], shape[3])
    var values = [Double](repeating: 0, count: kernel.values.count)
    for index in kernel.values.indices.untilInterrupted {
      let (filter, input) = (index % filters, index / filters % inputs)
      let (column, row) = (index / filters / inputs % width, index / filters / inputs / width)
      values[((input * height + row) * filters + filter) * width + column] = kernel.values[index]
    }
    return Plot.heat(
      HeatMap(rows: inputs * height, columns: filters * width, values: values),
      title: "\(kernel.label): \(plural(filters, "filter")), side by side")
  }

  /// The size of the table.
  package var headline: String { "\(map.rows)×\(map.columns)" }

  /// All numbers, row by row.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { [ChartColumn("values", map.values)] }

  /// The table itself where its rows or columns have names.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    map.rowLabels.isEmpty && map.columnLabels.isEmpty ? dataColumns(of: plot) : map.fileColumns
  }

  /// How many numbers there are, the least and the largest.
  package var storedText: String? { storedRange(of: map.values) }

  /// The size, where the smallest and the largest number stand, all numbers of a small table or the most different means
  /// of rows and columns, and how many are none.
  package func description(of plot: Plot) -> [String] {
    guard let range = map.range, let low = map.values.firstIndex(of: range.lowerBound),
      let high = map.values.firstIndex(of: range.upperBound)
    else { return ["A table without finite values."] }
    func name(_ index: Int, _ labels: [String], _ word: String) -> String {
      index < labels.count ? clean(labels[index]) : "\(word) \(index)"
    }
    func place(_ index: Int) -> String {
      name(index / map.columns, map.rowLabels, "row") + ", "
        + name(index % map.columns, map.columnLabels, "column")
    }
    var result = [
      "Heat map of \(plural(map.rows, "row")) and \(plural(map.columns, "column")).",
      "The smallest value is \(short(range.lowerBound)) in \(place(low)), the largest"
        + " \(short(range.upperBound)) in \(place(high)).",
    ]
    if map.values.count <= 36 {
      let rows = (0..<map.rows).map { row in
        (map.rowLabels.isEmpty ? "" : name(row, map.rowLabels, "row") + ": ")
          + map.values[row * map.columns..<(row + 1) * map.columns].map { short($0) }
          .joined(separator: ", ")
      }
      result.append("Row by row: \(rows.joined(separator: "; ")).")
    } else {
      result += extremes
    }
    let missing = map.values.count { $0.isNaN }
    if missing > 0 { result.append("\(plural(missing, "value is", "values are")) not a number.") }
    return result
  }

  /// The rows and the columns with the largest and the smallest mean.
  private var extremes: [String] {
    func words(_ count: Int, _ labels: [String], _ what: String, _ index: (Int, Int) -> Int)
      -> String?
    {
      let means = (0..<count).map { line in
        let values = (0..<map.values.count / count).map { map.values[index(line, $0)] }
          .filter(\.isFinite)
        return values.reduce(0) { $0 + $1 / Double(values.count) }
      }
      guard count > 1, let high = means.indices.max(by: { means[$0] < means[$1] }),
        let low = means.indices.min(by: { means[$0] < means[$1] }), means[low] < means[high]
      else { return nil }
      func name(_ place: Int) -> String { Self.label(place, labels) }
      return "Of the means of \(what) that of \(name(high)), \(short(means[high])), is the largest,"
        + " that of \(name(low)), \(short(means[low])), the smallest."
    }
    return [
      words(map.rows, map.rowLabels, "rows") { $0 * map.columns + $1 },
      words(map.columns, map.columnLabels, "columns") { $1 * map.columns + $0 },
    ].compactMap { $0 }
  }

  /// Shades with names of rows and columns, and the numbers where they have room.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    if let strongest = strongest(place.height - 3) {
      var chart = HeatChart(strongest, over: ends, decimals: decimals)
      chart.all = map.rows
      return chart.scene(of: plot, in: place)
    }
    var scene = place.scene
    let size = all.map { "the strongest \(map.rows) of \($0)" } ?? "\(map.rows)×\(map.columns)"
    var facts = [RowItem(text: size)]
    if let range = map.range {
      facts.append(RowItem(text: "min \(short(range.lowerBound))"))
      facts.append(RowItem(text: "max \(short(range.upperBound))"))
    }
    let values = map.values
    facts += Absent(values).items
    facts.insert(contentsOf: joined(in: place), at: 1)
    scene.addTitle(plot.title, facts + plot.noteItems)
    guard map.rows > 0, map.columns > 0 else {
      scene.add("no values", row: place.height / 2, column: max(0, place.width / 2 - 5))
      return scene
    }
    draw(into: &scene)
    return scene
  }

  /// Of a column of named numbers for which there is no room as many rows as there is room for: those that are
  /// farthest from 0, in their order; a name says more than a shade of all. `nil` for other tables.
  private func strongest(_ room: Int) -> HeatMap? {
    guard map.columns == 1, map.rows > room, room > 1, map.rowLabels.count == map.rows else {
      return nil
    }
    let sizes = map.values.map { $0.isNaN ? 0 : abs($0) }
    let order = sizes.indices.sorted {
      sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1]
    }
    let kept = order.prefix(room).sorted()
    return HeatMap(
      rows: room, columns: 1, values: kept.map { map.values[$0] },
      rowLabels: kept.map { map.rowLabels[$0] }, columnLabels: map.columnLabels)
  }

  private func draw(into scene: inout Scene) {
    let names = (0..<map.rows).map { Self.label($0, map.rowLabels) }
    let isFull = map.rows <= scene.height - 3
    // Beside a single column there is room for long names.
    let widest = map.columns == 1 ? min(24, scene.width / 3) : min(12, scene.width / 4)
    let labelWidth =
      isFull ? min(widest, names.map { columns(of: $0) }.max() ?? 1) : rowNumbers.width
    let left = labelWidth + 1
    let room = scene.width - left
    let rows = isFull ? map.rows : Self.fewRows(scene.height)
    let numberWidth = decimals.map { $0 + 4 } ?? 9
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
    scene.table = SceneTable(cells: cells, rows: map.rows, columns: map.columns)
    let range = ends ?? map.range ?? 0...1
    if !(showsNumbers && isMono) {
      scene.addShades(
        map.values, columns: map.columns, rows: map.rows, cells: cells, low: range.lowerBound,
        high: range.upperBound)
    }
    if map.columns <= room { Self.addColumnLabels(map, cell: cell, left: left, to: &scene) }
    guard isFull else {
      for line in 0..<min(height, scene.height - 2) {
        scene.add(rowNumbers.text(line, height), row: 2 + line, before: labelWidth, ink: .faint)
      }
      return Self.addScale(range, row: 2 + height, column: left, to: &scene)
    }
    for row in 0..<map.rows {
      let name = TextWidth.truncate(names[row], to: labelWidth)
      scene.add(name, row: 2 + row * pitch + (pitch - 1) / 2, before: labelWidth)
    }
    if showsNumbers { addNumbers(range, cell: cell, pitch: pitch, left: left, to: &scene) }
    Self.addScale(range, row: 2 + height, column: left, to: &scene)
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

  /// Numbers on their shades: black or white, whichever is read better. Those of a column end below one another, all in
  /// the middle of the cells; where there is no colour the sign of its shade stands beside each.
  private func addNumbers(
    _ range: ClosedRange<Double>, cell: Int, pitch: Int, left: Int,
    to scene: inout Scene
  ) {
    let isMono = scene.capabilities.depth < .palette256 || !scene.capabilities.hasSymbols
    let scale = ShadeScale(low: range.lowerBound, high: range.upperBound)
    let texts = map.values.map { value in
      decimals.map { NumberText.fixed(value, decimals: $0) } ?? short(value)
    }
    let block = (texts.map { columns(of: $0) }.max() ?? 0) + (isMono ? 2 : 0)
    let inset = 1 + max(0, (cell - 1 - block) / 2)
    for row in 0..<map.rows {
      let middle = 2 + row * pitch + (pitch - 1) / 2
      for column in 0..<map.columns {
        let value = map.values[row * map.columns + column]
        let text = texts[row * map.columns + column]
        let end = left + (column + 1) * cell - inset
        var ink = Ink.text
        if !isMono {
          let isLight = scale.tone(value).lightness > 0.45
          ink = .color(RGB(isLight ? 0x000000 : 0xFFFFFF))
        } else {
          let sign = scale.glyph(value, scene.capabilities)
          scene.add(
            String(Character(sign)), row: middle, column: max(left + column * cell, end - block),
            ink: .series(1))
        }
        scene.add(text, row: middle, column: end - columns(of: text), ink: ink)
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
      let text = ShadeScale(low: range.lowerBound, high: range.upperBound)
        .legend(scene.capabilities)
      scene.add(TextWidth.truncate(text, to: scene.width - column), row: row, column: column)
    }
  }
}
