import Catalog

/// How often each true class (row) was predicted as each class (column).
package struct Confusion: Metric, WithoutParameters {
  package static let signature = Signature.metric(
    "confusion", "Counts of true classes (rows) against predicted ones (columns).",
    example: "confusion([1, 0], [0.8, 0.6])")

  package init() {}

  package func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesLabels }

  package func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Table(counts: ClassCounts(classes: layout.classes))
  }

  private struct Table: MetricAccumulator {
    var counts: ClassCounts
    mutating func add(_ batch: MetricBatch) { counts.add(batch) }
    var state: [Double] {
      get { counts.state }
      set { counts.state = newValue }
    }
    var result: MetricValue { .counts(counts.table) }
  }
}
