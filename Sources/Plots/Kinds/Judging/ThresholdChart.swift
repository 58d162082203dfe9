import Catalog
import Support

/// Precision, recall and F1 over the threshold; of several classes F1 of each against the rest.
package struct ThresholdChart: NumberChart {
  /// One curve for each class, or one alone; scores are probabilities.
  package let curves: [ScoreCurve]

  /// A chart of these curves.
  package init(_ curves: [ScoreCurve]) { self.curves = curves }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "threshold", .chart,
    "precision, recall and F1 over the threshold, of an evaluation or of truths and scores",
    example: "plot [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], kind=threshold")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Truths and scores: two tables of equal length, or one of two columns.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let numbers = try ScoredNumbers(tables, kind: "threshold")
    var plot = plot(numbers.curves, title: "threshold")
    plot.cautions = numbers.cautions
    return plot
  }

  /// The curves over 0 to 1, or over the scores where some lie outside.
  package static func plot(_ curves: [ScoreCurve], title: String) -> Plot {
    let scores = curves.flatMap { $0.cuts.map(\.threshold) }.filter(\.isFinite)
    let areShares = scores.allSatisfy { $0 >= 0 && $0 <= 1 }
    return Plot(
      ThresholdChart(curves), title: title,
      x: Axis("threshold", domain: areShares ? .fixed(0, 1) : .automatic),
      y: Axis(domain: .fixed(0, 1)))
  }

  /// The best F1 of the first curve.
  package var headline: String {
    curves.first?.best.map { "F1 \(NumberText.fixed($0.f1, decimals: 3))" } ?? "no samples"
  }

  /// Thresholds with precision, recall and F1 of each curve.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    JudgedCurves.columns(curves, ("precision", "recall")) { ($0.precision, $0.recall) }
      + curves.map { curve in
        ChartColumn(
          (curve.label.isEmpty ? "" : clean(curve.label) + " ") + "F1", curve.cuts.map(\.f1))
      }
  }

  /// Where F1 is highest.
  package var storedText: String? {
    curves.map { curve in
      (curve.label.isEmpty ? "" : "\(clean(curve.label)): ")
        + (curve.best.map {
          "F1 at most \(NumberText.fixed($0.f1, decimals: 4)), from \(short($0.threshold)) on"
        } ?? "no samples")
    }.joined(separator: "\n")
  }

  /// Where F1 is highest, and what it is as answered.
  package func description(of plot: Plot) -> [String] {
    let whole = curves.filter(\.hasBothSides)
    guard let first = whole.first, let best = first.best else {
      return ["Threshold curves without samples of both kinds."]
    }
    guard curves.count > 1 else {
      var result = [
        "Precision, recall and F1 over the threshold.",
        "F1 is highest, \(NumberText.fixed(best.f1, decimals: 3)), from \(short(best.threshold)) on:"
          + " precision \(percent(best.precision)), recall \(percent(best.recall)).",
      ]
      if let cut = first.answered {
        result.append(
          "At \(short(cut.threshold)) F1 is \(NumberText.fixed(cut.f1, decimals: 3)):"
            + " precision \(percent(cut.precision)), recall \(percent(cut.recall)).")
      }
      return result
    }
    return ["F1 over the threshold of \(plural(curves.count, "class", "classes"))."]
      + whole.prefix(4).compactMap { curve in
        curve.best.map {
          "\(clean(curve.label)): at most \(NumberText.fixed($0.f1, decimals: 3)), from \(short($0.threshold)) on."
        }
      }
      + (whole.count > 4 ? ["\(plural(whole.count - 4, "further class", "further classes"))."] : [])
  }

  /// Three curves with the best F1 marked, or F1 of each class.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let (shown, notes) = JudgedCurves.shown(curves) { $0.best?.f1 ?? 0 }
    guard let first = shown.first else { return place.empty("no samples of both kinds", plot) }
    let isAlone = curves.count == 1
    let lines: [(name: String, curve: ScoreCurve, read: (ScoreCurve.Cut) -> Double)] =
      isAlone
      ? [("F1", first, \.f1), ("precision", first, \.precision), ("recall", first, \.recall)]
      : shown.map { (clean($0.label), $0, \.f1) }
    let x = Self.axis(plot.x, shown)
    var chart = Plot(
      FunctionChart(
        lines.enumerated().map { slot, line in
          let steps = Self.steps(line.curve, over: x, line.read)
          let pattern: Series.Pattern = place.isMono && slot > 0 ? .dotted : .solid
          return Series(
            line.name, role: .group(slot), xs: steps.xs, ys: steps.ys,
            pattern: isAlone ? pattern : .automatic)
        }, tellsSteepest: false), title: plot.title, x: plot.x, y: plot.y)
    (chart.notes, chart.cautions) = (plot.notes, plot.cautions)
    chart.annotations = plot.annotations
    chart.showsLegend = plot.showsLegend
    chart.cursor = plot.cursor
    if isAlone, let best = first.best {
      chart.notes.insert(
        "best F1 \(NumberText.fixed(best.f1, decimals: 3)) at >= \(short(best.threshold))", at: 0)
    }
    if !isAlone { chart.notes.insert("F1 of each class against the rest", at: 0) }
    chart.cautions += notes.filter(\.isNeeded).map(\.text)
    chart.notes += notes.filter { !$0.isNeeded }.map(\.text)
    var scene = chart.chart.scene(of: chart, in: place)
    guard isAlone, let frame = scene.frame, let best = first.best else { return scene }
    scene.marks.append(
      .point(
        PointMark(
          place: UnitPoint(frame.x.unit(best.threshold), frame.y.unit(best.f1)), symbol: .best,
          ink: .alert)))
    if let cut = first.answered, cut.threshold.isFinite {
      scene.marks.append(.rule(.vertical(frame.x.unit(cut.threshold))))
    }
    return scene
  }

  private static func axis(_ axis: Axis, _ curves: [ScoreCurve]) -> ScaleMap {
    let scores = curves.flatMap { $0.cuts.map(\.threshold) }.filter(\.isFinite)
    return Domain.horizontal(
      axis, from: scores.min() ?? .infinity, to: scores.max() ?? -.infinity)
  }

  /// A measure from the left end of the axis to the right: a step at each score.
  private static func steps(
    _ curve: ScoreCurve, over x: ScaleMap, _ read: (ScoreCurve.Cut) -> Double
  ) -> (xs: [Double], ys: [Double]) {
    var (xs, ys) = ([x.low], [read(curve.cuts[curve.cuts.count - 1])])
    for place in stride(from: curve.cuts.count - 1, through: 1, by: -1) {
      let (at, above) = (curve.cuts[place].threshold, curve.cuts[place - 1])
      guard at.isFinite, at > x.low else { continue }
      xs += [at, at]
      ys += [read(curve.cuts[place]), read(above)]
    }
    if let last = xs.last, last < x.high {
      xs.append(x.high)
      ys.append(read(curve.cuts[0]))
    }
    return (xs, ys)
  }
}
