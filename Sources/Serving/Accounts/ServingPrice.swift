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

  /// What so many requests and tokens cost.
  package func money(requests: Int, tokens: Int) -> Double {
    each * Double(unit == .requests ? requests : tokens)
  }
}
