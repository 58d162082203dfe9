/// Reads what an accumulator wrote into a checkpoint, one number after the other.
struct StateReader {
  private var rest: ArraySlice<Double>

  init(_ numbers: [Double]) { rest = numbers[...] }

  mutating func number() -> Double { rest.popFirst() ?? 0 }
  /// A count; of what none can be, 0. Sums of a whole table of them do not overflow.
  mutating func whole() -> Int {
    guard let whole = Int(exactly: number()), (0...1_000_000_000_000).contains(whole) else {
      return 0
    }
    return whole
  }
}

extension [ScoredTruths] {
  /// All columns, each score followed by 1 where it is true.
  var state: [Double] {
    get { flatMap { $0.flatMap { [$0.score, $0.isTrue ? 1 : 0] } } }
    set {
      var reader = StateReader(newValue)
      let length = isEmpty ? 0 : newValue.count / count / 2
      for column in indices {
        self[column] = (0..<length).map { _ in (reader.number(), reader.whole() == 1) }
      }
    }
  }
}

extension ClassCounts {
  /// The table, row after row.
  var state: [Double] {
    get { table.flatMap { $0.map(Double.init) } }
    set {
      let size = Int(saturating: Double(newValue.count).squareRoot())
      guard size >= 2, size <= Self.limit, size * size == newValue.count else { return }
      var reader = StateReader(newValue)
      self = ClassCounts((0..<size).map { _ in (0..<size).map { _ in reader.whole() } })
    }
  }
}
