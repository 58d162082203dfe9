import Glibc
import Synchronization

/// Steps of one kind that looked at samples under noise.
package struct PrivacySpending: Hashable, Sendable {
  /// The probability with which each step drew a sample.
  package var rate: Double
  /// σ: the deviation of the noise over the largest norm.
  package var noise: Double
  /// How many there were.
  package var steps: Int

  /// Steps with noise above 0 and a rate in 0...1.
  package init(rate: Double, noise: Double, steps: Int) {
    (self.rate, self.noise, self.steps) = (rate, noise, steps)
  }
}

/// What private steps so far can tell of a sample.
package struct PrivacyLedger: Sendable {
  /// Opacus's: 1.1, 1.2, … 10.9, 11, then 12 … 63.
  package static let orders: [Double] =
    (1..<100).map { 1 + Double($0) / 10 } + (12..<64).map { Double($0) }

  /// In the order in which they were made.
  package private(set) var spendings: [PrivacySpending] = []
  /// Nothing is spent yet, or this is.
  package init(_ spendings: [PrivacySpending] = []) {
    for spending in spendings { add(spending) }
  }

  /// Notes further steps.
  package mutating func add(_ spending: PrivacySpending) {
    guard spending.steps > 0 else { return }
    if let last = spendings.last, last.rate == spending.rate, last.noise == spending.noise {
      spendings[spendings.count - 1].steps += spending.steps
    } else {
      spendings.append(spending)
    }
  }

  /// The ε of all steps together for this δ: divergences add up, and
  /// ε = min over α of Σ D − (log δ + log α)/(α − 1) + log((α − 1)/α); 0 before the first step.
  ///
  /// Balle et al. 2020, theorem 21. Infinite without noise.
  package func epsilon(delta: Double) -> Double {
    guard !spendings.isEmpty else { return 0 }
    let found = zip(Self.orders, divergences).map { order, sum in
      sum - (log(delta) + log(order)) / (order - 1) + log((order - 1) / order)
    }
    return max(found.filter { !$0.isNaN }.min() ?? .infinity, 0)
  }

  /// The Rényi divergences of all steps together, for each of the orders.
  package var divergences: [Double] {
    spendings.reduce(into: [Double](repeating: 0, count: Self.orders.count)) { sum, spending in
      for (index, divergence) in StepDivergences.of(spending).enumerated() {
        sum[index] += Double(spending.steps) * divergence
      }
    }
  }
}

/// The divergences of one step for each order, which are the same for all clients and epochs.
private enum StepDivergences {
  private struct Key: Hashable {
    let rate: Double
    let noise: Double
  }

  /// More kinds of steps than this are worked out anew.
  private static let limit = 256
  private static let known = Mutex<[Key: [Double]]>([:])

  static func of(_ spending: PrivacySpending) -> [Double] {
    let key = Key(rate: spending.rate, noise: spending.noise)
    if let found = known.withLock({ $0[key] }) { return found }
    let made = PrivacyLedger.orders.map {
      SampledGaussian.divergence(rate: spending.rate, noise: spending.noise, order: $0)
    }
    known.withLock { known in
      if known.count >= limit { known = [:] }
      known[key] = made
    }
    return made
  }
}

extension TrainingSetup {
  /// The largest ε of all clients at a checkpoint; `nil` where samples are not hidden.
  func epsilon(of checkpoint: TrainingCheckpoint) -> Double? {
    options.privacy.flatMap { privacy in
      checkpoint.spent.map { PrivacyLedger($0).epsilon(delta: privacy.delta) }.max()
    }
  }
}
