import Catalog
import Support

/// How much of what is found is true against how much of the true is found; of several classes each against the rest.
package struct PrecisionRecallChart: NumberChart {
  /// One curve for each class, or one alone.
  package let curves: [ScoreCurve]

  /// A chart of these curves.
  package init(_ curves: [ScoreCurve]) { self.curves = curves }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "precision_recall", .chart,
    "precision against recall over all thresholds, of an evaluation or of truths and scores",
    example: "plot [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], kind=precision_recall")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Truths and scores: two tables of equal length, or one of two columns.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let numbers = try ScoredNumbers(tables, kind: "precision_recall")
    var plot = plot(numbers.curves, title: "precision and recall")
    plot.cautions = numbers.cautions
    return plot
  }

  /// The curves in a square from 0 to 1.
  package static func plot(_ curves: [ScoreCurve], title: String) -> Plot {
    Plot(
      PrecisionRecallChart(curves), title: title, x: Axis("recall", domain: .fixed(0, 1)),
      y: Axis("precision", domain: .fixed(0, 1)))
  }

  /// The mean of the average precisions.
  package var headline: String {
    "AP \(NumberText.fixed(JudgedCurves.mean(curves, \.averagePrecision), decimals: 3))"
  }

  /// Thresholds with recall and precision.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    JudgedCurves.columns(curves, ("recall", "precision")) { ($0.recall, $0.precision) }
  }

  /// The average precision of each curve.
  package var storedText: String? {
    curves.map { curve in
      (curve.label.isEmpty ? "" : "\(clean(curve.label)): ")
        + "average precision \(NumberText.fixed(curve.averagePrecision, decimals: 4)),"
        + " n \(NumberText.general(curve.total))"
    }.joined(separator: "\n")
  }

  /// The average precisions beside the share of the true, and the threshold with the best F1.
  package func description(of plot: Plot) -> [String] {
    let whole = curves.filter(\.hasBothSides)
    guard let first = whole.first else {
      return ["Precision-recall curve without samples of both kinds."]
    }
    guard curves.count > 1 else {
      var result = [
        "Precision-recall curve of \(short(first.positives)) true among"
          + " \(plural(Int(first.total, within: 0 ... .max), "sample")).",
        "The average precision is \(NumberText.fixed(first.averagePrecision, decimals: 3));"
          + " guessing has \(NumberText.fixed(first.positives / first.total, decimals: 3)).",
      ]
      if let best = first.best {
        result.append(
          "F1 is highest, \(NumberText.fixed(best.f1, decimals: 3)), from score \(short(best.threshold)) on:"
            + " precision \(percent(best.precision)), recall \(percent(best.recall)).")
      }
      return result
    }
    let sorted = whole.sorted { $0.averagePrecision < $1.averagePrecision }
    return [
      "Precision-recall curves of \(plural(curves.count, "class", "classes")), each against the rest.",
      "Average precision is \(NumberText.fixed(JudgedCurves.mean(curves, \.averagePrecision), decimals: 3))"
        + " on average, least for \(clean(sorted[0].label))"
        + " (\(NumberText.fixed(sorted[0].averagePrecision, decimals: 3))).",
    ]
  }

  /// Steps in a square; beside it thresholds, or the average precision of the classes.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let (shown, notes) = JudgedCurves.shown(curves, by: \.averagePrecision)
    guard !shown.isEmpty else { return place.empty("no samples of both kinds", plot) }
    var plane = RatePlane(
      lines: shown.map { curve in
        RatePlane.Line(
          label: curve.label,
          detail: "AP " + NumberText.fixed(curve.averagePrecision, decimals: 3),
          points: Self.steps(curve))
      })
    let isAlone = curves.count == 1
    if isAlone {
      plane.table = Self.table(shown[0])
      if let cut = shown[0].answered, cut.recall.isFinite, cut.precision.isFinite {
        let isWide = place.width >= 60
        plane.mark = (
          UnitPoint(cut.recall, cut.precision),
          (isWide ? "threshold \(NumberText.fixed(cut.threshold, decimals: 2)): precision " : "P ")
            + NumberText.fixed(cut.precision, decimals: 2)
            + (isWide ? "  recall " : " R ") + NumberText.fixed(cut.recall, decimals: 2)
        )
      }
    }
    let precision = JudgedCurves.mean(curves, \.averagePrecision)
    var facts = [
      RowItem(
        text: (isAlone ? "average precision " : "mean AP ")
          + NumberText.fixed(precision, decimals: 3))
    ]
    facts += notes
    facts.append(
      RowItem(text: "n \(NumberText.grouped(Int(shown[0].total, within: 0 ... .max)))"))
    var scene = plane.scene(of: plot, facts: facts, in: place)
    if isAlone, let frame = scene.frame {
      // What guessing comes to.
      scene.marks.append(
        .rule(.horizontal(frame.y.unit(shown[0].positives / shown[0].total))))
    }
    return scene
  }

  /// From one recall to the next with the precision there, as average precision sums it.
  private static func steps(_ curve: ScoreCurve) -> [UnitPoint] {
    var (points, recall) = ([UnitPoint](), 0.0)
    for cut in curve.cuts where cut.precision.isFinite {
      points.append(UnitPoint(recall, cut.precision))
      points.append(UnitPoint(cut.recall, cut.precision))
      recall = cut.recall
    }
    return points
  }

  private static func table(_ curve: ScoreCurve) -> [String] {
    ["score >=   prec. recall    F1"]
      + (1...9).map { step in
        let share = Double(step) / 10
        let cut = curve.cut(from: share)
        let numbers = [cut.precision, cut.recall, cut.f1].map {
          TextWidth.rightAligned($0.isNaN ? "-" : NumberText.fixed($0, decimals: 2), to: 6)
        }
        return "      " + NumberText.fixed(share, decimals: 1) + " " + numbers.joined()
      }
  }
}
