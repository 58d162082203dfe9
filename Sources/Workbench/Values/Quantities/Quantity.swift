/// A number with a unit: exponents over time, energy, money, data and work.
///
/// Amounts are held in base units: seconds, joules, dollars, bytes, floating-point operations.
package struct Quantity: Equatable, Sendable {
  /// In base units.
  package var amount: Double
  /// Exponents of s, J, $, B, FLOP, in this order.
  package var dimension: [Int]
  /// Whether energy in it was counted in hours of a power, 65W for 3h, so that it prints as 195Wh.
  var isInHours: Bool

  init(_ amount: Double, _ dimension: [Int]) {
    self.init(amount, dimension, isInHours: false)
  }

  init(_ amount: Double, _ dimension: [Int], isInHours: Bool) {
    self.amount = amount
    self.dimension = dimension
    self.isInHours = isInHours
  }

  /// The quantity of a literal such as `3min`; `nil` for a suffix that is no unit.
  package init?(_ number: Double, unit: String) {
    guard let unit = Quantity.units.first(where: { $0.suffix == unit }) else { return nil }
    self.init(number * unit.size, unit.dimension, isInHours: unit.isInHours)
  }

  /// A number without a unit.
  static let plain = [0, 0, 0, 0, 0]

  var isDimensionless: Bool { dimension.allSatisfy { $0 == 0 } }

  /// Amount and dimension decide; how it prints does not.
  package static func == (left: Quantity, right: Quantity) -> Bool {
    left.amount == right.amount && left.dimension == right.dimension
  }

  /// a·b; exponents add up.
  func multiplied(by other: Quantity) -> Quantity {
    Quantity(
      amount * other.amount, zip(dimension, other.dimension).map { $0 + $1 },
      isInHours: isInHours || other.isInHours)
  }

  /// a / b; exponents are subtracted. By 0: ±∞ or NaN.
  func divided(by other: Quantity) -> Quantity {
    Quantity(
      amount / other.amount, zip(dimension, other.dimension).map { $0 - $1 },
      isInHours: isInHours || other.isInHours)
  }

  /// aⁿ for whole n by repeated products; exponents times n. a⁰ is a plain 1.
  func raised(to exponent: Int) -> Quantity {
    var amount = 1.0
    for _ in 0..<abs(exponent) { amount *= self.amount }
    return Quantity(
      exponent < 0 ? 1 / amount : amount, dimension.map { $0 * exponent }, isInHours: isInHours)
  }

  /// "time and money": the names of the dimensions, for errors.
  package var dimensionName: String {
    let names = ["time", "energy", "money", "data", "work"]
    let parts = zip(names, dimension).filter { $0.1 != 0 }
    if isDimensionless { return "a plain number" }
    let above = parts.filter { $0.1 > 0 }.map { Quantity.power($0.0, $0.1) }.joined(separator: "·")
    let below = parts.filter { $0.1 < 0 }.map { Quantity.power($0.0, -$0.1) }
      .joined(separator: "·")
    return (above.isEmpty ? "1" : above) + (below.isEmpty ? "" : "/" + below)
  }

  static func power(_ symbol: String, _ exponent: Int) -> String {
    exponent == 1 ? symbol : "\(symbol)^\(exponent)"
  }
}
