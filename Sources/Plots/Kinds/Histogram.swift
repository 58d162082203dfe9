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

  /// How many values there are.
  package var headline: String { "n \(NumberText.grouped(values.count))" }

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
    let (mean, deviation) = Self.moments(finite)
    var result = [
      "Histogram of \(plural(values.count, "value")) from \(short(low)) to \(short(high)).",
      "Their mean is \(short(mean)), their standard deviation \(short(deviation)), the median"
        + " \(short(finite[finite.count / 2])); \(middleHalf(finite)).",
    ]
    let peaks = Peaks(finite).sentence
    if !peaks.isEmpty { result.append(peaks) }
    let zeros = finite.count { $0 == 0 }
    if zeros > 0 {
      result.append("\(percent(Double(zeros) / Double(finite.count))) of them are 0.")
    }
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
    let scales = plot.scaleItems
    scene.addTitle(plot.title, scales + facts + plot.noteItems)
    let (low, high) = (summary.minimum, summary.maximum)
    guard !finite.isEmpty else {
      scene.add("no finite values", row: place.height / 2, column: max(0, place.width / 2 - 8))
      return scene
    }
    // Intervals of a logarithmic axis are equally long on it; what is not above 0 has no place there.
    let isLog = plot.x.scale == .log10 && high > 0
    let placed = isLog ? finite.filter { $0 > 0 }.map { log10($0) } : finite
    let bins = Bins(
      placed, low: isLog ? placed.min() ?? 0 : low, high: isLog ? log10(high) : high,
      columns: max(1, place.width - 8))
    let counts = bins.counts(placed)
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

  private static func facts(
    _ finite: [Double], _ summary: SampleSummary, _ absent: Absent, in place: Place
  ) -> [RowItem] {
    var items = [
      RowItem(text: "n \(NumberText.grouped(finite.count + absent.nan + absent.infinite))")
    ]
    let symbols = place.capabilities.hasSymbols
    if !finite.isEmpty {
      let (mean, deviation) = moments(finite)
      items.append(RowItem(text: "\(symbols ? "μ" : "mean") \(short(mean))"))
      items.append(RowItem(text: "\(symbols ? "σ" : "sd") \(short(deviation))"))
      items.append(RowItem(text: "min \(short(summary.minimum))"))
      items.append(RowItem(text: "max \(short(summary.maximum))"))
      let zeros = finite.indices.untilInterrupted.reduce(0) { $0 + (finite[$1] == 0 ? 1 : 0) }
      if zeros > 0 {
        items.append(RowItem(text: "zeros \(percent(Double(zeros) / Double(finite.count)))"))
      }
    }
    return items + absent.items
  }

  /// Mean and standard deviation (of the sample, n in the denominator).
  static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let count = Double(max(1, values.count))
    var mean = 0.0
    var square = 0.0
    let share = 1 / count
    for index in values.indices.untilInterrupted { mean += values[index] * share }
    for index in values.indices.untilInterrupted {
      square += (values[index] - mean) * (values[index] - mean) * share
    }
    return (mean, square.squareRoot())
  }
}

/// Equal intervals for a histogram.
struct Bins {
  /// The lower end of the first interval.
  let start: Double
  /// The length of each.
  let size: Double
  /// How many there are.
  let count: Int
  /// Columns of each.
  let cells: Int
  /// Whether each stands for one whole number; their bars do not touch.
  let isWhole: Bool

  var end: Double { start + Double(count) * size }

  init(_ values: [Double], low: Double, high: Double, columns: Int) {
    let span = high - low
    guard span > max(abs(low), abs(high)) * 1e-12, span.isFinite else {
      // One value, or values that doubles hardly tell apart: one bar in the middle.
      let size = max(abs(high) * 0.1, abs(high) < 1e-300 ? 1 : 0)
      (start, self.size, count, cells) = (low - 1.5 * size, size, 3, max(1, columns / 3))
      isWhole = false
      return
    }
    isWhole =
      span <= Double(columns - 1) && span < 64
      && values.indices.untilInterrupted.allSatisfy { values[$0] == values[$0].rounded() }
    if isWhole {
      // Whole numbers stand in the middle of their bars.
      let bars = Int(saturating: span) + 1
      (start, size, count, cells) = (low - 0.5, 1, bars, max(1, min(8, columns / bars)))
      return
    }
    var sample = Selection.sample(values[...])
    let quarter =
      Selection.value(at: sample.count * 3 / 4, of: &sample)
      - Selection.value(at: sample.count / 4, of: &sample)
    let wanted = quarter > 0 ? 2 * quarter / cbrt(Double(values.count)) : span / 16
    var chosen = (cost: Double.infinity, start: low, size: span, count: 1)
    let power = Int(saturating: log10(span).rounded(.down))
    for exponent in (power - 3)...power {
      for digits in [10, 20, 25, 50] {
        let step = DecimalStep(digits: digits, exponent: exponent - 1).size
        let first = (low / step).rounded(.down)
        let bars = (high / step).rounded(.down) - first + 1
        guard bars <= Double(columns), bars >= 1, abs(first) < 1e15 else { continue }
        let used = bars * Double(columns / Int(saturating: bars)) / Double(columns)
        let cost = abs(log(step / wanted)) + 2 * max(0, 0.9 - used) + (bars < 4 ? 2 : 0)
        if cost < chosen.cost { chosen = (cost, first * step, step, Int(saturating: bars)) }
      }
    }
    (start, size, count) = (chosen.start, chosen.size, chosen.count)
    cells = max(1, columns / chosen.count)
  }

  func counts(_ values: [Double]) -> [Int] {
    var result = [Int](repeating: 0, count: count)
    for place in values.indices.untilInterrupted {
      let value = values[place]
      let index = ((value - start) / size).rounded(.down)
      result[Int(index, within: 0...(count - 1))] += 1
    }
    return result
  }
}
