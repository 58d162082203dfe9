import Catalog
import Support

/// How often what was given a probability is true; on the diagonal probabilities are what they say.
package struct CalibrationChart: NumberChart {
  /// One curve for each class, or one alone.
  package let curves: [CalibrationCurve]

  /// A chart of these curves.
  package init(_ curves: [CalibrationCurve]) { self.curves = curves }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "calibration", .chart,
    "how often what was given a probability is true, of an evaluation or of truths and scores",
    example: "plot [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], kind=calibration")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Truths and probabilities: two tables of equal length, or one of two columns.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let numbers = try ScoredNumbers(tables, kind: "calibration")
    guard numbers.scores.joined().allSatisfy({ $0.isNaN || $0 >= 0 && $0 <= 1 }) else {
      throw ChartFault.notShares(kind: "calibration")
    }
    var plot = plot(
      numbers.scores.indices.map {
        CalibrationCurve(
          numbers.labels[$0], shares: numbers.scores[$0], truths: numbers.truths[$0])
      }, title: "calibration")
    plot.cautions = numbers.cautions
    return plot
  }

  /// The curves in a square from 0 to 1.
  package static func plot(_ curves: [CalibrationCurve], title: String) -> Plot {
    Plot(
      CalibrationChart(curves), title: title,
      x: Axis("predicted probability", domain: .fixed(0, 1)),
      y: Axis("share that is true", domain: .fixed(0, 1)))
  }

  /// The mean gap of the first curve.
  package var headline: String {
    curves.first.map { "gap \(NumberText.fixed($0.gap, decimals: 3))" } ?? "no samples"
  }

  /// Mean probability, share that is true and count of each bin.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    curves.flatMap { curve in
      let prefix = curve.label.isEmpty ? "" : clean(curve.label) + " "
      return [
        ChartColumn(prefix + "predicted", curve.bins.map(\.mean)),
        ChartColumn(prefix + "true", curve.bins.map(\.rate)),
        ChartColumn(prefix + "count", curve.bins.map(\.count)),
      ]
    }
  }

  /// The bins that are not empty.
  package var storedText: String? {
    curves.flatMap { curve in
      curve.bins.filter { $0.count > 0 }.map { bin in
        (curve.label.isEmpty ? "" : "\(clean(curve.label)): ")
          + "predicted \(NumberText.fixed(bin.mean, decimals: 4)), true \(NumberText.fixed(bin.rate, decimals: 4)),"
          + " n \(NumberText.general(bin.count))"
      }
    }.joined(separator: "\n")
  }

  /// How far probabilities are from what they say, on average and at most, and to which side.
  package func description(of plot: Plot) -> [String] {
    let filled = curves.filter { $0.total > 0 }
    guard !filled.isEmpty else { return ["Calibration without samples."] }
    return [
      filled.count == 1
        ? "Calibration of \(plural(Int(filled[0].total, within: 0 ... .max), "probability", "probabilities"))."
        : "Calibration of \(plural(filled.count, "class", "classes"))."
    ]
      + filled.prefix(4).map { curve in
        let name = curve.label.isEmpty ? "" : "\(clean(curve.label)): "
        var text =
          "\(name)On average what is predicted and what is true are"
          + " \(NumberText.fixed(curve.gap, decimals: 3)) apart"
        if let worst = curve.bins.filter({ $0.count > 0 })
          .max(by: { abs($0.rate - $0.mean) < abs($1.rate - $1.mean) })
        {
          text +=
            ", most where \(percent(worst.mean)) is predicted and \(percent(worst.rate)) is true"
            + " (\(NumberText.grouped(Int(worst.count, within: 0 ... .max))))"
        }
        return text + "."
      }
      + (filled.count > 4
        ? ["\(plural(filled.count - 4, "further class", "further classes"))."] : [])
      + (filled.count == 1
        ? [
          Self.bins(of: filled[0]),
          "That is of the probability of yes; an evaluation's expected_calibration_error is of"
            + " the probability of the answer.",
        ] : [])
  }

  /// What is predicted and what is true of each bin that is not empty.
  private static func bins(of curve: CalibrationCurve) -> String {
    let bins = curve.bins.filter { $0.count > 0 }.map { bin in
      "\(percent(bin.mean)) is \(percent(bin.rate))"
    }
    return "Predicted and true: \(listed(bins))."
  }

  /// Places of the bins joined in a square with a diagonal of dots; beside it how many there are in each.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let filled = curves.filter { $0.total > 0 }
    guard !filled.isEmpty else { return place.empty("no samples", plot) }
    let order = filled.indices.sorted {
      filled[$0].gap == filled[$1].gap ? $0 < $1 : filled[$0].gap > filled[$1].gap
    }
    let shown = order.prefix(JudgedCurves.limit).sorted().map { filled[$0] }
    var plane = RatePlane(
      lines: shown.map { curve in
        let corners = curve.bins.filter { $0.count > 0 }.map { UnitPoint($0.mean, $0.rate) }
        return RatePlane.Line(
          label: curve.label, detail: "gap " + NumberText.fixed(curve.gap, decimals: 3),
          points: corners, corners: corners)
      }, hasDiagonal: true)
    let isAlone = curves.count == 1
    if isAlone { (plane.table, plane.bars) = Self.table(shown[0]) }
    let gap = filled.reduce(0) { $0 + $1.gap } / Double(filled.count)
    var facts = [
      RowItem(text: (isAlone ? "gap " : "mean gap ") + NumberText.fixed(gap, decimals: 3))
    ]
    if shown.count < filled.count {
      facts.append(.shown(shown.count, of: filled.count, " classes, the worst"))
    }
    let count = Int(shown[0].total, within: 0 ... .max)
    facts.append(RowItem(text: "n \(NumberText.grouped(count))"))
    return plane.scene(of: plot, facts: facts, in: place)
  }

  /// Each bin with its count, and the counts as shares of the largest.
  private static func table(_ curve: CalibrationCurve) -> ([String], [Double]) {
    let counts = curve.bins.map { bin in
      bin.count == bin.count.rounded()
        ? NumberText.grouped(Int(bin.count, within: 0 ... .max)) : short(bin.count)
    }
    let width = max(5, counts.map { columns(of: $0) }.max() ?? 1)
    let most = max(curve.bins.map(\.count).max() ?? 1, .leastNormalMagnitude)
    let rows = curve.bins.indices.map { place in
      let size = Double(curve.bins.count)
      return NumberText.fixed(Double(place) / size, decimals: 1) + " to "
        + NumberText.fixed(Double(place + 1) / size, decimals: 1) + "  "
        + TextWidth.rightAligned(counts[place], to: width)
    }
    return (
      ["predicted   " + TextWidth.rightAligned("count", to: width)] + rows,
      curve.bins.map { $0.count / most }
    )
  }
}
