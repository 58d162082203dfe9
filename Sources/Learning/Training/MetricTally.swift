import Engine

/// Loss and metrics of one pass over samples, gathered batch by batch.
struct MetricTally {
  private let choices: [MetricChoice]
  private let readsProbabilities: Bool
  private let layout: TargetLayout
  private let units: TargetUnits?
  private var accumulators: [any MetricAccumulator] = []
  private var measures: [RunningMean]
  private var lossMean = RunningMean()
  /// Whether a prediction or a target that counts was NaN: then no metric is a number.
  private(set) var hasNaN = false
  /// Whether a prediction was no probability: then what reads those is no number.
  private var hasForeignShare = false
  /// All entries that count, where they are kept.
  private(set) var outputs: JudgedOutputs?

  /// Metrics are of numbers in `units`, where they are learnt on another scale.
  init(
    _ choices: [MetricChoice], _ layout: TargetLayout, in units: TargetUnits? = nil,
    keepsOutputs: Bool = false
  ) {
    outputs = keepsOutputs ? JudgedOutputs(layout) : nil
    self.choices = choices
    self.units = units
    readsProbabilities = choices.contains(where: \.readsProbabilities)
    self.layout = layout
    for case .metric(let metric, _) in choices {
      accumulators.append(metric.accumulator(for: layout))
    }
    measures = Array(repeating: RunningMean(), count: choices.count - accumulators.count)
  }

  /// Whether predictions have to be read at all.
  var needsPredictions: Bool { !accumulators.isEmpty || outputs != nil }

  mutating func add(loss: Measured, measures new: [Measured]) {
    lossMean.add(loss)
    add(measures: new)
  }

  mutating func add(measures new: [Measured]) {
    for (index, measure) in new.enumerated() { measures[index].add(measure) }
  }

  /// `mask` has 0 for each entry that does not count; `weights` has a number for each sample.
  mutating func add(
    targets: [Double], predictions: [Double], mask: [Double]? = nil, weights: [Double]? = nil
  ) {
    let batch = MetricBatch(
      layout, targets: units?.numbers(targets) ?? targets,
      predictions: units?.numbers(predictions) ?? predictions, sampleWeights: weights)
    let counted = batch.counted(mask: mask)
    hasNaN = hasNaN || counted.hasNaN
    outputs?.add(counted)
    if readsProbabilities, !hasForeignShare { hasForeignShare = counted.foreignShare != nil }
    for index in accumulators.indices {
      accumulators[index].add(accumulators[index].needsWholeRows ? batch : counted)
    }
  }

  var loss: Double { lossMean.value }

  /// Everything that changes: the loss, the measures, the metrics.
  var state: [[Double]] {
    get {
      [lossMean.numbers + flags] + measures.map(\.numbers) + accumulators.map(\.state)
    }
    set {
      guard newValue.count == 1 + measures.count + accumulators.count else { return }
      lossMean.numbers = Array(newValue[0].prefix(2))
      hasNaN = newValue[0].dropFirst(2).first == 1
      hasForeignShare = newValue[0].count > 3
      for index in measures.indices { measures[index].numbers = newValue[1 + index] }
      for index in accumulators.indices {
        accumulators[index].state = newValue[1 + measures.count + index]
      }
    }
  }

  private var flags: [Double] {
    if hasForeignShare { return [hasNaN ? 1 : 0, 1] }
    return hasNaN ? [1] : []
  }

  /// Why a metric is NaN, or what it leaves out: `auc: all targets are of one class`.
  var remarks: [(name: String, text: String)] {
    if hasNaN { return accumulators.isEmpty ? [] : [("metrics", "some predictions are nan")] }
    let own = choices.filter { if case .metric = $0 { true } else { false } }
    return zip(own, accumulators).compactMap { choice, accumulator in
      if hasForeignShare, choice.readsProbabilities {
        return (choice.name, "some predictions are no probabilities, 0 to 1")
      }
      return accumulator.remark.map { (choice.name, $0) }
    }
  }

  private func isUnknown(_ choice: MetricChoice) -> Bool {
    hasNaN || hasForeignShare && choice.readsProbabilities
  }

  /// The metrics in the order in which they were asked for.
  var values: [(name: String, value: MetricValue)] {
    var (metric, measure) = (0, 0)
    return choices.map { choice in
      switch choice {
      case .metric:
        metric += 1
        let value = accumulators[metric - 1].result
        return (choice.name, isUnknown(choice) ? value.withoutNumbers : value)
      case .loss:
        measure += 1
        return (choice.name, .number(measures[measure - 1].value))
      }
    }
  }
}

/// The mean over batches, each with what it counts.
struct RunningMean {
  private var sum = 0.0
  private var count = 0.0

  mutating func add(_ measured: Measured) {
    // A batch in which nothing counts adds nothing.
    guard measured.count > 0 else { return }
    sum += measured.value * measured.count
    count += measured.count
  }

  var value: Double { count == 0 ? .nan : sum / count }

  /// Everything that changes.
  var numbers: [Double] {
    get { [sum, count] }
    set { if newValue.count == 2 { (sum, count) = (newValue[0], newValue[1]) } }
  }
}
