import Catalog
import Support

/// Curves over steps, such as the loss of a run: bands of raw values, smooth lines, validation with
/// its best value.
package struct LineChart: NumberChart {
  /// The curves; the first one stands for the chart where there is room for one.
  package private(set) var series: [Series]
  /// Curves of another measure over the same steps, which large pictures show beside these.
  package var companion: Companion?
  /// From how many rows on the companion stands below these curves.
  package var companionRows = 50

  /// Curves with an axis upwards of their own.
  package struct Companion: Sendable, Equatable {
    /// The curves.
    package let series: [Series]
    /// What they measure.
    package let title: String
    /// Their axis upwards.
    package let y: Axis
    /// Which of their values is the best.
    package let best: Plot.Best

    /// Curves of one measure.
    package init(_ series: [Series], title: String, y: Axis, best: Plot.Best) {
      (self.series, self.title, self.y, self.best) = (series, title, y, best)
    }
  }

  /// A chart of these curves.
  package init(_ series: [Series]) { self.series = series }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "line", .chart, "numbers in their order, joined to a line; one for each vector or row",
    example: "plot [3, 1, 2]")

  /// Vectors and single numbers are lines unless something else is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit {
    table.rank <= 1 ? .shape : .onRequest
  }

  /// One line for each table of at most one axis, and for each row of a matrix; others are refused.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let rows = try tables.flatMap { table in
      guard let rows = table.series() else {
        throw ChartFault.shape(kind: "line", extents: table.extents)
      }
      return rows
    }
    let series = rows.enumerated().map { index, table in
      Series(
        table.label, role: .group(index), ys: table.values,
        firstX: table.meaning == .epochs ? 1 : 0)
    }
    var plot = Plot(.lines(series), title: tables.map(\.label).joined(separator: ", "))
    // Places in a series are counted.
    plot.x.isInteger = true
    if tables.allSatisfy({ $0.meaning == .epochs }) {
      (plot.x.title, plot.x.showsTitle) = ("epoch", true)
    }
    return plot
  }

  /// All that axes have.
  package var options: ChartOptions { .curves }

  /// The same curves, of which those measured by somebody else than a training are smoothed or cut too, as is asked for.
  package func asked(smoothing: Bool, outliers: Bool) -> LineChart {
    var chart = self
    for index in chart.series.indices {
      switch chart.series[index].role {
      case .validation, .reference, .smooth: continue
      default: break
      }
      if smoothing { chart.series[index].isSmoothed = true }
      if outliers { chart.series[index].leavesOutliers = true }
    }
    return chart
  }

  /// The newest value of the first curve.
  package var headline: String { Series.headline(of: series) }

  /// The first curve of a training, else the first of all.
  package var sparkline: Series? { series.first { $0.role == .train } ?? series.first }

  /// Bands, lines, marks and the legend: see `LineLayout`.
  ///
  /// From 160 columns or `companionRows` rows on the companion stands beside them, or below.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let isWide = place.width >= 160
    guard let companion, isWide || place.height >= companionRows else {
      return LineLayout(plot, series, in: place).scene()
    }
    var other = plot
    other.chart = LineChart(companion.series)
    (other.title, other.y, other.best) = (companion.title, companion.y, companion.best)
    (other.annotations, other.notes, other.progress) = ([], [], nil)
    let width = isWide ? (place.width - 2) / 2 : place.width
    let height = isWide ? place.height : (place.height + 1) / 2
    let main = Place(
      width: width, height: height, capabilities: place.capabilities, previous: place.previous)
    let first = LineLayout(plot, series, in: main).scene()
    // The first chart is the picture's own, so that cursors find its axes.
    var scene = place.scene
    (scene.frame, scene.marks, scene.texts) = (first.frame, first.marks, first.texts)
    scene.smoothing = first.smoothing
    let second = PlotLayout.scene(
      other, width: isWide ? place.width - width - 2 : width,
      height: isWide ? height : place.height - height, capabilities: place.capabilities)
    scene.insets = [
      Scene.Inset(column: isWide ? width + 2 : 0, row: isWide ? 0 : height, scene: second)
    ]
    return scene
  }

  /// The positions, once where all curves share them, and the values of each curve.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { Series.columns(series, over: plot.x) }

  /// Few rows: the numbers stand above them.
  package var storedRows: Int { 8 }

  /// How each of the first four curves went, what lies outside the picture, and gaps.
  package func description(of plot: Plot) -> [String] {
    let place = Place(width: 80, height: 24, capabilities: Capabilities())
    let layout = LineLayout(plot, series, in: place)
    let scales = plot.scaleNames(layout.frame).map { ", \($0.text)" }.joined()
    var result = ["Line chart\(scales)."]
    let shown = series.map { $0.shown(on: plot.x) }
    for one in shown.prefix(4) { result.append(describe(one, on: plot.x, best: plot.best)) }
    if series.count > 4 { result.append("\(plural(series.count - 4, "further curve")).") }
    let over = layout.outside.reduce(0) { $0 + $1.over }
    if over > 0, let (value, at) = layout.farthest(isHigh: true) {
      result.append(
        "\(plural(over, "value lies", "values lie")) above the chart, the largest"
          + " \(short(value)) at \(plot.x.place(at)).")
    }
    let under = layout.outside.reduce(0) { $0 + $1.under }
    if under > 0, let (value, at) = layout.farthest(isHigh: false) {
      result.append(
        "\(plural(under, "value lies", "values lie")) below the chart, the smallest"
          + " \(short(value)) at \(plot.x.place(at)).")
    }
    return result + Self.gaps(shown, on: plot.x)
  }

  /// Where values are not numbers; empty where all are.
  private static func gaps(_ series: [Series], on axis: Axis) -> [String] {
    let missing = series.reduce(0) { $0 + $1.summary.nanCount }
    guard missing > 0 else { return [] }
    let places = series.flatMap { one in
      one.ys.indices.filter { one.ys[$0].isNaN }.map { one.x(at: $0) }
    }
    guard let first = places.min(), let last = places.max() else { return [] }
    let range =
      first == last ? axis.told(first) : "\(axis.told(first)) to \(axis.told(last))"
    return ["\(plural(missing, "value is", "values are")) not a number (\(range))."]
  }

  private func describe(_ series: Series, on axis: Axis, best: Plot.Best) -> String {
    func at(_ x: Double) -> String { axis.place(x) }
    let name = clean(series.label).isEmpty ? "The curve" : clean(series.label)
    guard let first = series.ys.firstIndex(where: \.isFinite),
      let last = series.ys.lastIndex(where: \.isFinite)
    else { return "\(name) has no finite value\(series.count == 0 ? " here" : "")." }
    let (from, to) = (series.ys[first], series.ys[last])
    let place = at(series.x(at: last))
    if first == last { return "\(name) is \(short(to)) at \(place)." }
    if series.role == .validation, best != .none {
      let summary = series.summary
      let value = best == .lowest ? summary.minimum : summary.maximum
      let index = series.store.firstIndex(of: value) ?? last
      return "\(name) was \(best == .lowest ? "lowest" : "highest"), \(short(value)), at"
        + " \(at(series.x(at: index))) and is \(short(to)) now."
    }
    let verb = to < from ? "fell" : to > from ? "rose" : "went"
    let words = apart([from, to, series.summary.minimum, series.summary.maximum])
    let turns = series.turns(at: at, words)
    return "\(name) \(verb) from \(words(from)) at \(at(series.x(at: first)))"
      + " to \(words(to)) at \(place)" + (turns.isEmpty ? "." : "; it is \(turns).")
  }
}
