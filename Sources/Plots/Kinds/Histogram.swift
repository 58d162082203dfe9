import Catalog
import Glibc
import Support

/// Bars whose heights are the counts of values in equal intervals.
///
/// Interval lengths are 1, 2, 2.5 or 5 times a power of ten, near 2·IQR/∛n (Freedman and Diaconis
/// 1981), so that bars are whole cells and fill the width.
package struct Histogram: NumberChart {
  /// The values in any order; those that are not finite are counted only.
  package let values: [Double]

  /// A chart of these values.
  package init(_ values: [Double]) { self.values = values }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "histogram", .chart, "how often values of each size occur, whatever the shape",
    example: "plot normal([500]), kind=histogram")

  /// Only where it is asked for: any numbers have a distribution.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// All numbers of the first table, whatever its shape.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    Plot.histogram(tables[0].values, title: tables[0].label)
  }

  /// How many finite values there are.
  package var headline: String { "n \(NumberText.grouped(values.count(where: \.isFinite)))" }

  /// All values in their order.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { [ChartColumn("values", values)] }

  /// How many values there are, the least and the largest.
  package var storedText: String? { storedRange(of: values) }

  /// The range, the mean, the deviation, the median and the peaks of the finite values.
  package func description(of plot: Plot) -> [String] {
    let finite = values.filter(\.isFinite).sorted()
    guard let low = finite.first, let high = finite.last else {
      return ["Histogram without finite values."]
    }
    let (mean, deviation) = Magnitude.moments(finite)
    let words = apart([low, high])
    var result = [
      "Histogram of \(plural(finite.count, "value")) from \(words(low)) to \(words(high)).",
      "Their mean is \(short(mean)), their standard deviation \(short(deviation)), the median"
        + " \(short(quantile(0.5, of: finite))); \(middleHalf(finite)).",
    ]
    // Of the bars as a picture of usual width has them.
    let bars = bars(finite, low: low, high: high, on: plot.x, columns: 72)
    let peaks = Peaks(bars.bins, bars.counts).sentence
    if !peaks.isEmpty { result.append(peaks) }
    let zeros = finite.count { $0 == 0 }
    if zeros > 0 {
      result.append("\(percent(Double(zeros) / Double(finite.count))) of them are 0.")
    }
    for item in Self.without(finite, on: plot.x) { result.append("Of them \(item.text).") }
    let absent = Absent(values)
    if !absent.sentence.isEmpty { result.append(absent.sentence) }
    return result
  }

  /// Logarithmic axes, of values and of counts.
  package var options: ChartOptions { .scales }

  /// One bar an interval over axes, with mean and deviation in the title row.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let summary = SampleSummary(of: values, in: values.indices)
    let finite =
      summary.finiteCount == values.count
      ? values
      : values.indices.untilInterrupted.lazy.map { values[$0] }.filter(\.isFinite)
    let absent = finite.count == values.count ? Absent() : Absent(values)
    let facts = Self.facts(finite, summary, absent, in: place)
    let told = plot.scaleItems + Self.without(finite, on: plot.x) + facts + plot.noteItems
    let (low, high) = (summary.minimum, summary.maximum)
    guard !finite.isEmpty else {
      scene.addTitle(plot.title, told)
      scene.add("no finite values", row: place.height / 2, column: max(0, place.width / 2 - 8))
      return scene
    }
    let (bins, counts, isLog) = bars(
      finite, low: low, high: high, on: plot.x, columns: max(1, place.width - 8))
    var vertical = plot
    vertical.y.isInteger = plot.y.scale == .linear
    vertical.x.domain = .fixed(bins.start, bins.end)
    if isLog {
      vertical.x.domain = .fixed(exp(bins.start * log(10)), exp(bins.end * log(10)))
    } else if plot.x.scale == .log10 {
      vertical.x.scale = .linear
    }
    let tallest = counts.max() ?? 1
    let rows = place.height - 1 - AxesLayout.rowsBelow
    // A count of 1 has a height, too.
    let y = Domain.vertical(
      vertical.y, from: plot.y.scale == .log10 ? 0.5 : 0, to: Double(max(1, tallest)), rows: rows)
    let x = Domain.horizontal(vertical.x, from: low, to: high)
    let axes = AxesLayout.place(
      vertical, x: x, y: y, width: place.width, height: place.height, top: 1, foot: 0,
      capabilities: place.capabilities, columns: bins.count * bins.cells)
    scene.frame = axes.frame
    scene.addTitle(plot.title, axes.notes + told)
    for (index, count) in counts.enumerated() where count > 0 {
      scene.marks.append(
        .bar(
          Bar(
            column: index * bins.cells, width: bins.isWhole ? max(1, bins.cells - 1) : bins.cells,
            height: y.unit(Double(count)),
            ink: .series(1))))
    }
    return scene
  }

  /// What a logarithmic axis has no place for.
  private static func without(_ finite: [Double], on axis: Axis) -> [RowItem] {
    guard axis.scale == .log10 else { return [] }
    let count = finite.count { $0 <= 0 }
    return count == 0 || count == finite.count
      ? [] : [.needed("\(NumberText.grouped(count)) not above 0")]
  }

  /// The bars of finite values, so many columns of them.
  ///
  /// Intervals of a logarithmic axis are equally long on it; what is not above 0 has no place there.
  private func bars(
    _ finite: [Double], low: Double, high: Double, on axis: Axis, columns: Int
  ) -> (bins: Bins, counts: [Int], isLog: Bool) {
    let isLog = axis.scale == .log10 && high > 0
    let placed = isLog ? finite.filter { $0 > 0 }.map { log10($0) } : finite
    let bins = Bins(
      placed, low: isLog ? placed.min() ?? 0 : low, high: isLog ? log10(high) : high,
      columns: columns, isLog: isLog)
    return (bins, bins.counts(placed), isLog)
  }

  private static func facts(
    _ finite: [Double], _ summary: SampleSummary, _ absent: Absent, in place: Place
  ) -> [RowItem] {
    var items = [RowItem(text: "n \(NumberText.grouped(finite.count))")]
    let symbols = place.capabilities.hasSymbols
    if !finite.isEmpty {
      let (mean, deviation) = Magnitude.moments(finite)
      items.append(RowItem(text: "\(symbols ? "μ" : "mean") \(short(mean))"))
      items.append(RowItem(text: "\(symbols ? "σ" : "sd") \(short(deviation))"))
      let words = apart([summary.minimum, summary.maximum])
      items.append(RowItem(text: "min \(words(summary.minimum))"))
      items.append(RowItem(text: "max \(words(summary.maximum))"))
      let zeros = finite.indices.untilInterrupted.reduce(0) { $0 + (finite[$1] == 0 ? 1 : 0) }
      if zeros > 0 {
        items.append(RowItem(text: "zeros \(percent(Double(zeros) / Double(finite.count)))"))
      }
    }
    return items + absent.items
  }
}
