import Catalog

/// How far confidence is from accuracy: Σ share of a bin · |its accuracy − its mean confidence|.
///
/// Confidence is the probability of the predicted class; bins are equally wide and hold their upper
/// ends. Guo et al. 2017.
struct CalibrationError: Metric {
  static let prefersLarger = false
  static let bins = Parameter<Int>(
    "bins", "Number of bins.", default: 10, rule: "1 to 1000"
  ) { (1...1000).contains($0) }
  static let signature = Signature.metric(
    "expected_calibration_error", "How far confidence is from accuracy, in bins of confidence.",
    example: "expected_calibration_error([1, 0, 1], [0.8, 0.4, 0.3])", [bins.description])

  let bins: Int

  init(bins: Int) { self.bins = bins }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    bins = try arguments[Self.bins]
  }

  var readsProbabilities: Bool { true }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Histogram(bins: Array(repeating: Bin(), count: bins))
  }

  private struct Bin {
    var count = 0.0
    var hits = 0.0
    var confidence = 0.0
  }

  private struct Histogram: MetricAccumulator {
    var bins: [Bin]

    mutating func add(_ batch: MetricBatch) {
      let batch = batch.questions
      let width = batch.layout.width
      let shares = batch.probabilities
      for entry in 0..<batch.count {
        let (truth, guess) = batch.classes(of: entry)
        let own = shares[entry * width..<(entry + 1) * width]
        let first = own[own.startIndex]
        let confidence = width == 1 ? max(first, 1 - first) : own.reduce(first, max)
        guard confidence.isFinite else { continue }
        // What is no probability counts where its neighbours do.
        let index =
          Int(confidence * Double(bins.count), within: 1...bins.count, rounded: .up) - 1
        let weight = batch.weight(entry)
        bins[index].count += weight
        bins[index].hits += truth == guess ? weight : 0
        bins[index].confidence += weight * confidence
      }
    }

    var state: [Double] {
      get { bins.flatMap { [$0.count, $0.hits, $0.confidence] } }
      set {
        var reader = StateReader(newValue)
        for index in bins.indices {
          bins[index] = Bin(
            count: reader.amount(), hits: reader.amount(), confidence: reader.number())
        }
      }
    }

    var result: MetricValue {
      let total = bins.reduce(0) { $0 + $1.count }
      guard total > 0 else { return .number(.nan) }
      let gaps = bins.reduce(0.0) { $0 + abs($1.hits - $1.confidence) }
      return .number(gaps / total)
    }
  }
}
