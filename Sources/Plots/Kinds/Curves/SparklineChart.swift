import Catalog
import Support

/// Each vector as one row of bars with its last value and trend, gaps as `×`.
package struct SparklineChart: NumberChart {
  /// The vectors, one a row.
  package let series: [Series]

  /// A chart of one row for each series.
  package init(_ series: [Series]) { self.series = series }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "sparkline", .chart, "each vector or row as bars, its last value, an arrow from the first",
    example: "plot [3, 1, 2, 5], kind=sparkline")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// One row for each vector, and for each row of a matrix; others are refused.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let rows = try tables.flatMap { table in
      guard let rows = table.series() else {
        throw ChartFault.shape(kind: "sparkline", extents: table.extents)
      }
      return rows
    }
    let series = rows.enumerated().map { index, table in
      Series(table.label, role: .group(index), ys: table.values)
    }
    return Plot(SparklineChart(series))
  }

  /// The newest value of the first vector.
  package var headline: String { Series.headline(of: series) }

  /// The first vector.
  package var sparkline: Series? { series.first }

  /// The positions, once where all share them, and the values of each.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { Series.columns(series, over: plot.x) }

  /// Few rows: the numbers stand above them.
  package var storedRows: Int { 8 }

  /// From where to where each of the first six goes and where it turns, and how many of its values are none.
  package func description(of plot: Plot) -> [String] {
    ["\(plural(series.count, "sparkline"))."]
      + series.prefix(6).map { one in
        let name = clean(one.label).isEmpty ? "The row" : clean(one.label)
        guard let first = one.ys.first(where: \.isFinite), let last = one.ys.last(where: \.isFinite)
        else { return "\(name) has no finite value." }
        let missing = one.summary.nanCount
        let infinite = Absent(one.ys).infinite
        let gaps =
          (missing == 0 ? "" : "; \(plural(missing, "value is", "values are")) not a number")
          + (infinite == 0 ? "" : "; \(plural(infinite, "value is", "values are")) infinite")
        let turns = one.turns { "place \(short($0, digits: 6))" }
        return "\(name) goes from \(short(first)) to \(short(last))"
          + (turns.isEmpty ? "" : "; it is \(turns)") + "\(gaps)."
      }
  }

  /// One row for each vector: name, bars, last value, trend.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    var top = 0
    if !plot.title.isEmpty || !plot.noteItems.isEmpty {
      scene.addTitle(plot.title, plot.noteItems)
      top = 1
    }
    let shown = series.prefix(place.height - top - (series.count > place.height - top ? 1 : 0))
    let widest = shown.map { columns(of: clean($0.label)) }.max() ?? 0
    let names = min(widest, place.width / 3)
    let tails = shown.map { one in
      (
        value: short(one.ys.last ?? .nan),
        trend: Sparkline.trend(one, place.capabilities)
      )
    }
    let values = tails.map { columns(of: $0.value) }.max() ?? 0
    for (row, (one, tail)) in zip(shown, tails).enumerated() {
      let name = TextWidth.truncate(clean(one.label), to: names)
      scene.add(name, row: top + row, column: 0, ink: .strong)
      let start = names == 0 ? 0 : names + 1
      let room = place.width - start - values - 4
      if room > 0 {
        Sparkline.draw(
          one, plot, row: top + row, column: start, columns: room, ink: .series(row % 6 + 1),
          into: &scene)
      }
      scene.add(
        TextWidth.rightAligned(tail.value, to: values) + tail.trend, row: top + row,
        column: start + max(0, room) + 1)
    }
    if shown.count < series.count {
      scene.add(
        "\(plural(series.count - shown.count, "further row"))", row: place.height - 1, column: 0,
        ink: .faint)
    }
    return scene
  }
}
