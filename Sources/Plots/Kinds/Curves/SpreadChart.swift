import Catalog
import Support

/// Several runs as one curve: their median, and the band that they lie in.
package struct SpreadChart: NumberChart {
  /// The measures, such as the loss in training and in validation.
  package let groups: [Repetitions]
  /// What was repeated: `run`, `seed`, `row`.
  package let unit: String

  /// Measures of repeated runs.
  package init(_ groups: [Repetitions], of unit: String = "run") {
    (self.groups, self.unit) = (groups, clean(unit))
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "spread", .chart, "rows of a matrix, runs or a sweep as their median and the band they lie in",
    example: "plot [[3, 2, 1], [4, 2, 1.5], [3, 3, 1]], kind=spread")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Each row of a matrix is one run, or each of several vectors, which may end earlier than others.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    var runs: [(xs: [Double], ys: [Double])] = []
    func add(_ values: some Collection<Double>) {
      runs.append(((0..<values.count).map(Double.init), Array(values)))
    }
    if tables.count == 1, tables[0].rank == 2 {
      let (rows, width) = (tables[0].extents[0], tables[0].extents[1])
      for row in (0..<rows).untilInterrupted {
        add(tables[0].values[row * width..<(row + 1) * width])
      }
    } else {
      guard tables.count > 1, tables.allSatisfy({ $0.rank == 1 }) else {
        throw ChartFault.shape(
          kind: "the spread of several runs",
          extents: tables.first { $0.rank != 1 }?.extents ?? tables.first?.extents ?? [])
      }
      for table in tables { add(table.values) }
    }
    let title = tables.map(\.label).joined(separator: ", ")
    var plot = Plot(
      SpreadChart([Repetitions("median", runs)], of: tables.count == 1 ? "row" : "series"),
      title: title)
    plot.x.isInteger = true
    return plot
  }

  /// What axes have, without scales of noise.
  package var options: ChartOptions { .curves.subtracting([.smoothing, .outliers]) }

  /// The newest median of the first measure.
  package var headline: String { Series.headline(of: medians) }

  /// The median of the first measure.
  package var sparkline: Series? { medians.first }

  private var medians: [Series] {
    groups.enumerated().map { index, group in
      Series(group.name, role: .group(index), xs: group.xs, ys: group.median)
    }
  }

  /// What is drawn: the median as far as all runs go, and behind that, dashed, the one of those that are left, so that no
  /// leap where a run ends is taken for one of the training.
  private func lines(of index: Int) -> [(median: Series, band: Band?)] {
    let group = groups[index]
    let parts = group.parts
    func cut(_ name: String, _ values: [Double], _ places: Range<Int>, _ role: Series.Role)
      -> Series
    {
      Series(name, role: role, xs: Array(group.xs[places]), ys: Array(values[places]))
    }
    func band(_ places: Range<Int>) -> Band {
      Band(
        low: cut("low", group.low, places, .reference),
        high: cut("high", group.high, places, .reference), slot: index + 1)
    }
    var whole = cut(group.name, group.median, parts.all, .group(index))
    whole.slot = index + 1
    guard let fewer = group.fewer else { return [(whole, band(parts.all))] }
    let name = groups.count > 1 ? "\(group.name), " : ""
    var rest = cut(
      "\(name)\(fewer) of \(group.count) \(many)", group.median, parts.fewer, .group(index))
    (rest.slot, rest.pattern) = (index + 1, .dashed)
    // One run alone has no band.
    let isSpread = group.counts[parts.fewer].contains { $0 > 1 }
    return [(whole, band(parts.all)), (rest, isSpread ? band(parts.fewer) : nil)]
  }

  private func ends(of group: Repetitions) -> (low: Series, high: Series) {
    let name = group.name == "median" ? "" : "\(group.name) "
    return (
      Series(name + "low", role: .reference, xs: group.xs, ys: group.low),
      Series(name + "high", role: .reference, xs: group.xs, ys: group.high)
    )
  }

  /// The positions, and the median and both ends of the band of each measure.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    let all = zip(medians, groups).flatMap { median, group -> [Series] in
      let (low, high) = ends(of: group)
      guard group.fewer != nil else { return [median, low, high] }
      let name = (groups.count > 1 ? group.name + " " : "") + many
      return [
        median, low, high,
        Series(name, role: .reference, xs: group.xs, ys: group.counts.map(Double.init)),
      ]
    }
    return Series.columns(all, over: plot.x)
  }

  /// Few rows: the numbers stand above them.
  package var storedRows: Int { 8 }

  /// What the bands are, `least to largest of 3 runs`; `nil` without values.
  package var band: String? { groups.first { $0.count > 0 }.map(bandName) }

  /// `least to largest of 3 runs`.
  private func bandName(_ group: Repetitions) -> String {
    "\(group.bandName) of \(group.count == 1 ? "1 \(unit)" : plural(group.count, unit, many))"
  }

  private var many: String { unit == "series" ? "series" : unit + "s" }

  /// How many runs there are, how each median went, and how wide its band is.
  package func description(of plot: Plot) -> [String] {
    guard let first = groups.first(where: { $0.count > 0 }) else {
      return ["Median and band of several runs, without finite values."]
    }
    var result = ["Median and band, \(bandName(first))."]
    let unit = clean(plot.x.title.isEmpty ? "x" : plot.x.title)
    for group in groups.prefix(4) {
      let name = group.name == "median" ? "The median" : "The median of \(clean(group.name))"
      let all = group.parts.all
      guard let last = all.last, let start = group.xs.first, let from = group.median.first else {
        result.append("\(name) has no finite value.")
        continue
      }
      let (to, end) = (group.median[last], group.xs[last])
      let verb = to < from ? "fell" : to > from ? "rose" : "went"
      result.append(
        "\(name) \(verb) from \(short(from)) at \(unit) \(short(start, digits: 6))"
          + " to \(short(to)) at \(unit) \(short(end, digits: 6)),"
          + " where the band goes from \(short(group.low[last])) to"
          + " \(short(group.high[last])).")
      if let rest = group.median.last, let end = group.xs.last, let fewer = group.fewer {
        result.append(
          "Behind that, dashed, \(fewer) of \(plural(group.count, self.unit, many)) go on,"
            + " to \(short(rest)) at \(unit) \(short(end, digits: 6)).")
      }
      let widths = zip(group.low, group.high).map { $1 - $0 }
      if let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 0 {
        result.append(
          "It is widest, \(short(widths[widest])), at \(unit) \(short(group.xs[widest], digits: 6))."
        )
      }
    }
    if groups.count > 4 { result.append("\(plural(groups.count - 4, "further curve")).") }
    let fewer = first.counts.last ?? first.count
    if fewer < first.count {
      result.append("At the end \(fewer) of \(plural(first.count, self.unit, many)) have values.")
    }
    let absent = groups.reduce(into: Absent()) { $0.add($1.absent) }
    if !absent.sentence.isEmpty { result.append(absent.sentence) }
    return result
  }

  /// Medians in front of their bands; the foot says what the bands are.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    guard let first = groups.first(where: { $0.count > 0 }) else {
      return place.empty("no finite values", plot)
    }
    let lines = groups.indices.flatMap(lines)
    let isNamed = groups.count > 1 || first.name != "median"
    let foot = [
      RowItem(
        sign: place.bandSign, ink: .band(1),
        text: bandName(first) + (isNamed ? ", line: median" : ""))
    ]
    return LineLayout.scene(
      of: plot, lines.map(\.median), bands: lines.compactMap(\.band), foot: foot, in: place)
  }
}
