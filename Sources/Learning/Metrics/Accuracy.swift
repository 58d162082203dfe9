import Catalog

/// The share of samples whose class was found: binary (p > 0.5), categorical or sparse by shape.
public struct Accuracy: Metric {
  public static let signature = Signature.metric(
    "accuracy", "Share of samples whose class was found.", example: "accuracy([1, 0], [0.8, 0.6])")

  public init() {}
  public init(_ arguments: BoundArguments) throws(ArgumentError) {}

  public func accumulator(for layout: TargetLayout) -> any MetricAccumulator { Share() }

  private struct Share: MetricAccumulator {
    var hits = 0
    var total = 0

    mutating func add(_ batch: MetricBatch) {
      total += batch.count
      for sample in 0..<batch.count {
        let (truth, guess) = batch.classes(of: sample)
        hits += truth == guess ? 1 : 0
      }
    }

    var result: MetricValue { .number(ratio(hits, total)) }
  }
}
