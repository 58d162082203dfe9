import Catalog
import Support

/// One line for each training through its settings to its result; the best stands in front.
package struct ParallelChart: NumberChart {
  /// One upright axis.
  package struct Column: Sendable, Equatable {
    /// What it shows.
    package let name: String
    /// One number for each line; the place among `names` where it has some.
    package let values: [Double]
    /// The words at whole numbers from 0; empty for an axis of numbers.
    package let names: [String]
    /// Whether it was measured, and not chosen.
    package let isResult: Bool

    /// An axis of numbers, or of words.
    package init(_ name: String, _ values: [Double], names: [String] = [], isResult: Bool = false) {
      (self.name, self.values, self.names, self.isResult) = (name, values, names, isResult)
    }

    /// What it is called in words: a number alone is no name.
    var told: String { Int(name) == nil ? clean(name) : "column \(name)" }
  }

  /// The axes from left to right; the last one is the result.
  package let columns: [Column]
  /// Whether a larger result is the better one.
  package let prefersLarger: Bool

  /// Lines through these axes, coloured by the last one.
  package init(_ columns: [Column], prefersLarger: Bool = true) {
    (self.columns, self.prefersLarger) = (columns, prefersLarger)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "parallel", .chart,
    "each row of a matrix as a line through its columns; a sweep's settings and results",
    example: "plot [[1, 5, 0.9], [2, 3, 0.7], [4, 4, 0.8]], kind=parallel")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// A matrix of two columns or more, the last one its result.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank == 2, table.extents[1] > 1 else {
      throw ChartFault.shape(kind: "parallel coordinates", extents: table.extents)
    }
    let (rows, width) = (table.extents[0], table.extents[1])
    let columns = (0..<width).map { column in
      Column("\(column)", (0..<rows).map { table.values[$0 * width + column] })
    }
    return Plot(ParallelChart(columns), title: table.label)
  }

  /// How many lines there are.
  package var count: Int { columns.map(\.values.count).min() ?? 0 }

  /// The line with the best result; `nil` where none is finite.
  package var best: Int? {
    guard let result = columns.last?.values.prefix(count) else { return nil }
    return result.indices.filter { result[$0].isFinite }.min {
      result[$0] == result[$1]
        ? $0 < $1 : prefersLarger ? result[$0] > result[$1] : result[$0] < result[$1]
    }
  }

  /// How many lines there are.
  package var headline: String { plural(count, "line") }

  /// The numbers of each axis.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    columns.map { ChartColumn(columnName($0.name), $0.values) }
  }

  /// The best line, setting by setting, and the range of the results.
  package func description(of plot: Plot) -> [String] {
    var result = [
      "Parallel coordinates of \(plural(count, "row")) over \(columns.map(\.told).joined(separator: ", "))."
    ]
    guard let best, let last = columns.last else { return result + ["No result is finite."] }
    result.append(
      "The best \(last.told), \(short(last.values[best], digits: 4)), has"
        + " \(settings(of: best).joined(separator: ", ")).")
    let summary = SampleSummary(of: last.values, in: 0..<count)
    result.append(
      "\(last.told) goes from \(short(summary.minimum, digits: 4)) to \(short(summary.maximum, digits: 4))."
    )
    return result
  }

  /// What was chosen for a line; where nothing is known to be measured, all but its result.
  private func settings(of row: Int) -> [String] {
    columns.dropLast().filter { !$0.isResult }.map { "\($0.told) = \(Self.text($0, at: row))" }
  }

  private static func text(_ column: Column, at row: Int) -> String {
    let value = column.values[row]
    if let place = Int(whole: value), column.names.indices.contains(place) {
      return clean(column.names[place])
    }
    return short(value, digits: 4)
  }

  /// Upright axes with their ends, lines from pale to strong, the best in front.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let shown = shownColumns(place.width)
    var facts = [RowItem(text: plural(count, "line"))]
    let broken = Absent.rows(in: shown.map { Array($0.values.prefix(count)) })
    if broken > 0 { facts.append(.needed("\(NumberText.grouped(broken)) with gaps")) }
    if shown.count < columns.count {
      facts.append(.shown(shown.count, of: columns.count, " axes"))
    }
    scene.addTitle(plot.title, facts + plot.noteItems)
    guard shown.count > 1, count > 0 else {
      scene.add("no lines", row: place.height / 2, column: max(0, place.width / 2 - 4))
      return scene
    }
    let margin = min(8, place.width / 6)
    let foot = place.height >= 9 ? 1 : 0
    let area = CellRectangle(
      column: margin, row: 2, width: place.width - 2 * margin,
      height: max(1, place.height - 4 - foot))
    let spacing = (area.width - 1) / (shown.count - 1)
    let unitMap = ScaleMap(scale: .linear, low: 0, high: 1)
    let maps = shown.map(Self.map)
    scene.frame = Frame(
      area: area, left: [],
      bottom: shown.enumerated().map { index, column in
        let room = index == 0 || index == shown.count - 1 ? spacing / 2 + margin : spacing
        return Frame.Label(
          text: TextWidth.truncate(
            clean(column.name) + (maps[index].scale == .log10 ? " (log)" : ""), to: max(1, room - 1)
          ),
          position: Double(index) / Double(shown.count - 1))
      }, x: unitMap, y: unitMap)
    addLines(shown, maps, to: &scene)
    for index in shown.indices {
      scene.marks.append(.rule(.vertical(Double(index) / Double(shown.count - 1))))
    }
    addEnds(shown, maps, spacing: spacing, to: &scene)
    if foot > 0 { addFoot(shown, to: &scene) }
    return scene
  }

  /// The axes for which there is room: the first ones and the result.
  private func shownColumns(_ width: Int) -> [Column] {
    let room = max(2, (width - 16) / 10 + 1)
    guard columns.count > room, let last = columns.last else { return columns }
    return Array(columns.prefix(room - 1)) + [last]
  }

  private static func map(_ column: Column) -> ScaleMap {
    if !column.names.isEmpty {
      return ScaleMap(scale: .linear, low: -0.5, high: Double(column.names.count) - 0.5)
    }
    let summary = SampleSummary(of: column.values, in: column.values.indices)
    let isWide = summary.minimum > 0 && summary.maximum / summary.minimum >= 20
    return Domain.horizontal(
      Axis(scale: isWide ? .log10 : .linear), from: summary.minimum, to: summary.maximum)
  }

  /// Groups of lines by result, the worst behind; of very many the best 2,000.
  private func addLines(_ shown: [Column], _ maps: [ScaleMap], to scene: inout Scene) {
    guard let result = columns.last?.values else { return }
    let ranked = (0..<count).sorted { a, b in
      let (x, y) = (result[a], result[b])
      if x.isNaN || y.isNaN { return !x.isNaN && y.isNaN || (x.isNaN == y.isNaN && a < b) }
      return x == y ? a < b : prefersLarger ? x > y : x < y
    }.prefix(2_000)
    let groups = 6
    let isPlain = scene.capabilities.depth < .palette256
    let lift = Self.lift(scene)
    for group in (0..<groups).reversed() {
      let rows = ranked.enumerated().filter {
        $0.offset > 0 && min(groups - 1, $0.offset * groups / max(1, ranked.count)) == group
      }.map(\.element)
      guard !rows.isEmpty else { continue }
      let share = 1 - Double(group) / Double(groups - 1)
      let tone = Shades.sequential(
        scene.capabilities.isLightBackground ? 0.75 * (1 - share) : 0.2 + 0.7 * share)
      var points: [UnitPoint] = []
      for row in rows { points += corners(row, shown, maps, lift) + [.gap] }
      scene.marks.append(
        .path(
          Path(
            points: points, ink: isPlain ? .faint : .color(tone), sign: ".",
            pattern: group < 2 ? .solid : .dotted)))
    }
    if let best = ranked.first {
      scene.marks.append(
        .path(Path(points: corners(best, shown, maps, lift), ink: .series(2), sign: "*")))
    }
  }

  /// How far above the foot of an axis its least number lies: in a vector picture the number stands below the lines, in
  /// cells in its place.
  private static func lift(_ scene: Scene) -> Double {
    let height = Double(scene.frame?.area.height ?? 1)
    return scene.capabilities.drawsShapes && height > 6 ? 1.2 / height : 0
  }

  private func corners(
    _ row: Int, _ shown: [Column], _ maps: [ScaleMap], _ lift: Double
  ) -> [UnitPoint] {
    shown.indices.map { index in
      let y = maps[index].unit(shown[index].values[row])
      return y.isFinite
        ? UnitPoint(
          Double(index) / Double(shown.count - 1), lift + (1 - lift) * min(max(y, 0), 1)) : .gap
    }
  }

  /// The largest number above each axis and the least at its foot, or its words beside it.
  private func addEnds(
    _ shown: [Column], _ maps: [ScaleMap], spacing: Int, to scene: inout Scene
  ) {
    guard let frame = scene.frame else { return }
    let dots = scene.capabilities.dots
    let lift = Self.lift(scene)
    for (index, column) in shown.enumerated() {
      let place = frame.column(of: Double(index) / Double(shown.count - 1), dots: dots.columns)
      if column.names.isEmpty {
        let top = TextWidth.truncate(short(maps[index].high, digits: 4), to: max(1, spacing - 1))
        scene.add(top, row: 1, column: start(of: top, at: place, scene.width))
        let low = TextWidth.truncate(short(maps[index].low, digits: 4), to: max(1, spacing - 2))
        let isLast = index == shown.count - 1
        scene.add(
          low, row: frame.area.row + frame.area.height - 1,
          column: isLast || index > 0
            ? min(place + 1, scene.width - columns(of: low)) : max(0, place - 1 - columns(of: low)))
        continue
      }
      var taken = Set<Int>()
      for (slot, name) in column.names.enumerated() {
        let unit = lift + (1 - lift) * maps[index].unit(Double(slot))
        let row = frame.row(of: unit, dots: dots.rows)
        guard taken.insert(row).inserted else { continue }
        let room =
          index == 0 ? place - 1 : index == shown.count - 1 ? scene.width - place - 1 : spacing / 2
        let text = TextWidth.truncate(clean(name), to: max(1, room - 1))
        scene.add(
          text, row: row, column: index == 0 ? max(0, place - 1 - columns(of: text)) : place + 1)
      }
    }
  }

  private func start(of text: String, at place: Int, _ width: Int) -> Int {
    max(0, min(place - columns(of: text) / 2, width - columns(of: text)))
  }

  private func columns(of text: String) -> Int { TextWidth.columns(of: text) }

  private func addFoot(_ shown: [Column], to scene: inout Scene) {
    guard let best, let last = columns.last else { return }
    let settings = settings(of: best).map { $0.replacing(" = ", with: "=") }
    let sign = scene.capabilities.hasSymbols ? "━" : "*"
    scene.add(
      [
        RowItem(
          sign: sign, ink: .series(2),
          text: TextWidth.truncate(
            "best \(last.told) \(short(last.values[best], digits: 4)): \(settings.joined(separator: ", "))",
            to: scene.width - 4))
      ], row: scene.height - 1, column: 1)
  }
}
