import Catalog
import Support

/// Geometric mean of the shares of candidate n-grams, n = 1…4, that the references hold, times
/// exp(1 − reference length / candidate length) where candidates are too short.
///
/// Counted over all pairs together; 0 where some n has no match. Papineni et al. 2002.
struct Bleu: SequenceMetric {
  static let order = Parameter<Int>(
    "n", "The longest n-grams that count.", default: 4, rule: "1 to 10"
  ) { (1...10).contains($0) }
  static let signature = Signature.metric(
    "bleu", "Share of n-grams that a translation has in common with its reference.",
    example: "bleu(\"the cat is on the mat\", \"the cat is on a mat\", n=2)",
    [order.description], details: "Of two texts, two lists of texts, or rows of class numbers.")

  let order: Int

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    order = try arguments[Self.order]
  }

  func tally() -> any SequenceTally { Tally(order: order) }

  private struct Tally: SequenceTally {
    var hits: [Double]
    var totals: [Double]
    var referenceLength = 0.0
    var candidateLength = 0.0

    init(order: Int) {
      hits = Array(repeating: 0, count: order)
      totals = hits
    }

    var state: [Double] {
      get { hits + totals + [referenceLength, candidateLength] }
      set {
        var reader = StateReader(newValue)
        hits = hits.map { _ in reader.amount() }
        totals = totals.map { _ in reader.amount() }
        (referenceLength, candidateLength) = (reader.amount(), reader.amount())
      }
    }

    mutating func add(reference: [Int], candidate: [Int], weight: Double) {
      referenceLength += weight * Double(reference.count)
      candidateLength += weight * Double(candidate.count)
      for index in hits.indices {
        let known = runs(reference, of: index + 1)
        var (hit, total) = (0, 0)
        for (run, count) in runs(candidate, of: index + 1) {
          total += count
          hit += min(count, known[run] ?? 0)
        }
        hits[index] += weight * Double(hit)
        totals[index] += weight * Double(total)
      }
    }

    var value: Double {
      guard candidateLength > 0, !hits.contains(0) else { return 0 }
      let shares = zip(hits, totals).map { $0 / $1 }
      let mean = logarithms(shares).reduce(0, +) / Double(shares.count)
      let shortness = min(0, 1 - referenceLength / candidateLength)
      return exponential(mean + shortness)
    }
  }
}

/// How often each run of so many tokens occurs.
func runs(_ tokens: [Int], of length: Int) -> [[Int]: Int] {
  var counts: [[Int]: Int] = [:]
  guard tokens.count >= length else { return counts }
  for start in (0..<tokens.count - length + 1).untilInterrupted {
    counts[Array(tokens[start..<start + length]), default: 0] += 1
  }
  return counts
}
