import Catalog
import Support

/// What is found against what is wrongly taken, over all thresholds; of several classes each against the rest.
package struct ROCChart: NumberChart {
  /// One curve for each class, or one alone.
  package let curves: [ScoreCurve]

  /// A chart of these curves.
  package init(_ curves: [ScoreCurve]) { self.curves = curves }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "roc", .chart,
    "true against false positives over all thresholds, of an evaluation or of truths and scores",
    example: "plot [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], kind=roc")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Truths and scores: two tables of equal length, or one of two columns.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let numbers = try ScoredNumbers(tables, kind: "roc")
    var plot = plot(numbers.curves, title: "ROC")
    plot.cautions = numbers.cautions
    return plot
  }

  /// The curves in a square from 0 to 1.
  package static func plot(_ curves: [ScoreCurve], title: String) -> Plot {
    Plot(
      ROCChart(curves), title: title, x: Axis("false positive rate", domain: .fixed(0, 1)),
      y: Axis("true positive rate", domain: .fixed(0, 1)))
  }

  /// The mean area under the curves.
  package var headline: String {
    "AUC \(NumberText.fixed(JudgedCurves.mean(curves, \.area), decimals: 3))"
  }

  /// Thresholds with both rates.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    JudgedCurves.columns(curves, ("false positive rate", "true positive rate")) {
      ($0.alarms, $0.recall)
    }
  }

  /// The area of each curve.
  package var storedText: String? {
    curves.map { curve in
      (curve.label.isEmpty ? "" : "\(clean(curve.label)): ")
        + "AUC \(NumberText.fixed(curve.area, decimals: 4)), n \(NumberText.general(curve.total))"
    }.joined(separator: "\n")
  }

  /// The areas, and what the answers as they were given find and take wrongly.
  package func description(of plot: Plot) -> [String] {
    let whole = curves.filter(\.hasBothSides)
    guard let first = whole.first else { return ["ROC curve without samples of both kinds."] }
    guard curves.count > 1 else {
      var result = [
        "ROC curve of \(short(first.positives)) true among \(plural(Int(first.total, within: 0 ... .max), "sample")).",
        "The area under it is \(NumberText.fixed(first.area, decimals: 3)); guessing has 0.5.",
      ]
      let found = [0.05, 0.1, 0.2, 0.5].map { share in
        "\(percent(first.cuts.last { $0.alarms <= share }?.recall ?? 0)) at \(percent(share, decimals: 0))"
      }
      result.append("So many of the true are found at a share of false alarms: \(listed(found)).")
      if let cut = first.answered {
        result.append(
          "Above \(short(cut.threshold)) \(percent(cut.recall)) of the true are found,"
            + " and \(percent(cut.alarms)) of the others taken for true.")
      }
      return result
    }
    let sorted = whole.sorted { $0.area < $1.area }
    return [
      "ROC curves of \(plural(curves.count, "class", "classes")), each against the rest.",
      "The areas under them are \(NumberText.fixed(JudgedCurves.mean(curves, \.area), decimals: 3)) on average,"
        + " least for \(clean(sorted[0].label)) (\(NumberText.fixed(sorted[0].area, decimals: 3)))"
        + " and most for \(clean(sorted[sorted.count - 1].label))"
        + " (\(NumberText.fixed(sorted[sorted.count - 1].area, decimals: 3))).",
    ]
  }

  /// A square with a diagonal of dots; beside it thresholds, or the areas of the classes.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let (shown, notes) = JudgedCurves.shown(curves, by: \.area)
    guard !shown.isEmpty else { return place.empty("no samples of both kinds", plot) }
    var plane = RatePlane(
      lines: shown.map { curve in
        RatePlane.Line(
          label: curve.label, detail: "AUC " + NumberText.fixed(curve.area, decimals: 3),
          points: curve.cuts.map { UnitPoint($0.alarms, $0.recall) })
      }, hasDiagonal: true)
    let isAlone = curves.count == 1
    if isAlone, let cut = shown[0].answered, cut.recall.isFinite, cut.alarms.isFinite {
      let isWide = place.width >= 60
      plane.mark = (
        UnitPoint(cut.alarms, cut.recall),
        (isWide ? "score > \(NumberText.fixed(cut.threshold, decimals: 2)): " : "")
          + "TPR \(NumberText.fixed(cut.recall, decimals: 2))"
          + "\(isWide ? "  " : " ")FPR \(NumberText.fixed(cut.alarms, decimals: 2))"
      )
      plane.table = Self.table(shown[0])
    }
    let area = NumberText.fixed(JudgedCurves.mean(curves, \.area), decimals: 3)
    let facts =
      [RowItem(text: (isAlone ? "AUC " : "mean AUC ") + area)] + notes
      + [RowItem(text: "n \(NumberText.grouped(Int(shown[0].total, within: 0 ... .max)))")]
    return plane.scene(of: plot, facts: facts, in: place)
  }

  /// Both rates at nine thresholds.
  private static func table(_ curve: ScoreCurve) -> [String] {
    ["score >=    TPR   FPR  prec."]
      + (1...9).map { step in
        let share = Double(step) / 10
        let cut = curve.cut(from: share)
        let numbers = [cut.recall, cut.alarms, cut.precision].map {
          TextWidth.rightAligned($0.isNaN ? "-" : NumberText.fixed($0, decimals: 2), to: 6)
        }
        return "      " + NumberText.fixed(share, decimals: 1) + numbers.joined()
      }
  }
}

extension Place {
  /// A picture that only says why there is nothing to see.
  func empty(_ reason: String, _ plot: Plot) -> Scene {
    var scene = self.scene
    scene.addTitle(plot.title, plot.noteItems)
    scene.add(
      TextWidth.truncate(reason, to: width), row: height / 2,
      column: max(0, (width - columns(of: reason)) / 2))
    return scene
  }
}
