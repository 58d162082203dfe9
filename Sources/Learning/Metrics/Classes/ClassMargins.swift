/// How often each class is true, predicted, and both; what every score of classes is made of.
///
/// Where a sample has several labels, each of them is counted by itself.
struct ClassMargins {
  /// Class numbers from here on are not counted: the lists would be larger than any use.
  static let limit = 1_000_000

  private(set) var hits: [Int]
  private(set) var truths: [Int]
  private(set) var guesses: [Int]

  init(classes: Int) {
    hits = Array(repeating: 0, count: min(max(classes, 2), Self.limit))
    (truths, guesses) = (hits, hits)
  }

  /// Those of a table of counts, rows true and columns predicted.
  init(_ table: [[Int]]) {
    let counts = ClassCounts(table)
    hits = table.indices.map(counts.hits)
    truths = table.indices.map(counts.truths)
    guesses = table.indices.map(counts.guesses)
  }

  /// Class 0 in the place of class 1, where there are two.
  var swapped: ClassMargins {
    var other = self
    (other.hits, other.truths, other.guesses) = (
      hits.reversed(), truths.reversed(), guesses.reversed()
    )
    return other
  }

  mutating func add(_ batch: MetricBatch) {
    if case .multiLabel(let labels, let threshold) = batch.layout.kind {
      for place in batch.predictions.indices {
        count(
          place % labels, isTrue: batch.targets[place] == 1,
          isGuessed: batch.predictions[place] > threshold)
      }
      return
    }
    for sample in 0..<batch.count {
      let (truth, guess) = batch.classes(of: sample)
      guard truth >= 0, guess >= 0, max(truth, guess) < Self.limit else { continue }
      grow(to: max(truth, guess) + 1)
      count(truth, isTrue: true, isGuessed: truth == guess)
      if truth != guess { count(guess, isTrue: false, isGuessed: true) }
    }
  }

  private mutating func count(_ place: Int, isTrue: Bool, isGuessed: Bool) {
    if isTrue { truths[place] += 1 }
    if isGuessed { guesses[place] += 1 }
    if isTrue && isGuessed { hits[place] += 1 }
  }

  private mutating func grow(to size: Int) {
    guard size > hits.count else { return }
    let missing = Array(repeating: 0, count: size - hits.count)
    hits += missing
    truths += missing
    guesses += missing
  }

  /// Classes that occur in the targets or in the answers.
  var occurring: [Int] { hits.indices.filter { truths[$0] + guesses[$0] > 0 } }

  /// -1, then the three lists; a table of counts, as older versions wrote, is read as well.
  var state: [Double] {
    get { [-1] + (hits + truths + guesses).map(Double.init) }
    set {
      guard newValue.first == -1 else {
        var counts = ClassCounts(classes: 2)
        counts.state = newValue
        self = ClassMargins(counts.table)
        return
      }
      let size = (newValue.count - 1) / 3
      guard size >= 1, size <= Self.limit else { return }
      var reader = StateReader(Array(newValue.dropFirst()))
      hits = (0..<size).map { _ in reader.whole() }
      truths = (0..<size).map { _ in reader.whole() }
      guesses = (0..<size).map { _ in reader.whole() }
    }
  }
}
