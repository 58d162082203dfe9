import Catalog
import Engine
import Support

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
    var accumulator = metric.accumulator(for: layout)
    let samples = predictions.count / layout.width
    // Several times what a piece of them takes, and what the accumulator keeps of all.
    try MemoryLimit.require(
      ByteEstimate.sum([
        ByteEstimate.product(8, pieceSize(layout, accumulator), 8, layout.width),
        ByteEstimate.product(predictions.count, accumulator.keptByteCount),
      ]), for: name)
    accumulator.reserve(samples)
    var nanPart: String?
    for start in stride(from: 0, to: samples, by: pieceSize(layout, accumulator)) {
      if Interrupt.isRaised { return (.number(.nan), nil) }
      let piece = start..<min(start + pieceSize(layout, accumulator), samples)
      let batch = MetricBatch(layout, targets: targets, predictions: predictions, piece)
      if metric.readsClasses, let reason = batch.foreignClass {
        throw .metric(name: name, reason: reason)
      }
      accumulator.add(batch)
      if batch.predictions.contains(where: \.isNaN) { nanPart = "predictions" }
      if nanPart == nil, batch.hasNaN { nanPart = "targets" }
    }
    guard let nanPart else { return (accumulator.result, accumulator.remark) }
    return (accumulator.result.withoutNumbers, "the \(nanPart) hold nan")
  }

  /// Samples that are looked at together: some ten thousand numbers, or one row of a sequence.
  private static func pieceSize(
    _ layout: TargetLayout, _ accumulator: any MetricAccumulator
  ) -> Int {
    let row = accumulator.needsWholeRows ? layout.length : 1
    return max(1, (1 << 16) / layout.width / row) * row
  }
}

extension MetricBatch {
  fileprivate init(
    _ layout: TargetLayout, targets: Tensor, predictions: Tensor, _ samples: Range<Int>
  ) {
    func numbers(_ tensor: Tensor, _ width: Int) -> [Double] {
      tensor.doubles(in: samples.lowerBound * width..<samples.upperBound * width)
    }
    self.init(
      layout, targets: numbers(targets, layout.targetWidth),
      predictions: numbers(predictions, layout.width))
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
