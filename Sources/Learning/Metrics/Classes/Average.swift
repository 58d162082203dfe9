import Catalog

/// How the numbers of several classes become one.
public enum Average: String, CaseIterable, Sendable {
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
    default: { .none }, shown: "none", words: ["none", "micro", "macro", "weighted"],
    read: { argument in
      switch argument {
      case .none: Average.none
      case .word(let word), .text(let word): Average(rawValue: word)
      default: nil
      }
    })
}

/// A score from hits, predicted and true counts, for one class or averaged over classes.
struct ClassScore: MetricAccumulator {
  /// hits, predictions and truths of a class to its score.
  typealias Score = (_ hits: Int, _ guesses: Int, _ truths: Int) -> Double

  private var counts: ClassCounts
  private let isBinary: Bool
  /// The macro average leaves out classes that neither occur nor are predicted.
  private let skipsAbsent: Bool
  private let average: Average
  private let score: Score

  init(
    _ layout: TargetLayout, _ average: Average, skipsAbsent: Bool = false,
    _ score: @escaping Score
  ) {
    self.skipsAbsent = skipsAbsent
    counts = ClassCounts(classes: layout.classes)
    if case .binary = layout.kind { isBinary = true } else { isBinary = false }
    self.average = average
    self.score = score
  }

  mutating func add(_ batch: MetricBatch) { counts.add(batch) }

  var state: [Double] {
    get { counts.state }
    set { counts.state = newValue }
  }

  var result: MetricValue {
    let classes = counts.table.indices
    let truths = classes.map(counts.truths)
    let guesses = classes.map(counts.guesses)
    let scores = classes.map { score(counts.hits($0), guesses[$0], truths[$0]) }
    switch average {
    case .none where isBinary: return .number(scores[1])
    case .none: return .perClass(scores)
    case .micro:
      let hits = classes.reduce(0) { $0 + counts.hits($1) }
      return .number(score(hits, guesses.reduce(0, +), truths.reduce(0, +)))
    case .macro:
      let counted = classes.filter { !skipsAbsent || truths[$0] + guesses[$0] > 0 }
      let sum = counted.reduce(0) { $0 + scores[$1] }
      return .number(counted.isEmpty ? 0 : sum / Double(counted.count))
    case .weighted:
      let total = truths.reduce(0, +)
      let sum = zip(scores, truths).reduce(0) { $0 + $1.0 * Double($1.1) }
      return .number(total == 0 ? 0 : sum / Double(total))
    }
  }
}
