import Engine

/// One batch for an accumulator, in the layout it was made for.
package struct MetricBatch {
  /// How targets and predictions stand to each other.
  package let layout: TargetLayout
  /// Of all entries, one after the other.
  package private(set) var targets: [Double]
  /// `layout.width` numbers an entry.
  package private(set) var predictions: [Double]
  /// How much each entry counts; `nil` where all count alike.
  private(set) var weights: [Double]?

  /// Numbers of one batch in that layout; each entry counts as much as its weight says.
  package init(
    _ layout: TargetLayout, targets: [Double], predictions: [Double], weights: [Double]? = nil
  ) {
    self.layout = layout
    self.targets = targets
    self.predictions = predictions
    self.weights = weights
  }

  /// The same with a weight for each sample, which all its entries have.
  init(
    _ layout: TargetLayout, targets: [Double], predictions: [Double], sampleWeights: [Double]?
  ) {
    self.init(layout, targets: targets, predictions: predictions)
    guard let sampleWeights, !sampleWeights.isEmpty else { return }
    weights = repeated(sampleWeights, count / sampleWeights.count)
  }

  /// The entries of another batch of this layout behind the own.
  mutating func append(_ other: MetricBatch) {
    if let more = other.weights { weights = (weights ?? []) + more }
    targets += other.targets
    predictions += other.predictions
  }

  /// How much an entry counts; 1 where all count alike.
  func weight(_ entry: Int) -> Double { weights?[entry] ?? 1 }

  /// What all entries count together.
  var total: Double { weights.map { $0.reduce(0, +) } ?? Double(count) }

  /// How many entries.
  package var count: Int { predictions.count / layout.width }

  /// The entries that count: not those of the ignored class, nor those that the mask hides with 0.
  func counted(mask: [Double]? = nil) -> MetricBatch {
    let ignored = targets.count == count ? layout.ignoredClass.map(Double.init) : nil
    let mask = mask?.count == count ? mask : nil
    let leavesOut = ignored.map(targets.contains) == true || mask?.contains(0) == true
    guard leavesOut, count > 0 else { return self }
    let (width, targetWidth) = (layout.width, targets.count / count)
    var (kept, values): ([Double], [Double]) = ([], [])
    var shares: [Double]? = weights == nil ? nil : []
    for entry in 0..<count where mask?[entry] != 0 {
      if let ignored, targets[entry] == ignored { continue }
      shares?.append(weight(entry))
      kept += targets[entry * targetWidth..<(entry + 1) * targetWidth]
      values += predictions[entry * width..<(entry + 1) * width]
    }
    return MetricBatch(layout, targets: kept, predictions: values, weights: shares)
  }

  /// Each label of each entry as a yes-or-no question of its own, where entries have several labels.
  var questions: MetricBatch {
    guard case .multiLabel(_, let threshold) = layout.kind else { return self }
    return MetricBatch(
      TargetLayout(.binary(threshold: threshold), isLogits: layout.isLogits),
      targets: targets, predictions: predictions,
      weights: weights.map { repeated($0, layout.width) })
  }

  /// Whether each entry has its target; sequences of labels are of other lengths.
  var isPaired: Bool { targets.count == count * layout.targetWidth }

  /// Whether some number of it is none.
  var hasNaN: Bool { predictions.contains(where: \.isNaN) || targets.contains(where: \.isNaN) }

  /// True and predicted class of one sample; −1 for what is no class.
  func classes(of sample: Int) -> (truth: Int, guess: Int) {
    switch layout.kind {
    case .binary(let threshold):
      (classNumber(targets[sample]), predictions[sample] > threshold ? 1 : 0)
    case .multiLabel: (-1, -1)
    case .classNumbers: (classNumber(targets[sample]), classNumber(predictions[sample]))
    case .sparse(let width):
      (classNumber(targets[sample]), largest(predictions, sample * width, width))
    case .oneHot(let width):
      (
        largest(targets, sample * width, width), largest(predictions, sample * width, width)
      )
    }
  }
}

/// Each number so often, one after the other.
private func repeated(_ numbers: [Double], _ times: Int) -> [Double] {
  times == 1 ? numbers : numbers.flatMap { Array(repeating: $0, count: times) }
}

/// A class number for counting; −1 for what is none.
private func classNumber(_ number: Double) -> Int { max(Int(exactly: number) ?? -1, -1) }

/// The position of the largest of `width` numbers from `start`; of equal ones the first.
private func largest(_ numbers: [Double], _ start: Int, _ width: Int) -> Int {
  var best = 0
  for index in 1..<max(width, 1) where numbers[start + index] > numbers[start + best] {
    best = index
  }
  return best
}
