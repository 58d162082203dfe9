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
  /// What entries count together: 0 or more; of what none can be, 0.
  mutating func amount() -> Double {
    let number = number()
    return number >= 0 && number <= 1e300 ? number : 0
  }
}

extension [ScoredTruths] {
  /// All columns, each score followed by 1 where it is true; then what each entry counts, if that was said,
  /// and how many there are, so that an odd number of numbers has weights.
  func state(_ weights: [Double]) -> [Double] {
    var numbers: [Double] = flatMap { $0.flatMap { [$0.score, $0.isTrue ? 1 : 0] } }
    guard !weights.isEmpty else { return numbers }
    numbers += weights
    if !weights.count.isMultiple(of: 2) { numbers.append(0) }
    numbers.append(Double(weights.count))
    return numbers
  }

  /// Takes over what `state` was; answers the weights, none where all count alike.
  mutating func setState(_ numbers: [Double]) -> [Double] {
    var (numbers, weights) = (numbers, [Double]())
    if !numbers.count.isMultiple(of: 2), let last = numbers.popLast() {
      let length = Int(exactly: last) ?? 0
      let filled = length.isMultiple(of: 2) ? 0 : 1
      let start = saturatingProduct(saturatingProduct(2, count), length)
      guard length > 0, saturatingSum(start, length + filled) == numbers.count else { return [] }
      weights = [Double](numbers[start..<(start + length)])
      numbers.removeLast(length + filled)
    }
    var reader = StateReader(numbers)
    let length = isEmpty ? 0 : numbers.count / count / 2
    for column in indices {
      self[column] = (0..<length).map { _ in (reader.number(), reader.whole() == 1) }
    }
    return weights
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
