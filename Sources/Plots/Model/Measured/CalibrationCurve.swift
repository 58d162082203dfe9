import Support

/// How often what was given a probability is true, in equal bins of the probability, which hold their upper ends.
package struct CalibrationCurve: Sendable, Equatable {
  /// What fell into one bin.
  package struct Bin: Sendable, Equatable {
    /// How much the entries count.
    package var count = 0.0
    /// The mean of their probabilities; NaN of an empty bin.
    package var mean = Double.nan
    /// The share of them that is true; NaN of an empty bin.
    package var rate = Double.nan
  }

  /// The name of the class that "yes" is; may be empty.
  package let label: String
  /// From the lowest probabilities to the highest.
  package let bins: [Bin]

  /// Bins of probabilities with their truths, each entry counting as much as its weight; what lies outside 0…1 counts
  /// in the bin beside, what is not a number nowhere.
  package init(
    _ label: String, shares: [Double], truths: [Bool], weights: [Double] = [], bins count: Int = 10
  ) {
    self.label = label
    let count = max(1, count)
    var (sums, hits) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    var bins = [Bin](repeating: Bin(), count: count)
    for index in (0..<min(shares.count, truths.count)).untilInterrupted
    where shares[index].isFinite {
      let place =
        Int(shares[index] * Double(count), within: 1...count, rounded: .up) - 1
      let weight = index < weights.count ? weights[index] : 1
      bins[place].count += weight
      sums[place] += weight * shares[index]
      if truths[index] { hits[place] += weight }
    }
    for place in bins.indices where bins[place].count > 0 {
      bins[place].mean = sums[place] / bins[place].count
      bins[place].rate = hits[place] / bins[place].count
    }
    self.bins = bins
  }

  /// How much all entries count.
  package var total: Double { bins.reduce(0) { $0 + $1.count } }

  /// Σ share of a bin · |its rate − its mean probability|; NaN without entries.
  package var gap: Double {
    guard total > 0 else { return .nan }
    return bins.reduce(0) { $0 + ($1.count > 0 ? $1.count * abs($1.rate - $1.mean) : 0) } / total
  }
}
