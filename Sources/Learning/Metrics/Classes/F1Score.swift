import Catalog

/// 2·hits / (predictions + truths) of a class. One class gives a number, several a list unless averaged.
package struct F1Score: Metric {
  package static let signature = Signature.metric(
    "f1_score",
    "Harmonic mean of precision and recall: 1 is best, and one of both being small makes it small.",
    example: "f1_score([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1])",
    [Average.parameter.description])

  let average: Average

  /// Of each class, or over all of them in one number.
  package init(average: Average = .none) { self.average = average }
  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    average = try arguments[Average.parameter]
  }

  package func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    ClassScore(layout, average) { hits, guesses, truths in ratio(2 * hits, guesses + truths) }
  }
}
