import Catalog

/// Hits over true samples of a class. One class gives a number, several a list unless averaged.
public struct Recall: Metric {
  public static let signature = Signature.metric(
    "recall", "Share of a class's samples that were found.",
    example: "recall([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1])",
    [Average.parameter.description])

  public let average: Average

  public init(average: Average = .none) { self.average = average }
  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    average = try arguments[Average.parameter]
  }

  public func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    ClassScore(layout, average) { hits, guesses, truths in ratio(hits, truths) }
  }
}
