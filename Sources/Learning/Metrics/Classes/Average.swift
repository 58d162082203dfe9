import Catalog

/// How the numbers of several classes become one.
package enum Average: String, CaseIterable, Sendable {
  /// One number for each class.
  case none
  /// From the hits and misses of all classes together.
  case micro
  /// The plain mean.
  case macro
  /// The mean weighted by how often a class is true.
  case weighted

  static let parameter = Parameter<Average>(
    "average", "How the classes become one number.", expected: "none, micro, macro or weighted",
    default: { .none }, shown: .nothing, words: ["none", "micro", "macro", "weighted"],
    read: { argument in
      switch argument {
      case .none: Average.none
      case .word(let word), .text(let word): Average(rawValue: word)
      default: nil
      }
    })
}

/// A score from hits, predicted and true counts, for one class or averaged over classes.
///
/// Classes that occur neither in the targets nor in the answers do not count: their place in a list
/// is NaN, and averages leave them out. Each of several labels a sample counts, as in scikit-learn.
struct ClassScore: MetricAccumulator {
  /// hits, predictions and truths of a class to its score.
  typealias Score = (_ hits: Double, _ guesses: Double, _ truths: Double) -> Double

  private var counts: ClassMargins
  private let layout: TargetLayout
  private let average: Average
  private let score: Score

  init(_ layout: TargetLayout, _ average: Average, _ score: @escaping Score) {
    counts = ClassMargins(classes: layout.classes)
    self.layout = layout
    self.average = average
    self.score = score
  }

  /// Of what was counted already.
  init(
    _ counts: ClassMargins, _ layout: TargetLayout, _ average: Average, _ score: @escaping Score
  ) {
    self.counts = counts
    self.layout = layout
    self.average = average
    self.score = score
  }

  mutating func add(_ batch: MetricBatch) { counts.add(batch) }

  var state: [Double] {
    get { counts.state }
    set { counts.state = newValue }
  }

  var result: MetricValue {
    let (hits, guesses, truths) = (counts.hits, counts.guesses, counts.truths)
    let counted = layout.isMultiLabel ? Array(hits.indices) : counts.occurring
    func own(_ index: Int) -> Double { score(hits[index], guesses[index], truths[index]) }
    if case .binary = layout.kind, average == .none {
      return .number(counted.isEmpty ? .nan : own(1))
    }
    switch average {
    case .none:
      var scores = Array(repeating: Double.nan, count: hits.count)
      for index in counted { scores[index] = own(index) }
      return .perClass(scores)
    case .micro:
      let sums = [hits, guesses, truths].map { $0.reduce(0, +) }
      return .number(counted.isEmpty ? .nan : score(sums[0], sums[1], sums[2]))
    case .macro:
      let sum = counted.reduce(0) { $0 + own($1) }
      return .number(counted.isEmpty ? .nan : sum / Double(counted.count))
    case .weighted:
      let total = truths.reduce(0, +)
      let sum = counted.reduce(0) { $0 + own($1) * truths[$1] }
      return .number(total == 0 ? .nan : sum / total)
    }
  }
}
