import Support

/// What is learnt of numbers, in double precision and in two passes, so that large means cost no digits.
struct ColumnStatistics {
  /// How many numbers.
  let count: Int
  let mean: Double
  /// √(Σ (x − mean)² / n).
  let deviation: Double
  let least: Double
  let largest: Double

  /// NaN counts as nothing; of no numbers everything is NaN.
  init(_ numbers: [Double]) {
    var (sum, count, least, largest) = (0.0, 0, Double.infinity, -Double.infinity)
    for row in numbers.indices.untilInterrupted where !numbers[row].isNaN {
      sum += numbers[row]
      count += 1
      (least, largest) = (min(least, numbers[row]), max(largest, numbers[row]))
    }
    let mean = sum / Double(count)
    var squares = 0.0
    for row in numbers.indices.untilInterrupted where !numbers[row].isNaN {
      squares += (numbers[row] - mean) * (numbers[row] - mean)
    }
    (self.count, self.mean) = (count, mean)
    deviation = (squares / Double(count)).squareRoot()
    (self.least, self.largest) = count == 0 ? (.nan, .nan) : (least, largest)
  }

  /// The number in the middle; of an even count the mean of the two there. NaN of no numbers.
  static func median(_ numbers: [Double]) -> Double { quantile(numbers, 0.5) }

  /// The number below which a share of all lies, between neighbours in proportion (NumPy's default, type 7 of Hyndman and
  /// Fan). NaN of no numbers.
  static func quantile(_ numbers: [Double], _ share: Double) -> Double {
    quantile(sorted: numbers.filter { !$0.isNaN }.interruptiblySorted(by: <), share)
  }

  /// The same of numbers in rising order, none of which is NaN.
  static func quantile(sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let below = Int(place, within: 0...sorted.count - 1)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - Double(below))
  }

  /// The number met most often; of several the smallest.
  static func mostFrequent(_ numbers: [Double]) -> Double {
    var counts: [Double: Int] = [:]
    for row in numbers.indices.untilInterrupted where !numbers[row].isNaN {
      counts[numbers[row], default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .nan
  }

  /// The code met most often, of several the smallest; `nil` where nothing stands anywhere.
  static func mostFrequentCode(_ codes: [Int32], of words: Int) -> Int? {
    var counts = [Int](repeating: 0, count: words)
    for row in codes.indices.untilInterrupted where codes[row] >= 0 { counts[Int(codes[row])] += 1 }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most)
  }
}
