import Catalog
import Engine
import Support

extension Metrics {
  /// The metric of two tensors, truth first: `f1_score(y, p)`.
  package static func value(
    of metric: any Metric, targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue {
    try measure(metric, targets: targets, predictions: predictions).value
  }

  /// The same, with the reason where the value is NaN, or with what it leaves out.
  package static func measure(
    _ metric: any Metric, targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> (value: MetricValue, remark: String?) {
    let name = type(of: metric).signature.name
    if let value = try metric.value(targets: targets, predictions: predictions) {
      return (value, nil)
    }
    var layout = TargetLayout(
      targets: targets, predictions: predictions, areScores: metric.readsScores)
    if metric is any SequenceMetric, targets.shape == predictions.shape {
      layout = TargetLayout(
        classNumbersOfLength: targets.shape.rank == 1
          ? targets.count : targets.shape.sample.count)
    }
    guard targets.count > 0 || predictions.count > 0 else {
      throw .training(.metric(name: name, .nothingToCompare))
    }
    if let refusal = metric.refusal(of: layout) {
      let advice: MetricError.Advice =
        layout.isMultiLabel ? .accuracyTakesLabels : .accuracyChooses
      throw .training(.metric(name: name, .refused(refusal, advice)))
    }
    guard predictions.count > 0,
      predictions.count / layout.width == targets.count / layout.targetWidth
    else {
      throw .training(
        .metric(
          name: name, .otherShapes(targets: targets.shape, predictions: predictions.shape)))
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
      if let fault = batch.fault(for: metric) {
        throw .training(.metric(name: name, fault))
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
