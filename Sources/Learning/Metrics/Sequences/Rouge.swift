import Catalog
import Support

/// Harmonic mean of the shares of words that reference and candidate have in common, the mean over
/// pairs. Lin 2004.
struct RougeOne: SequenceMetric, WithoutParameters {
  static let signature = Signature.metric(
    "rouge_1", "F1 of the words that a summary has in common with its reference.",
    example: "rouge_1(\"the cat sat\", \"the cat lay down\")")

  func tally() -> any SequenceTally {
    PairMean { reference, candidate in
      let known = runs(reference, of: 1)
      return runs(candidate, of: 1).reduce(0) { $0 + min($1.value, known[$1.key] ?? 0) }
    }
  }
}

/// The same for the longest common subsequence.
struct RougeL: SequenceMetric, WithoutParameters {
  static let signature = Signature.metric(
    "rouge_l", "F1 of the longest common subsequence of a summary and its reference.",
    example: "rouge_l(\"the cat sat\", \"the cat lay down\")")

  func tally() -> any SequenceTally { PairMean(commonLength) }
}

/// The mean over pairs of 2·common / (reference length + candidate length).
private struct PairMean: SequenceTally {
  private var sum = 0.0
  private var count = 0.0
  private let common: ([Int], [Int]) -> Int

  init(_ common: @escaping ([Int], [Int]) -> Int) { self.common = common }

  mutating func add(reference: [Int], candidate: [Int], weight: Double) {
    count += weight
    sum += weight * ratio(2 * common(reference, candidate), reference.count + candidate.count)
  }

  var state: [Double] {
    get { [sum, count] }
    set {
      var reader = StateReader(newValue)
      (sum, count) = (reader.number(), reader.amount())
    }
  }

  var value: Double { count == 0 ? 0 : sum / count }
}

/// The length of the longest common subsequence.
private func commonLength(_ a: [Int], _ b: [Int]) -> Int {
  var row = Array(repeating: 0, count: b.count + 1)
  for token in a {
    if Interrupt.isRaised { break }
    var diagonal = 0
    for index in b.indices.untilInterrupted {
      let other = b[index]
      let above = row[index + 1]
      row[index + 1] = token == other ? diagonal + 1 : max(above, row[index])
      diagonal = above
    }
  }
  return row[b.count]
}
