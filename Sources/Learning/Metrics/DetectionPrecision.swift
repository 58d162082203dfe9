import Catalog
import Engine
import Support

/// Mean over classes of the average precision of boxes: map@0.5.
///
/// Truth has rows [image, class, x1, y1, x2, y2], predictions [image, class, score, x1, y1, x2, y2].
/// By falling score a prediction is right when the true box that it overlaps most (intersection
/// over union ≥ threshold) is still free. The area is that below the highest precision at each
/// recall or beyond. Everingham et al. 2010.
struct DetectionPrecision: Metric {
  static let threshold = Parameter<Double>(
    "threshold", "Overlap from which a box is right.", default: 0.5, rule: "above 0, at most 1"
  ) { $0 > 0 && $0 <= 1 }
  static let signature = Signature.metric(
    "mean_average_precision", "Average precision of predicted boxes, the mean over classes.",
    example: "mean_average_precision([[0, 0, 0, 0, 2, 2]], [[0, 0, 0.9, 0, 0, 2, 1.8]])",
    [threshold.description],
    details: "Rows: [image, class, x1, y1, x2, y2] and [image, class, score, x1, y1, x2, y2].")

  let threshold: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    threshold = try arguments[Self.threshold]
  }

  var readsClasses: Bool { false }

  func refusal(of layout: TargetLayout) -> MetricRefusal? {
    .needsBoxes
  }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator { HitShare() }

  func value(
    targets: Tensor, predictions: Tensor
  ) throws(LearningError) -> MetricValue? {
    guard targets.shape.rank == 2, predictions.shape.rank == 2, targets.shape[1] == 6,
      predictions.shape[1] == 7
    else {
      throw .training(
        .metric(
          name: Self.signature.name,
          .boxes(targets: targets.shape, predictions: predictions.shape)))
    }
    if [targets, predictions].contains(where: { $0.first(where: \.isNaN) != nil }) {
      return .number(.nan)
    }
    let truths = rows(targets).map { Box(image: $0[0], kind: $0[1], score: 1, $0[2...]) }
    let guesses = rows(predictions).map { Box(image: $0[0], kind: $0[1], score: $0[2], $0[3...]) }
    let kinds = Set(truths.map(\.kind)).sorted()
    let areas = kinds.map { kind in
      if Interrupt.isRaised { return 0.0 }
      return precision(truths.filter { $0.kind == kind }, guesses.filter { $0.kind == kind })
    }
    return .number(areas.isEmpty ? 0 : areas.reduce(0, +) / Double(areas.count))
  }

  private func rows(_ tensor: Tensor) -> [[Double]] {
    let (numbers, width) = (tensor.doubles, tensor.shape[1])
    return (0..<tensor.shape[0]).map { Array(numbers[$0 * width..<($0 + 1) * width]) }
  }

  /// The average precision of one class.
  private func precision(_ truths: [Box], _ guesses: [Box]) -> Double {
    var isFree = Array(repeating: true, count: truths.count)
    var (hits, points): (Int, [(recall: Double, precision: Double)]) = (0, [])
    for (number, guess) in guesses.sorted(by: { $0.score > $1.score }).enumerated() {
      if Interrupt.isRaised { break }
      let overlaps = truths.map { $0.image == guess.image ? $0.overlap(guess) : 0 }
      if let best = overlaps.indices.max(by: { overlaps[$0] < overlaps[$1] }),
        overlaps[best] >= threshold, isFree[best]
      {
        isFree[best] = false
        hits += 1
      }
      points.append((ratio(hits, truths.count), ratio(hits, number + 1)))
    }
    var (area, highest, last) = (0.0, 0.0, points.last?.recall ?? 0)
    for index in points.indices.reversed() {
      area += (last - points[index].recall) * highest
      last = points[index].recall
      highest = max(highest, points[index].precision)
    }
    return area + last * highest
  }
}

private struct Box {
  let image: Double
  let kind: Double
  let score: Double
  let corners: [Double]

  init(image: Double, kind: Double, score: Double, _ corners: ArraySlice<Double>) {
    (self.image, self.kind, self.score) = (image, kind, score)
    self.corners = Array(corners)
  }

  var area: Double { max(corners[2] - corners[0], 0) * max(corners[3] - corners[1], 0) }

  /// Intersection over union.
  func overlap(_ other: Box) -> Double {
    let width = min(corners[2], other.corners[2]) - max(corners[0], other.corners[0])
    let height = min(corners[3], other.corners[3]) - max(corners[1], other.corners[1])
    let common = max(width, 0) * max(height, 0)
    let union = area + other.area - common
    return union > 0 ? common / union : 0
  }
}
