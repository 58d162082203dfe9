import Plots

/// Made-up answers with what is judged of them, and groups of numbers.
enum JudgedSamples {
  private static let judged: (truths: [Bool], scores: [Double]) = {
    let truths = (0..<400).map { Samples.noise($0, salt: 70) > 0.2 }
    let scores = (0..<400).map { index in
      let shift = truths[index] ? 0.62 : 0.38
      return min(max(shift + 0.4 * Samples.noise(index, salt: 71), 0.001), 0.999)
    }
    return (truths, scores)
  }()

  private static let curve = ScoreCurve(
    "", scores: judged.scores, truths: judged.truths, answers: judged.scores.map { $0 > 0.5 },
    threshold: 0.5)

  private static let curves = (0..<3).map { slot in
    ScoreCurve(
      ["setosa", "versicolor", "a very long name of a class"][slot],
      scores: (0..<120).map { index -> Double in
        let gain: Double = index % 3 == slot ? 1 - 0.3 * Double(slot) : 0
        return gain + Samples.noise(index, salt: 80 + slot)
      },
      truths: (0..<120).map { $0 % 3 == slot })
  }

  private static let layers = (0..<4).map { slot in
    SampleGroup(
      ["dense", "dense_1", "dense_2", "output"][slot],
      (0..<200).map { index -> Double in
        var sum = 0.02
        for part in 0..<3 { sum += Samples.noise(index, salt: 90 + 10 * slot + part) }
        return sum * Double(slot + 1)
      })
  }

  private static let named = Plot.confusion(
    ConfusionCounts(
      labels: ["setosa", "versicolor", "a very long name of a class"],
      counts: [[50, 0, 0], [0, 47, 3], [0, 2, 48]]))

  private static let many = Plot.confusion(
    ConfusionCounts(
      counts: (0..<26).map { row in
        (0..<26).map { $0 == row ? 90 : ($0 * 7 + row * 3) % 11 == 0 ? 4 : 0 }
      }))

  static let all: [(name: String, plot: Plot)] = [
    ("roc", ROCChart.plot([curve], title: "m on d.test: ROC")),
    ("roc_classes", ROCChart.plot(curves, title: "ROC")),
    (
      "precision_recall",
      PrecisionRecallChart.plot([curve], title: "m on d.test: precision and recall")
    ),
    ("threshold", ThresholdChart.plot([curve], title: "m on d.test: threshold")),
    (
      "calibration",
      CalibrationChart.plot(
        [CalibrationCurve("", shares: judged.scores, truths: judged.truths)],
        title: "m on d.test: calibration")
    ),
    (
      "residuals",
      ResidualChart.plot(
        truths: judged.scores.map { 40 * $0 },
        answers: judged.scores.indices.map {
          40 * judged.scores[$0] + 3 * Samples.noise($0, salt: 99)
        },
        outputs: 1, title: "m on d.test")
    ),
    ("box", BoxChart.plot(layers, title: "gradient by layer")),
    ("ridge", RidgeChart.plot(layers, title: "m: weights")),
    (
      "grouped_bars",
      Plot(
        StackedBars(
          [SampleGroup("no", [80, 97, 372]), SampleGroup("yes", [136, 87, 119])],
          names: ["First", "Second", "Third"], isStacked: false), title: "class by survived")
    ),
    (
      "stacked_bars",
      Plot(
        StackedBars(
          [SampleGroup("no", [80, 97, 372]), SampleGroup("yes", [136, 87, 119])],
          names: ["First", "Second", "Third"], isStacked: true), title: "class by survived")
    ),
    (
      "importance",
      Plot(
        BarChart(
          [0.214, 0.033, 0.0021, -0.004], labels: ["sex", "age", "fare", "embark_town"],
          errors: [0.012, 0.004, 0.0003, 0.001]), title: "permutation importance")
    ),
    ("confusion_names", named), ("confusion_many", many),
  ]
}
