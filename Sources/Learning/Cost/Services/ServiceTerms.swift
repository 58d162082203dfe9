/// What a service that answers requests earns: how many there are, what one is sold for, what is to be paid anyway.
///
/// Time is in months, money in dollars. All figures are assumptions; what one answer costs is measured or reckoned.
package struct ServiceTerms: Equatable, Sendable {
  /// Hours of a month: a twelfth of 365 days.
  package static let hoursPerMonth = 730.0
  /// The same in seconds.
  package static let secondsPerMonth = hoursPerMonth * 3600

  /// Requests of a month; more than 0.
  package var requests: Double
  /// Dollars for one request.
  package var price: Double
  /// What a rival asks for one, whom all follow; `nil` where there is none.
  package var rivalPrice: Double?
  /// Months until he asks that.
  package var rivalAfter = 3.0
  /// Dollars of a month that are paid whether anybody asks or not.
  package var fixed = 0.0
  /// Dollars in hand at the beginning; `nil` where they were not said.
  package var cash: Double?

  /// So many requests of a month at a price; no rival, nothing fixed.
  package init(requests: Double, price: Double) {
    (self.requests, self.price) = (requests, price)
  }

  /// What is asked for a request once the rival is there: the lower of the two prices.
  package var priceBesideRival: Double { rivalPrice.map { min($0, price) } ?? price }

  /// The part of a price that is left when the answer is paid: (price − cost) / price.
  ///
  /// −∞ where the price is 0 and the answer costs something, 0 where both are 0.
  package static func margin(cost: Double, price: Double) -> Double {
    if price == 0 { return cost > 0 ? -.infinity : 0 }
    return (price - cost) / price
  }

  /// Requests of a month from which on the fixed costs are paid: fixed / (price − cost); ∞ where there is no such number.
  package func breakEven(cost: Double, price: Double) -> Double {
    let left = price - cost
    if left > 0 { return fixed / left }
    return left == 0 && fixed == 0 ? 0 : .infinity
  }

  /// Dollars that a month leaves: requests · (price − cost) − fixed.
  package func profit(cost: Double, price: Double) -> Double {
    requests * (price - cost) - fixed
  }

  /// Dollars in hand after so many months: cash, and the profit at the own price until the rival comes, at the lower
  /// one from then on. Without `cash` it begins at 0.
  package func balance(after months: Double, cost: Double) -> Double {
    let before = rivalPrice == nil ? months : min(months, rivalAfter)
    var balance = cash ?? 0
    // A product of 0 months with an infinite loss would be no number.
    if before > 0 { balance += profit(cost: cost, price: price) * before }
    let behind = months - before
    if behind > 0 { balance += profit(cost: cost, price: priceBesideRival) * behind }
    return balance
  }

  /// Months until the cash is gone; ∞ where it never is.
  package func runway(cost: Double) -> Double {
    let cash = cash ?? 0
    let first = profit(cost: cost, price: price)
    let alone = first < 0 ? cash / -first : .infinity
    guard rivalPrice != nil, alone > rivalAfter else { return alone }
    let last = profit(cost: cost, price: priceBesideRival)
    guard last < 0 else { return .infinity }
    return rivalAfter + balance(after: rivalAfter, cost: cost) / -last
  }

  /// How many machines are busy all month with answers of so many seconds each: requests · seconds / month.
  package func machines(secondsPerAnswer: Double) -> Double {
    requests * secondsPerAnswer / ServiceTerms.secondsPerMonth
  }
}
