import Learning
import TestSupport
import Testing

/// What private steps can tell of a sample, against integrals and published numbers.
@Suite("The privacy ledger") struct PrivacyLedgerTests {
  static let cases = Result {
    try GoldenFile(named: "privacy").cases.filter { $0.name.hasPrefix("epsilon/") }
  }

  struct Published {
    let spending: PrivacySpending
    let delta: Double
    let epsilon: Double

    init(_ rate: Double, _ noise: Double, _ steps: Int, _ delta: Double, _ epsilon: Double) {
      spending = PrivacySpending(rate: rate, noise: noise, steps: steps)
      (self.delta, self.epsilon) = (delta, epsilon)
    }
  }

  static let published: [Published] = [
    Published(256 / 60_000, 0.7, 10_546, 1e-5, 7.10),
    Published(256 / 60_000, 1.1, 14_062, 1e-5, 3.01),
    Published(256 / 60_000, 1.3, 3_515, 1e-5, 1.19), Published(0.05, 1, 1_000, 8e-5, 11.83),
    Published(256 / 60_000, 1.12, 14_062, 1e-5, 2.92),
    Published(256 / 60_000, 1.2, 2_343, 1e-5, 1.20),
  ]

  private func ledger(_ golden: GoldenCase) throws -> PrivacyLedger {
    let numbers = try golden["steps"].numbers
    return PrivacyLedger(
      stride(from: 0, to: numbers.count, by: 3).map {
        PrivacySpending(
          rate: numbers[$0], noise: numbers[$0 + 1], steps: Int(numbers[$0 + 2].rounded()))
      })
  }

  @Test(arguments: try cases.get())
  func `divergences of all orders are the integrals of their definition`(golden: GoldenCase) throws
  {
    let wanted = try golden["divergences"].numbers
    let found = try ledger(golden).divergences
    #expect(found.count == wanted.count)
    let steps = stride(from: 2, to: try golden["steps"].numbers.count, by: 3)
    let count = try steps.reduce(0) { $0 + (try golden["steps"].numbers[$1]) }
    for (order, (a, b)) in zip(PrivacyLedger.orders, zip(found, wanted)) {
      // Of numbers near 1 some last digits are lost, in each step.
      #expect(abs(a - b) <= 1e-9 * b + 1e-13 * count / (order - 1), "\(order) \(a) \(b)")
    }
  }

  @Test(arguments: try cases.get())
  func `epsilon is the least over the orders`(golden: GoldenCase) throws {
    let delta = try #require(golden.options["delta"].flatMap { Double($0) })
    let found = try ledger(golden).epsilon(delta: delta)
    #expect(isClose([found], try golden["epsilon"].numbers, within: 1e-8))
  }

  /// Opacus, tests/accountants_test.py: RDPAccountant after 2,250 steps.
  @Test func `epsilon is the one that Opacus tests`() {
    let spending = PrivacySpending(rate: 0.04, noise: 1.5, steps: 2250)
    #expect(
      isClose([PrivacyLedger([spending]).epsilon(delta: 1e-5)], [7.32911117143], within: 1e-9))
  }

  /// Opacus, accountants/analysis/rdp.py: steps of two kinds.
  @Test func `steps of several kinds add up as in Opacus`() {
    let ledger = PrivacyLedger([
      PrivacySpending(rate: 1e-5, noise: 1, steps: 10),
      PrivacySpending(rate: 1e-4, noise: 3, steps: 4),
    ])
    #expect(isClose([ledger.epsilon(delta: 1e-5)], [0.336], within: 5e-4))
  }

  /// Opacus, tests/accountants_test.py: the noise that it finds for epsilon 8, to four decimals.
  @Test func `noise that Opacus finds for an epsilon has that epsilon`() {
    for (noise, steps) in [(1.416, 2250), (1.3562, 2000)] {
      let spending = PrivacySpending(rate: 0.04, noise: noise, steps: steps)
      let epsilon = PrivacyLedger([spending]).epsilon(delta: 1e-5)
      #expect(isClose([epsilon], [8], within: 1e-2), "\(epsilon)")
    }
  }

  /// Published with an older conversion, min of D − log δ / (α − 1): Opacus's examples/mnist_README.md (batches
  /// of 256 of 60,000 samples) and examples/char-lstm_README.md, and the table of TensorFlow Privacy's
  /// tutorials/README.md, each to two decimals.
  @Test(arguments: published)
  func `divergences give the epsilons that Opacus's examples print`(
    setting: Published
  ) throws {
    let ledger = PrivacyLedger([setting.spending])
    let older = zip(PrivacyLedger.orders, ledger.divergences).map { order, divergence in
      divergence - logarithm(setting.delta) / (order - 1)
    }.min()
    #expect(isClose([try #require(older)], [setting.epsilon], within: 0.005))
  }

  @Test func `steps of one kind are one entry, and nothing spent is 0`() {
    var ledger = PrivacyLedger()
    #expect(ledger.epsilon(delta: 1e-5) == 0)
    for _ in 0..<3 { ledger.add(PrivacySpending(rate: 0.1, noise: 1, steps: 1)) }
    ledger.add(PrivacySpending(rate: 0.2, noise: 1, steps: 2))
    #expect(ledger.spendings.map(\.steps) == [3, 2])
    let whole = PrivacyLedger([PrivacySpending(rate: 1, noise: 2, steps: 1)])
    #expect(isClose([whole.divergences[9]], [2.0 / 8], within: 1e-12))
  }

  @Test func `extreme rates and noises give numbers`() {
    for rate in [1e-9, 0.5, 1] {
      for noise in [1e-3, 1, 1e4] {
        let ledger = PrivacyLedger([PrivacySpending(rate: rate, noise: noise, steps: 1)])
        let epsilon = ledger.epsilon(delta: 1e-5)
        #expect(epsilon >= 0 && !epsilon.isNaN, "\(rate) \(noise) \(epsilon)")
      }
    }
  }

  private func logarithm(_ x: Double) -> Double {
    // log 1e-5 and log 8e-5, without the library of C.
    x == 1e-5 ? -11.512925464970229 : -9.433483923290392
  }
}
