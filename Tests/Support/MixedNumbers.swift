/// low + (high − low) · u(i) with u from the 32-bit finaliser of MurmurHash3 over counters.
///
/// The same numbers as `mixed` in `Benchmarks/golden/golden_file.py`: large inputs of golden tests
/// without megabytes of text. For test data only; the product draws from `Engine/Random`.
package struct MixedNumbers {
  package let seed: UInt32
  package let low: Double
  package let high: Double

  package init(seed: UInt32, low: Double, high: Double) {
    self.seed = seed
    self.low = low
    self.high = high
  }

  init?(_ words: [String]) {
    guard words.count == 3, let seed = UInt32(words[0]), let low = Double(words[1]),
      let high = Double(words[2])
    else { return nil }
    self.init(seed: seed, low: low, high: high)
  }

  package func numbers(count: Int) -> [Double] {
    (0..<count).map { index in
      var hash = UInt32(truncatingIfNeeded: index) &* 0x9E37_79B1 &+ seed &* 0x85EB_CA77
      hash = (hash ^ (hash >> 16)) &* 0x85EB_CA6B
      hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE35
      hash ^= hash >> 16
      return low + (high - low) * (Double(hash) * 0x1p-32)
    }
  }
}
