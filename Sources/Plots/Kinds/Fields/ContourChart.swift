import Catalog
import Support

/// Lines of equal value of a table over the plane, such as a loss over two weights, with the path of a descent.
package struct ContourChart: NumberChart {
  /// The values, row by row from the lowest `y`: [rows × columns].
  package let values: [Double]
  /// How many values stand in a row.
  package let columns: Int
  /// How many rows there are.
  package let rows: Int
  /// What the columns span.
  package let xs: ClosedRange<Double>
  /// What the rows span.
  package let ys: ClosedRange<Double>
  /// The places of a descent, in order; may be empty.
  package let path: Series
  /// What the end of the path is called; `nil` for its number of steps.
  package let pathEnd: String?

  /// Values over a rectangle, and the places that a descent went through.
  package init(
    _ values: [Double], columns: Int, rows: Int, xs: ClosedRange<Double>,
    ys: ClosedRange<Double>, path: Series = Series("path", xs: [], ys: []), pathEnd: String? = nil
  ) {
    self.pathEnd = pathEnd
    (self.values, self.columns, self.rows) = (values, max(0, columns), max(0, rows))
    (self.xs, self.ys, self.path) = (xs, ys, path)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "contour", .chart, "lines of equal value of a function of two numbers, or of a matrix",
    example: "plot (a, b) -> a^2 + 3 * b^2, -2..2, -1..1, kind=contour")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// A matrix of at least 2 × 2 numbers over its row and column numbers.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank == 2, table.extents[0] > 1, table.extents[1] > 1 else {
      throw ChartFault.shape(kind: "contour lines", extents: table.extents)
    }
    let (rows, columns) = (table.extents[0], table.extents[1])
    var plot = Plot(
      ContourChart(
        table.values, columns: columns, rows: rows, xs: 0...Double(columns - 1),
        ys: 0...Double(rows - 1)), title: table.label)
    (plot.x, plot.y) = (Axis("column", isInteger: true), Axis("row", isInteger: true))
    return plot
  }

  /// Lines and words; the levels are chosen.
  package var options: ChartOptions { [.notes, .axes] }

  /// The lowest value.
  package var headline: String { lowest.map { "lowest \(short($0.value))" } ?? "no values" }

  /// All values, and the path.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [ChartColumn("values", values)]
      + (path.count == 0
        ? []
        : [
          ChartColumn("path.x", (0..<path.count).map(path.x(at:))), ChartColumn("path.y", path.ys),
        ])
  }

  /// How many values there are, the least and the largest.
  package var storedText: String? { storedRange(of: values.filter { !$0.isNaN }) }

  /// The lowest value of the table, where it stands.
  var lowest: (value: Double, x: Double, y: Double)? {
    var best: Int?
    for index in values.indices.untilInterrupted where values[index].isFinite {
      if best.map({ values[index] < values[$0] }) ?? true { best = index }
    }
    guard let best, values.count == columns * rows else { return nil }
    return (values[best], place(best % columns, columns, xs), place(best / columns, rows, ys))
  }

  func place(_ index: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    let share = Double(index) / Double(max(1, count - 1))
    return range.lowerBound * (1 - share) + range.upperBound * share
  }

  /// Where the values are lowest and highest, and from where to where the path goes.
  package func description(of plot: Plot) -> [String] {
    var result = ["Contour lines of \(plural(rows, "row")) and \(plural(columns, "column"))."]
    guard let low = lowest else { return result + ["No value is finite."] }
    let high = values.lazy.filter(\.isFinite).max() ?? low.value
    result.append(
      "The lowest value is \(short(low.value)) at (\(short(low.x)), \(short(low.y))), the highest \(short(high))."
    )
    // How many lines there are follows from the height of the picture: all of them lie between the outermost.
    let levels = levels
    if let first = levels.first, let last = levels.last, levels.count > 1 {
      result.append(
        "Lines lie between \(short(first)) and \(short(last)), more of them in larger pictures.")
    }
    if path.count > 0, let end = path.ys.last {
      result.append(
        "The path goes from (\(short(path.x(at: 0))), \(short(path.ys[0]))) to"
          + " (\(short(path.x(at: path.count - 1))), \(short(end)))"
          + (pathEnd.map { ", \(clean($0))." } ?? " in \(plural(path.count - 1, "step")).")
      )
    }
    return result
  }

  /// Up to 12 levels: as many values lie between two neighbours everywhere, so that a narrow valley has lines, too.
  var levels: [Double] { levels(12) }

  /// As many levels as are asked for, or fewer where many values are equal.
  private func levels(_ count: Int) -> [Double] {
    let slice = values[...]
    var sample = Selection.sample(slice).sorted()
    guard let first = sample.first, let last = sample.last, first < last else { return [] }
    sample = sample.filter { $0 > first }
    var levels: [Double] = []
    for place in 1...count {
      let share = (Double(place) - 0.5) / Double(count)
      let level = sample[
        min(sample.count - 1, Int(share * Double(sample.count), within: 0...(sample.count)))]
      if level > first, level < last, level > levels.last ?? -.infinity { levels.append(level) }
    }
    return levels
  }

  /// Lines of equal value, the lowest place as `▽`, the path in front.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    // In small pictures fewer, so that lines stand apart.
    let levels = levels(min(12, max(4, place.height / 4)))
    let needsFoot = place.height >= 8
    let x = Domain.horizontal(plot.x, from: xs.lowerBound, to: xs.upperBound)
    let y = Domain.horizontal(plot.y, from: ys.lowerBound, to: ys.upperBound)
    let axes = AxesLayout.place(
      plot, x: x, y: y, width: place.width, height: place.height, top: 1, foot: needsFoot ? 1 : 0,
      capabilities: place.capabilities)
    scene.frame = axes.frame
    let range = (levels.first ?? 0, levels.last ?? 1)
    for (index, level) in levels.enumerated() {
      if Interrupt.isRaised { break }
      let share = levels.count > 1 ? Double(index) / Double(levels.count - 1) : 0.5
      let isPlain = place.capabilities.depth < .palette256
      let tone = Shades.sequential(
        place.capabilities.isLightBackground ? share * 0.75 : 0.25 + share * 0.75)
      scene.marks.append(
        .path(
          Path(
            points: line(at: level, x, y), ink: isPlain ? .faint : .color(tone),
            sign: Unicode.Scalar(UInt8(UInt32(index % 10) + 48)))))
    }
    let values = addValues(of: levels, x, y, to: &scene)
    if place.capabilities.drawsShapes { Self.interrupt(at: values, of: &scene) }
    addPath(x, y, to: &scene)
    var facts = axes.notes
    if let low = lowest {
      scene.marks.append(
        .point(
          PointMark(
            place: UnitPoint(x.unit(low.x), y.unit(low.y)), symbol: .best, ink: .series(2))))
      facts.append(
        RowItem(text: "lowest \(short(low.value)) at (\(short(low.x)), \(short(low.y)))"))
    }
    facts += plot.axisNames + plot.noteItems
    scene.addTitle(plot.title, facts)
    if needsFoot { addFoot(levels, range, to: &scene) }
    scene.add(plot.annotations)
    return scene
  }

  private func addPath(_ x: ScaleMap, _ y: ScaleMap, to scene: inout Scene) {
    guard path.count > 0 else { return }
    let points = (0..<path.count).map { UnitPoint(x.unit(path.x(at: $0)), y.unit(path.ys[$0])) }
      .map { $0.x.isFinite && $0.y.isFinite ? $0 : .gap }
    scene.marks.append(.path(Path(points: points, ink: .series(6), sign: "*")))
    // Each step as a sign where they are few.
    if points.count <= 30 {
      for point in points.dropFirst().dropLast() where point.x.isFinite {
        scene.marks.append(
          .point(PointMark(place: point, symbol: .validation, ink: .series(6))))
      }
    }
    for (point, symbol) in [
      (points[0], Symbol.category(0)), (points[points.count - 1], .category(3)),
    ]
    where point.x.isFinite {
      scene.marks.append(.point(PointMark(place: point, symbol: symbol, ink: .series(6))))
    }
  }

  private func addFoot(_ levels: [Double], _ range: (Double, Double), to scene: inout Scene) {
    var items: [RowItem] = []
    if levels.count > 1 {
      items.append(
        RowItem(text: "\(levels.count) levels from \(short(range.0)) to \(short(range.1))"))
    }
    func sign(_ symbol: Symbol) -> String { String(Character(symbol.glyph(scene.capabilities))) }
    if lowest != nil { items.append(RowItem(sign: sign(.best), ink: .series(2), text: "lowest")) }
    if path.count > 0 {
      items.append(RowItem(sign: sign(.category(0)), ink: .series(6), text: "start"))
      items.append(
        RowItem(
          sign: sign(.category(3)), ink: .series(6),
          text: pathEnd ?? "end, \(plural(path.count - 1, "step"))"))
    }
    scene.add(items, row: scene.height - 1, column: 1)
  }

  /// Marching squares (Lorensen and Cline 1987, in the plane): the pieces of one line, each two corners and a gap.
  func line(at level: Double, _ x: ScaleMap, _ y: ScaleMap) -> [UnitPoint] {
    guard values.count == columns * rows, rows > 1, columns > 1 else { return [] }
    var points: [UnitPoint] = []
    for row in (0..<rows - 1).untilInterrupted {
      for column in 0..<columns - 1 {
        let corner = row * columns + column
        // Lower left, lower right, upper right, upper left.
        let square = [
          values[corner], values[corner + 1], values[corner + columns + 1],
          values[corner + columns],
        ]
        guard square.allSatisfy(\.isFinite) else { continue }
        var crossed: [UnitPoint] = []
        for side in 0..<4 {
          let (from, to) = (square[side], square[(side + 1) % 4])
          guard (from < level) != (to < level) else { continue }
          let share = (level / 2 - from / 2) / (to / 2 - from / 2)
          let (dx, dy) =
            side == 0
            ? (share, 0) : side == 1 ? (1, share) : side == 2 ? (1 - share, 1) : (0, 1 - share)
          crossed.append(
            UnitPoint(
              x.unit(between(Double(column) + dx, columns, xs)),
              y.unit(between(Double(row) + dy, rows, ys))))
        }
        // A line through a corner has pieces of no length, which would be drawn as dots.
        for pair in stride(from: 0, to: crossed.count - 1, by: 2)
        where abs(crossed[pair].x - crossed[pair + 1].x) > 1e-6
          || abs(crossed[pair].y - crossed[pair + 1].y) > 1e-6
        {
          points += [crossed[pair], crossed[pair + 1], .gap]
        }
      }
    }
    return points
  }

  private func between(_ place: Double, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    let share = place / Double(max(1, count - 1))
    return range.lowerBound * (1 - share) + range.upperBound * share
  }
}
