import Learning
import Plots
import Support

// What `plot e, kind=…` draws of an evaluation.

extension EvaluationReport {
  /// Of classes curves over thresholds and the table, of numbers what was missed.
  var charts: [ReportChart] {
    switch evaluation.judgement {
    case .classes(let found):
      return curves(of: found)
        + (evaluation.confusion == nil
          ? [] : [ReportChart(ConfusionMatrix.self) { Plot.confusion(counts) }])
    case .numbers(let found):
      return [
        ReportChart(ResidualChart.self) {
          ResidualChart.plot(
            truths: found.truths, answers: found.answers, outputs: found.outputs,
            title: "\(evaluation.model) on \(data)")
        },
        ReportChart(Histogram.self) {
          Plot.histogram(
            zip(found.truths, found.answers).map { $0 - $1 },
            title: "\(evaluation.model) on \(data): true less predicted")
        },
      ]
    case nil: return []
    }
  }

  /// The table of counts with the names of the classes.
  var counts: ConfusionCounts {
    let counts = evaluation.confusion ?? []
    return names.isEmpty
      ? ConfusionCounts(counts: counts)
      : ConfusionCounts(labels: counts.indices.map(name), counts: counts)
  }

  private func curves(of found: ClassJudgement) -> [ReportChart] {
    func title(_ word: String) -> String { "\(evaluation.model) on \(data): \(word)" }
    func scored() throws -> ScoredQuestions {
      guard let scored = found.scored else { throw PlotProblem.noScores(data: data) }
      return scored
    }
    /// Names only where there are several, or where "yes" has one.
    func label(_ index: Int) -> String {
      found.positive != nil && names.isEmpty ? "" : name(index)
    }
    func ranked(_ read: (ScoredQuestions.Question) -> [Double]) throws -> [ScoreCurve] {
      let scored = try scored()
      return try scored.questions().map { question in
        try Interrupt.check()
        return ScoreCurve(
          label(question.index), scores: read(question), truths: question.truths,
          weights: scored.weights, answers: question.answers, threshold: scored.threshold)
      }
    }
    return [
      ReportChart(ROCChart.self) { ROCChart.plot(try ranked(\.scores), title: title("ROC")) },
      ReportChart(PrecisionRecallChart.self) {
        PrecisionRecallChart.plot(
          try ranked(\.scores), title: title("precision and recall"))
      },
      ReportChart(ThresholdChart.self) {
        ThresholdChart.plot(try ranked(\.shares), title: title("threshold"))
      },
      ReportChart(CalibrationChart.self) {
        let scored = try scored()
        return CalibrationChart.plot(
          scored.questions().map {
            CalibrationCurve(
              label($0.index), shares: $0.shares, truths: $0.truths, weights: scored.weights)
          }, title: title("calibration"))
      },
    ]
  }
}
