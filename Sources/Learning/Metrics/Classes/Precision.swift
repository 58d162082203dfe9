import Catalog

/// Hits over predictions of a class. One class gives a number, several a list unless averaged.
public struct Precision: Metric {
  public static let signature = Signature.metric(
    "precision", "Share of a class's predictions that are right.",
    example: "precision([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1])",
    [Average.parameter.description])

  public let average: Average

  public init(average: Average = .none) { self.average = average }
  public init(_ arguments: BoundArguments) throws(ArgumentError) {
    average = try arguments[Average.parameter]
  }

  public func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    ClassScore(layout, average) { hits, guesses, truths in ratio(hits, guesses) }
  }
}
