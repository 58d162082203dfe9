import Engine

/// Loss and metrics of one pass over samples, gathered batch by batch.
struct MetricTally {
  private let choices: [MetricChoice]
  private let layout: TargetLayout
  private var accumulators: [any MetricAccumulator] = []
  private var measureSums: [Double]
  private var lossSum = 0.0
  private var count = 0

  init(_ choices: [MetricChoice], _ layout: TargetLayout) {
    self.choices = choices
    self.layout = layout
    for case .metric(let metric, _) in choices {
      accumulators.append(metric.accumulator(for: layout))
    }
    measureSums = Array(repeating: 0, count: choices.count - accumulators.count)
  }

  /// Whether predictions have to be read at all.
  var needsPredictions: Bool { !accumulators.isEmpty }

  mutating func add(loss: Double, measures: [Double], rows: Int) {
    lossSum += loss * Double(rows)
    for (index, measure) in measures.enumerated() { measureSums[index] += measure * Double(rows) }
    count += rows
  }

  mutating func add(targets: [Double], predictions: [Double]) {
    let batch = MetricBatch(layout, targets: targets, predictions: predictions)
    for index in accumulators.indices { accumulators[index].add(batch) }
  }

  var loss: Double { count == 0 ? .nan : lossSum / Double(count) }

  /// The metrics in the order in which they were asked for.
  var values: [(name: String, value: MetricValue)] {
    var (metric, measure) = (0, 0)
    return choices.map { choice in
      switch choice {
      case .metric:
        metric += 1
        return (choice.name, accumulators[metric - 1].result)
      case .loss:
        measure += 1
        return (choice.name, .number(count == 0 ? .nan : measureSums[measure - 1] / Double(count)))
      }
    }
  }
}
