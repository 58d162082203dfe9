import Catalog
import Support

/// Functions of one variable: f solid, f′ dotted, zero lines, names at the curves' ends.
package struct FunctionChart: Chart {
  /// The functions, sampled.
  package let series: [Series]

  /// Whether a dotted curve is a slope, of which it is told where it is steepest.
  let tellsSteepest: Bool

  /// A chart of functions sampled at explicit positions.
  package init(_ series: [Series]) { self.init(series, tellsSteepest: true) }

  /// The same, in which a dotted curve may be something else than a slope.
  init(_ series: [Series], tellsSteepest: Bool) {
    (self.series, self.tellsSteepest) = (series, tellsSteepest)
  }

  /// Its name, what it shows and an example.
  package static let signature = Signature(
    "function", .chart, "functions of one number over a range, derivatives dotted",
    example: "plot sigmoid, grad(sigmoid), -6..6")

  /// All that axes have; functions are not smoothed.
  package var options: ChartOptions { .curves.subtracting(.smoothing) }

  /// The last value of the first function.
  package var headline: String { Series.headline(of: series) }

  /// The first function.
  package var sparkline: Series? { series.first }

  /// The positions, once where all functions share them, and the values of each.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { Series.columns(series, over: plot.x) }

  /// Few rows: the numbers stand above them.
  package var storedRows: Int { 8 }

  /// Where each of the first four functions is lowest and highest.
  package func description(of plot: Plot) -> [String] {
    var result = ["Function plot of \(series.map { clean($0.label) }.joined(separator: ", "))."]
    for one in series.prefix(4).map({ $0.shown(on: plot.x) }) {
      let summary = one.summary
      let name = clean(one.label)
      guard summary.finiteCount > 0, let low = one.store.firstIndex(of: summary.minimum),
        let high = one.store.firstIndex(of: summary.maximum)
      else {
        result.append("\(name) has no finite value.")
        continue
      }
      let lowest =
        one.isAtBreak(low)
        ? "falls below \(short(summary.minimum)) near" : "is lowest, \(short(summary.minimum)), at"
      let highest =
        one.isAtBreak(high)
        ? "rises above \(short(summary.maximum)) near" : "highest, \(short(summary.maximum)), at"
      let verb = one.isAtBreak(low) && !one.isAtBreak(high) ? "is " : ""
      result.append(
        "\(name) \(lowest) x = \(short(one.x(at: low), digits: 5))"
          + " and \(verb)\(highest) x = \(short(one.x(at: high), digits: 5)).")
    }
    return result
  }

  /// Curves with zero lines, and names at their ends where they have room.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let slots = Curve.slots(series)
    let keys = zip(series, slots).map { one, slot in
      RowItem(
        sign: Curve.sign(one, slot: slot, in: place), ink: .series(slot),
        text: TextWidth.truncate(clean(one.label), to: 28))
    }
    let x = LineLayout.horizontal(plot, series)
    let (low, high) = Self.range(series, plot.y)
    let facts =
      keys + cuts(low, high, plot.y) + steepest + plot.noteItems
    let titleWidth = columns(of: clean(plot.title))
    let fits = titleWidth + (titleWidth > 0 ? 3 : 0) + rowWidth(keys) <= place.width
    let needsFoot = place.height >= 6 && plot.showsLegend && (plot.cursor != nil || !fits)
    let foot = needsFoot ? 1 : 0
    let y = Domain.vertical(
      plot.y, from: low, to: high, rows: place.height - 1 - foot - AxesLayout.rowsBelow)
    let axes = AxesLayout.place(
      plot, x: x, y: y, width: place.width, height: place.height, top: 1, foot: foot,
      capabilities: place.capabilities)
    var scene = place.scene
    scene.frame = axes.frame
    var (over, under) = (Set<Int>(), Set<Int>())
    for (one, slot) in zip(series, slots).reversed() {
      let line = Decimation(
        one, x: x, y: y, columns: axes.frame.area.width,
        dotsPerCell: place.capabilities.dots.columns, keepsAll: one.count <= Self.keptWhole,
        liftsPen: true)
      let points = line.points
      (over, under) = (over.union(line.over), under.union(line.under))
      scene.marks.append(
        .path(
          Path(
            points: points, ink: .series(slot), sign: Symbol.line(slot),
            pattern: Curve.pattern(one, slot: slot, isMono: place.isMono))))
    }
    Self.addZeroLines(to: &scene, x: x, y: y)
    if plot.y.outliers != .clip {
      scene.addEdges(over, symbol: .over, height: 1)
      scene.addEdges(under, symbol: .under, height: 0)
    }
    let notes = axes.notes + plot.scaleNames(axes.frame) + series.absences(on: plot.x)
    scene.addTitle(plot.title, notes + (fits || needsFoot && plot.cursor != nil ? facts : []))
    if let cursor = plot.cursor {
      scene.marks.append(.rule(.vertical(x.unit(cursor))))
      if needsFoot {
        scene.add(Self.readOut(series, keys, at: cursor), row: place.height - 1, column: 1)
      }
    } else if needsFoot {
      scene.add(keys, row: place.height - 1, column: 1)
    }
    if place.width >= 60, series.count > 1 { Self.addNames(series, slots, to: &scene) }
    scene.add(plot.annotations)
    scene.addGrid(plot.showsGrid)
    return scene
  }

  /// More samples than that are joined where they share a column of dots.
  private static let keptWhole = 2_048

  /// Between which values the picture is cut, where a pole takes it.
  private func cuts(_ low: Double, _ high: Double, _ axis: Axis) -> [RowItem] {
    guard axis.domain == .automatic, axis.scale == .linear, low <= high else { return [] }
    let isCut = series.contains { $0.summary.minimum < low || $0.summary.maximum > high }
    return isCut
      ? [RowItem.needed("cut at \(short(low, digits: 2)) and \(short(high, digits: 2))")] : []
  }

  /// Where the first derivative is largest, unless that is at an end.
  private var steepest: [RowItem] {
    guard tellsSteepest, let one = series.first(where: { $0.pattern == .dotted }) else { return [] }
    let summary = one.summary
    guard summary.finiteCount > 2, summary.minimum < summary.maximum,
      let index = one.store.firstIndex(of: summary.maximum), index > 0, index < one.count - 1
    else { return [] }
    let name = TextWidth.truncate(clean(one.label), to: 20)
    return [
      RowItem(text: "max \(name) = \(short(summary.maximum)) at x = \(short(one.x(at: index)))")
    ]
  }

  /// All values, unless a pole takes the picture: then 5 % to 95 % of them and half as much again.
  private static func range(_ series: [Series], _ axis: Axis) -> (Double, Double) {
    let isLog = axis.scale == .log10
    var values = series.flatMap { $0.ys.filter { $0.isFinite && (!isLog || $0 > 0) } }
    guard !values.isEmpty else { return (.infinity, -.infinity) }
    values.sort()
    let (low, high) = (values[0], values[values.count - 1])
    guard axis.outliers != .fit, !isLog, values.count >= 100 else { return (low, high) }
    let (from, to) = (values[values.count / 20], values[values.count - 1 - values.count / 20])
    guard to > from, high / 2 - low / 2 > 10 * (to - from) else { return (low, high) }
    let room = (to - from) / 4
    return (max(low, from - room), min(high, to + room))
  }

  private static func addZeroLines(to scene: inout Scene, x: ScaleMap, y: ScaleMap) {
    if x.low < 0, x.high > 0 { scene.marks.append(.rule(.vertical(x.unit(0)))) }
    if y.low < 0, y.high > 0 { scene.marks.append(.rule(.horizontal(y.unit(0)))) }
  }

  private static func readOut(
    _ series: [Series], _ keys: [RowItem], at cursor: Double
  ) -> [RowItem] {
    var items = [RowItem(text: "x = " + NumberText.fixed(cursor, decimals: 2))]
    for (one, key) in zip(series, keys) where one.count > 0 && one.isSorted {
      var item = key
      item.text += " = " + short(one.ys[one.nearestIndex(to: cursor)], digits: 4)
      items.append(item)
    }
    return items
  }

  /// Names beside the right ends of the curves, in rows that no curve passes.
  private static func addNames(_ series: [Series], _ slots: [Int], to scene: inout Scene) {
    guard let frame = scene.frame else { return }
    let dots = scene.capabilities.dots.rows
    var taken = Set<Int>()
    for (one, slot) in zip(series, slots) {
      let name = TextWidth.truncate(clean(one.label), to: 16)
      let width = columns(of: name)
      guard width > 0, width < frame.area.width / 3 else { continue }
      // Rows that curves pass in the columns of the name and one more.
      let from = frame.x.value(1 - Double(width + 2) / Double(frame.area.width))
      var passed = taken
      for other in series where other.isSorted {
        let range = other.indices(from: from, to: frame.x.high)
        let summary = other.store.summary(of: range)
        guard summary.finiteCount > 0 else { continue }
        let top = frame.row(of: frame.y.unit(summary.maximum), dots: dots)
        passed.formUnion(top...frame.row(of: frame.y.unit(summary.minimum), dots: dots))
      }
      guard let end = one.ys.last, end.isFinite else { continue }
      let row = frame.row(of: frame.y.unit(end), dots: dots)
      let area = frame.area.row..<frame.area.row + frame.area.height
      let free = [1, -1, 2, -2, 3, -3].map { row + $0 }.first {
        area.contains($0) && !passed.contains($0)
      }
      guard let free else { continue }
      taken.insert(free)
      scene.add(
        name, row: free, column: frame.area.column + frame.area.width - width, ink: .series(slot))
    }
  }
}
