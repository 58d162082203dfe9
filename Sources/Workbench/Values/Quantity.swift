import Support

/// A number with a unit: exponents over time, energy, money, data and work.
///
/// Amounts are held in base units: seconds, joules, dollars, bytes, floating-point operations.
public struct Quantity: Equatable, Sendable {
  public var amount: Double
  /// Exponents of s, J, $, B, FLOP, in this order.
  public var dimension: [Int]

  public init(_ amount: Double, _ dimension: [Int]) {
    self.amount = amount
    self.dimension = dimension
  }

  /// The quantity of a literal such as `3min`; `nil` for a suffix that is no unit.
  public init?(_ number: Double, unit: String) {
    guard let unit = Quantity.units.first(where: { $0.suffix == unit }) else { return nil }
    self.init(number * unit.size, unit.dimension)
  }

  var isDimensionless: Bool { dimension.allSatisfy { $0 == 0 } }

  /// "time and money": the names of the dimensions, for errors.
  public var dimensionName: String {
    let names = ["time", "energy", "money", "data", "work"]
    let parts = zip(names, dimension).filter { $0.1 != 0 }
    if isDimensionless { return "a plain number" }
    let above = parts.filter { $0.1 > 0 }.map(named).joined(separator: "·")
    let below = parts.filter { $0.1 < 0 }.map { named(($0.0, -$0.1)) }.joined(separator: "·")
    return (above.isEmpty ? "1" : above) + (below.isEmpty ? "" : "/" + below)
  }

  public func multiplied(by other: Quantity) -> Quantity {
    Quantity(amount * other.amount, zip(dimension, other.dimension).map { $0 + $1 })
  }

  public func divided(by other: Quantity) -> Quantity {
    Quantity(amount / other.amount, zip(dimension, other.dimension).map { $0 - $1 })
  }

  public func raised(to exponent: Int) -> Quantity {
    var amount = 1.0
    for _ in 0..<abs(exponent) { amount *= self.amount }
    return Quantity(exponent < 0 ? 1 / amount : amount, dimension.map { $0 * exponent })
  }

  /// Prints in the unit that gives 1 ≤ value < 1000; money first, money per time in hours.
  public var text: String {
    if isDimensionless { return NumberText.general(amount) }
    if dimension == [0, 0, 1, 0, 0] { return "$" + NumberText.general(amount) }
    if dimension == [-1, 0, 1, 0, 0] { return "$" + NumberText.general(amount * 3600) + "/h" }
    if let axis = dimension.firstIndex(of: 1), dimension.filter({ $0 != 0 }).count == 1 {
      let candidates = Quantity.units.filter { $0.dimension[axis] == 1 && $0.isPrinted }
      let unit =
        candidates.last { abs(amount) / $0.size >= 1 } ?? candidates.first ?? Quantity.units[0]
      return NumberText.general(amount / unit.size) + unit.suffix
    }
    if dimension == [-1, 0, 0, 0, 0] {
      let rates = Quantity.units.filter { $0.dimension == [-1, 0, 0, 0, 0] }
      let unit = rates.last { abs(amount) >= $0.size } ?? rates[0]
      return NumberText.general(amount / unit.size) + unit.suffix
    }
    if dimension == [-1, 1, 0, 0, 0] {
      return abs(amount) >= 1000
        ? NumberText.general(amount / 1000) + "kW" : NumberText.general(amount) + "W"
    }
    return composed
  }

  /// Base units with exponents, for what has no unit of its own: `3FLOP/s`.
  private var composed: String {
    let symbols = ["s", "J", "$", "B", "FLOP"]
    let order = [2, 1, 3, 4, 0]
    let above = order.filter { dimension[$0] > 0 }.map { power(symbols[$0], dimension[$0]) }
    let below = order.filter { dimension[$0] < 0 }.map { power(symbols[$0], -dimension[$0]) }
    let number = NumberText.general(amount)
    return number + above.joined(separator: "·")
      + (below.isEmpty ? "" : "/" + below.joined(separator: "/"))
  }

  struct Unit: Sendable {
    let suffix: String
    let size: Double
    let dimension: [Int]
    let isPrinted: Bool

    init(_ suffix: String, _ size: Double, _ dimension: [Int], isPrinted: Bool = true) {
      self.suffix = suffix
      self.size = size
      self.dimension = dimension
      self.isPrinted = isPrinted
    }
  }

  /// Within one dimension in ascending size, which printing relies on.
  static let units: [Unit] = {
    let time = [1, 0, 0, 0, 0]
    let energy = [0, 1, 0, 0, 0]
    let money = [0, 0, 1, 0, 0]
    let data = [0, 0, 0, 1, 0]
    let work = [0, 0, 0, 0, 1]
    let power = [-1, 1, 0, 0, 0]
    let rate = [-1, 0, 0, 0, 0]
    return [
      Unit("ns", 1e-9, time), Unit("us", 1e-6, time), Unit("ms", 1e-3, time), Unit("s", 1, time),
      Unit("min", 60, time), Unit("h", 3600, time), Unit("day", 86400, time),
      Unit("J", 1, energy), Unit("kJ", 1e3, energy), Unit("kWh", 3.6e6, energy),
      Unit("W", 1, power), Unit("kW", 1e3, power),
      Unit("$", 1, money),
      Unit("B", 1, data), Unit("KB", 1e3, data), Unit("MB", 1e6, data), Unit("GB", 1e9, data),
      Unit("TB", 1e12, data),
      Unit("FLOP", 1, work), Unit("GFLOP", 1e9, work), Unit("TFLOP", 1e12, work),
      Unit("PFLOP", 1e15, work),
      Unit("Hz", 1, rate), Unit("MHz", 1e6, rate), Unit("GHz", 1e9, rate),
    ]
  }()
}

private func named(_ part: (String, Int)) -> String { power(part.0, part.1) }

private func power(_ symbol: String, _ exponent: Int) -> String {
  exponent == 1 ? symbol : "\(symbol)^\(exponent)"
}
