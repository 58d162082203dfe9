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
    ("roc_of_two", ROCChart.plot([curve], title: "m on d.test: ROC")),
    ("roc_of_three", ROCChart.plot(curves, title: "ROC")),
    (
      "precision_recall_of_two",
      PrecisionRecallChart.plot([curve], title: "m on d.test: precision and recall")
    ),
    ("threshold_of_two", ThresholdChart.plot([curve], title: "m on d.test: threshold")),
    (
      "calibration_of_two",
      CalibrationChart.plot(
        [CalibrationCurve("", shares: judged.scores, truths: judged.truths)],
        title: "m on d.test: calibration")
    ),
    (
      "residuals_of_one",
      ResidualChart.plot(
        truths: judged.scores.map { 40 * $0 },
        answers: judged.scores.indices.map {
          40 * judged.scores[$0] + 3 * Samples.noise($0, salt: 99)
        },
        outputs: 1, title: "m on d.test")
    ),
    ("box_of_layers", BoxChart.plot(layers, title: "gradient by layer")),
    ("ridge_of_layers", RidgeChart.plot(layers, title: "m: weights")),
    (
      "bars_grouped",
      Plot(
        StackedBars(
          [SampleGroup("no", [80, 97, 372]), SampleGroup("yes", [136, 87, 119])],
          names: ["First", "Second", "Third"], isStacked: false), title: "class by survived")
    ),
    (
      "bars_stacked",
      Plot(
        StackedBars(
          [SampleGroup("no", [80, 97, 372]), SampleGroup("yes", [136, 87, 119])],
          names: ["First", "Second", "Third"], isStacked: true), title: "class by survived")
    ),
    ("confusion_named", named), ("confusion_of_26", many),
  ]
}
