import Catalog

/// −log of the probability of the truth, the mean over all entries, in nats; over all labels where
/// a sample has several.
struct LogLoss: Metric, WithoutParameters {
  static let prefersLarger = false
  static let signature = Signature.metric(
    "log_loss", "Mean of -log of the probability that the truth was given.",
    example: "log_loss([1, 0], [0.8, 0.4])")

  var readsProbabilities: Bool { true }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Surprise { $0 }
  }
}

/// e to the log loss: among how many equally likely classes a guess is as hard.
struct Perplexity: Metric, WithoutParameters {
  static let prefersLarger = false
  static let signature = Signature.metric(
    "perplexity", "e^log_loss: among how many equally likely classes guessing is as hard.",
    example: "perplexity([1, 0], [[0.2, 0.8], [0.6, 0.4]])")

  var readsProbabilities: Bool { true }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Surprise { exponential($0) }
  }
}

/// The log loss in bits, log_loss / log 2: for models of characters.
struct BitsPerCharacter: Metric, WithoutParameters {
  static let prefersLarger = false
  static let signature = Signature.metric(
    "bits_per_character", "The log loss in bits.",
    example: "bits_per_character([1, 0], [[0.2, 0.8], [0.6, 0.4]])")

  var readsProbabilities: Bool { true }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    Surprise { $0 / 0.6931471805599453 }
  }
}

/// Mean squared distance of the probabilities from the truth, summed over classes. Brier 1950.
struct BrierScore: Metric, WithoutParameters {
  static let prefersLarger = false
  static let signature = Signature.metric(
    "brier", "Mean squared distance of probabilities from the truth.",
    example: "brier([1, 0], [0.8, 0.4])")

  var readsProbabilities: Bool { true }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator { Distance() }

  private struct Distance: MetricAccumulator {
    var sum = 0.0
    var count = 0.0

    mutating func add(_ batch: MetricBatch) {
      let batch = batch.questions
      let width = batch.layout.width
      let shares = batch.probabilities
      count += batch.total
      for entry in 0..<batch.count {
        let truth = batch.classes(of: entry).truth
        let weight = batch.weight(entry)
        for column in 0..<width {
          let isTrue = truth == (width == 1 ? 1 : column)
          let distance = shares[entry * width + column] - (isTrue ? 1 : 0)
          sum += weight * (distance * distance)
        }
      }
    }

    var state: [Double] {
      get { [sum, count] }
      set {
        var reader = StateReader(newValue)
        (sum, count) = (reader.number(), reader.amount())
      }
    }

    var result: MetricValue { .number(count == 0 ? .nan : sum / count) }
  }
}

/// The mean surprise, −log p of the truth, seen through a function.
private struct Surprise: MetricAccumulator {
  private var sum = 0.0
  private var count = 0.0
  private let shown: (Double) -> Double

  init(_ shown: @escaping (Double) -> Double) { self.shown = shown }

  mutating func add(_ batch: MetricBatch) {
    let batch = batch.questions
    let width = batch.layout.width
    let shares = batch.probabilities
    var own: [Double] = []
    own.reserveCapacity(batch.count)
    for entry in 0..<batch.count {
      let truth = batch.classes(of: entry).truth
      let share: Double
      if width == 1 {
        share = truth == 1 ? shares[entry] : 1 - shares[entry]
      } else {
        share = (0..<width).contains(truth) ? shares[entry * width + truth] : .nan
      }
      own.append(min(max(share, probabilityMargin), 1 - probabilityMargin))
    }
    let logarithms = logarithms(own)
    if let weights = batch.weights {
      for (weight, logarithm) in zip(weights, logarithms) { sum -= weight * logarithm }
    } else {
      sum -= logarithms.reduce(0, +)
    }
    count += batch.total
  }

  var state: [Double] {
    get { [sum, count] }
    set {
      var reader = StateReader(newValue)
      (sum, count) = (reader.number(), reader.amount())
    }
  }

  var result: MetricValue { .number(count == 0 ? .nan : shown(sum / count)) }
}
