/// How often each class is true, predicted, and both; what every score of classes is made of. Entries with
/// weights count as much as these say.
///
/// Where a sample has several labels, each of them is counted by itself.
struct ClassMargins {
  /// Class numbers from here on are not counted: the lists would be larger than any use.
  static let limit = 1_000_000

  private(set) var hits: [Double]
  private(set) var truths: [Double]
  private(set) var guesses: [Double]

  init(classes: Int) {
    hits = Array(repeating: 0, count: min(max(classes, 2), Self.limit))
    (truths, guesses) = (hits, hits)
  }

  /// Those of a table of counts, rows true and columns predicted.
  init(_ table: [[Int]]) {
    let counts = ClassCounts(table)
    hits = table.indices.map { Double(counts.hits($0)) }
    truths = table.indices.map { Double(counts.truths($0)) }
    guesses = table.indices.map { Double(counts.guesses($0)) }
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
          isGuessed: batch.predictions[place] > threshold, batch.weight(place / labels))
      }
      return
    }
    for sample in 0..<batch.count {
      let (truth, guess) = batch.classes(of: sample)
      guard truth >= 0, guess >= 0, max(truth, guess) < Self.limit else { continue }
      grow(to: max(truth, guess) + 1)
      let weight = batch.weight(sample)
      count(truth, isTrue: true, isGuessed: truth == guess, weight)
      if truth != guess { count(guess, isTrue: false, isGuessed: true, weight) }
    }
  }

  private mutating func count(_ place: Int, isTrue: Bool, isGuessed: Bool, _ weight: Double) {
    if isTrue { truths[place] += weight }
    if isGuessed { guesses[place] += weight }
    if isTrue && isGuessed { hits[place] += weight }
  }

  private mutating func grow(to size: Int) {
    guard size > hits.count else { return }
    let missing = Array(repeating: 0.0, count: size - hits.count)
    hits += missing
    truths += missing
    guesses += missing
  }

  /// Classes that occur in the targets or in the answers.
  var occurring: [Int] { hits.indices.filter { truths[$0] + guesses[$0] > 0 } }

  /// -1, then the three lists; a table of counts, as older versions wrote, is read as well.
  var state: [Double] {
    get { [-1] + hits + truths + guesses }
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
      hits = (0..<size).map { _ in reader.amount() }
      truths = (0..<size).map { _ in reader.amount() }
      guesses = (0..<size).map { _ in reader.amount() }
    }
  }
}
