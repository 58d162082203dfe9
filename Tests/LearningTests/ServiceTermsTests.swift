import Data
import Engine
import Learning
import Testing

/// Expected values are worked out by hand from the figures in each test.
@Suite("What a service earns")
struct ServiceTermsTests {
  /// A million requests at 2 cents that cost half a cent; 12,000 dollars of a month are paid anyway.
  private var terms: ServiceTerms {
    var terms = ServiceTerms(requests: 1e6, price: 0.02)
    (terms.fixed, terms.cash) = (12_000, 30_000)
    return terms
  }

  /// (0.02 − 0.005) / 0.02 = 0.75; 12,000 / 0.015 = 800,000; 10⁶ · 0.015 − 12,000 = 3,000.
  @Test func `margin, break-even and a month's profit follow from price, cost and what is fixed`() {
    #expect(ServiceTerms.margin(cost: 0.005, price: 0.02) == 0.75)
    #expect(near(terms.breakEven(cost: 0.005, price: 0.02), 800_000))
    #expect(near(terms.profit(cost: 0.005, price: 0.02), 3_000))
    #expect(terms.runway(cost: 0.005) == .infinity)
  }

  /// At 1 cent a month loses 10⁶ · 0.005 − 12,000 = −7,000: of 30,000 there are 30,000 / 7,000 months.
  @Test func `cash ends where a month costs more than it brings`() {
    var terms = terms
    terms.price = 0.01
    #expect(near(terms.runway(cost: 0.005), 30_000.0 / 7_000))
    #expect(near(terms.balance(after: 4, cost: 0.005), 2_000))
    #expect(near(terms.balance(after: 5, cost: 0.005), -5_000))
  }

  /// Two months earn 3,000 each: 36,000. From then on at 1 cent 7,000 a month are lost: 36,000 / 7,000 months more.
  @Test func `a rival's price holds from his month on`() {
    var terms = terms
    (terms.rivalPrice, terms.rivalAfter) = (0.01, 2)
    #expect(near(terms.balance(after: 2, cost: 0.005), 36_000))
    #expect(near(terms.balance(after: 4.5, cost: 0.005), 36_000 - 2.5 * 7_000))
    #expect(near(terms.runway(cost: 0.005), 2 + 36_000.0 / 7_000))
  }

  /// 10⁶ · 0.0105 − 12,000 = −1,500 a month: gone after 20 months, before a rival of month 24 can matter.
  @Test func `cash may end before the rival comes, and never where his price still earns`() {
    var terms = terms
    (terms.rivalPrice, terms.rivalAfter) = (0.001, 24)
    #expect(near(terms.runway(cost: 0.0095), 20))
    (terms.rivalPrice, terms.rivalAfter) = (0.019, 1)
    #expect(terms.runway(cost: 0.005) == .infinity)
  }

  /// Who sells for less anyway does not raise his price.
  @Test func `a dearer rival changes nothing`() {
    var terms = terms
    terms.rivalPrice = 0.05
    #expect(terms.priceBesideRival == 0.02)
    #expect(near(terms.balance(after: 10, cost: 0.005), 60_000))
  }

  @Test func `what cannot be earned is infinite, and nothing is no number`() {
    #expect(terms.breakEven(cost: 0.02, price: 0.02) == .infinity)
    #expect(terms.breakEven(cost: 0.03, price: 0.02) == .infinity)
    #expect(ServiceTerms(requests: 1, price: 1).breakEven(cost: 1, price: 1) == 0)
    #expect(near(ServiceTerms.margin(cost: 0.03, price: 0.02), -0.5))
    #expect(ServiceTerms.margin(cost: 1, price: 0) == -.infinity)
    #expect(ServiceTerms.margin(cost: 0, price: 0) == 0)
  }

  /// Extreme figures end in infinities, never in NaN, which no table could show.
  @Test(arguments: [1e-300, 1e-3, 1, 1e300], [0, 1e-300, 1e300, Double.infinity])
  func `extreme figures stay numbers`(price: Double, cost: Double) {
    for requests in [1e-300, 1, 1e300] {
      for rival in [nil, 0, 1e300] as [Double?] {
        for after in [0, 3.0] {
          var terms = ServiceTerms(requests: requests, price: price)
          (terms.rivalPrice, terms.rivalAfter, terms.fixed, terms.cash) = (
            rival, after, 1e300, 1e-300
          )
          let numbers = [
            ServiceTerms.margin(cost: cost, price: price),
            terms.breakEven(cost: cost, price: price), terms.runway(cost: cost),
            terms.balance(after: 0, cost: cost), terms.balance(after: 12, cost: cost),
          ]
          #expect(numbers.allSatisfy { !$0.isNaN }, "\(terms) \(cost): \(numbers)")
          #expect(terms.runway(cost: cost) >= 0)
        }
      }
    }
  }

  /// A month is 730 hours, 2,628,000 s: a million answers of 26.28 s keep ten machines busy.
  @Test func `machines are busy as long as answers take`() {
    #expect(ServiceTerms.secondsPerMonth == 2_628_000)
    #expect(near(terms.machines(secondsPerAnswer: 26.28), 10))
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }
}

@Suite("How long answers take")
struct AnswerTimesTests {
  @Test func `percentiles are those of nearest rank`() {
    let times = AnswerTimes((1...200).reversed().map { Double($0) })
    #expect(times.percentile(0.5) == 100 && times.percentile(0.99) == 198)
    #expect(times.percentile(0) == 1 && times.percentile(1) == 200)
    #expect(AnswerTimes([3]).percentile(0.99) == 3 && AnswerTimes([]).percentile(0.5).isNaN)
  }
}
