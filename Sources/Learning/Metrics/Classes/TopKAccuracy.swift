import Catalog

/// The share of entries whose true class is among the k largest outputs; equal outputs count.
struct TopKAccuracy: Metric {
  static let count = Parameter<Int>(
    "k", "So many of the largest outputs count.", default: 5, rule: "at least 1"
  ) { $0 >= 1 }
  static let signature = Signature.metric(
    "top_k_accuracy", "Share of samples whose class is among the k largest outputs.",
    example: "top_k_accuracy([1, 0], [[0.2, 0.5, 0.3], [0.1, 0.3, 0.6]], k=2)",
    [count.description])

  let count: Int

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    count = try arguments[Self.count]
  }

  func refusal(of layout: TargetLayout) -> MetricRefusal? {
    switch layout.kind {
    case .sparse, .oneHot: nil
    case .binary, .classNumbers: .oneOutput
    case .multiLabel: layout.refusesLabels
    }
  }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator { Among(count: count) }

  private struct Among: MetricAccumulator {
    let count: Int
    var hits = 0.0
    var total = 0.0

    mutating func add(_ batch: MetricBatch) {
      let width = batch.layout.width
      total += batch.total
      for entry in 0..<batch.count {
        let truth = batch.classes(of: entry).truth
        guard (0..<width).contains(truth) else { continue }
        let outputs = batch.predictions[entry * width..<(entry + 1) * width]
        let own = outputs[outputs.startIndex + truth]
        let larger = outputs.count { $0 > own }
        if own.isFinite, larger < count { hits += batch.weight(entry) }
      }
    }

    var state: [Double] {
      get { [hits, total] }
      set {
        var reader = StateReader(newValue)
        (hits, total) = (reader.amount(), reader.amount())
      }
    }

    var result: MetricValue { .number(total == 0 ? .nan : ratio(hits, total)) }
  }
}
