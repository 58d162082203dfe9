import Catalog
import Engine

extension Metrics {
  /// The metric of two tensors, truth first: `f1_score(y, p)`.
  public static func value(
    of metric: any Metric, targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue {
    try measure(metric, targets: targets, predictions: predictions).value
  }

  /// The same, with the reason where the value is NaN, or with what it leaves out.
  public static func measure(
    _ metric: any Metric, targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> (value: MetricValue, remark: String?) {
    let name = type(of: metric).signature.name
    if let value = try metric.value(targets: targets, predictions: predictions) {
      return (value, nil)
    }
    var layout = TargetLayout(targets: targets, predictions: predictions)
    if metric is any SequenceMetric, targets.shape == predictions.shape {
      layout = TargetLayout(
        classNumbersOfLength: targets.shape.rank == 1
          ? targets.count : targets.shape.sample.count)
    }
    guard targets.count > 0 || predictions.count > 0 else {
      throw .metric(name: name, reason: "there is nothing to compare")
    }
    if let reason = metric.refusal(of: layout) { throw .metric(name: name, reason: reason) }
    guard predictions.count > 0,
      predictions.count / layout.width == targets.count / layout.targetWidth
    else {
      throw .metric(name: name, reason: "\(targets.shape) and \(predictions.shape) do not fit")
    }
    // As Doubles, and once more where an accumulator sorts or keeps them.
    try MemoryLimit.require(
      ByteEstimate.product(2, 8, ByteEstimate.sum([targets.count, predictions.count])), for: name)
    let batch = MetricBatch(layout, targets: targets.doubles, predictions: predictions.doubles)
    if metric.readsClasses, let reason = batch.foreignClass {
      throw .metric(name: name, reason: reason)
    }
    var accumulator = metric.accumulator(for: layout)
    accumulator.add(batch)
    guard batch.hasNaN else { return (accumulator.result, accumulator.remark) }
    let part = batch.predictions.contains(where: \.isNaN) ? "predictions" : "targets"
    return (accumulator.result.withoutNumbers, "the \(part) hold nan")
  }
}

extension MetricBatch {
  /// Why a number that should stand for a class does not; NaN is left to the value.
  fileprivate var foreignClass: String? {
    func isForeign(_ number: Double) -> Bool {
      !number.isNaN && !(number >= 0 && number < Double(ClassMargins.limit) && isWhole(number))
    }
    func isWhole(_ number: Double) -> Bool { number == number.rounded() }
    func reason(_ part: String, _ number: Double) -> String {
      let most = ClassMargins.limit - 1
      let shown = Argument.number(number).described
      return "the \(part) hold \(shown), which is no class number, 0 to \(most)"
    }
    switch layout.kind {
    case .oneHot, .multiLabel: return nil
    case .binary, .sparse: return targets.first(where: isForeign).map { reason("targets", $0) }
    case .classNumbers:
      return targets.first(where: isForeign).map { reason("targets", $0) }
        ?? predictions.first(where: isForeign).map { reason("predictions", $0) }
    }
  }
}
