import Glibc
import Support

/// What answers cost those who ask.
package struct ServingPrice: Equatable, Sendable {
  /// What is counted.
  package enum Unit: Sendable {
    /// Each request that is answered with 200.
    case requests
    /// Each token of prompt and answer.
    case tokens
  }

  /// How much for one of them.
  package let each: Double
  /// Of what.
  package let unit: Unit
  /// The currency as it is written: `$`.
  package let currency: String

  /// A price for each of a unit, finite and 0 or more.
  package init(each: Double, _ unit: Unit, currency: String) {
    (self.each, self.unit, self.currency) = (each, unit, currency)
  }

  /// What so many requests and tokens cost, to 15 digits: the product of 0.00002 and 24 is 0.00048.
  package func money(requests: Int, tokens: Int) -> Double {
    let money = each * Double(unit == .requests ? requests : tokens)
    guard money > 0, money.isFinite else { return money }
    let places = 14 - log10(money).rounded(.down)
    // Powers of ten up to this one are exact, and so are quotients by them.
    guard (0...22).contains(places) else { return money }
    let unit = pow(10, places)
    let rounded = (money * unit).rounded() / unit
    return rounded.isFinite ? rounded : money
  }
}
