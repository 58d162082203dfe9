import Catalog

/// (1 + β²)·hits / (β²·truths + predictions) of a class: recall counts β times as much as precision.
///
/// One class gives a number, several a list unless averaged.
struct FBeta: Metric {
  static let beta = Parameter<Double>(
    "beta", "How much more recall counts.", default: 1, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let signature = Signature.metric(
    "fbeta", "Mean of precision and recall in which recall counts beta times as much.",
    example: "fbeta([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1], average=macro, beta=2)",
    [Average.parameter.description, beta.description])

  let average: Average
  let beta: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    average = try arguments[Average.parameter]
    beta = try arguments[Self.beta]
  }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    let square = beta * beta
    return ClassScore(layout, average) { hits, guesses, truths in
      let divisor = square * truths + guesses
      return divisor == 0 ? 0 : (1 + square) * hits / divisor
    }
  }
}
