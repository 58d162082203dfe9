import Glibc

// Operators and functions of single numbers, of which NaN is a gap.

extension Formula.Operator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .or, .and, .add, .subtract, .multiply, .divide, .power, .remainder: false
    }
  }

  func value(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .or:
      // One side that holds is enough, also beside a gap.
      if a.holds || b.holds { return 1 }
      return a.isNaN || b.isNaN ? .nan : 0
    case .and:
      if a == 0 || b == 0 { return 0 }
      return a.isNaN || b.isNaN ? .nan : 1
    default:
      // Also 1 ^ b and a ^ 0, which are 1 of NaN elsewhere.
      return a.isNaN || b.isNaN ? .nan : known(a, b)
    }
  }

  private func known(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .or: a != 0 || b != 0 ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: pow(a, b)
    case .remainder: rest(a, b)
    }
  }

  /// That of a / b with the sign of b, as `mod` at the prompt.
  private func rest(_ a: Double, _ b: Double) -> Double {
    guard b != 0, a.isFinite else { return .nan }
    guard b.isFinite else { return (a < 0) == (b < 0) || a == 0 ? a : b }
    let rest = fmod(a, b)
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }
}

extension Double {
  /// Whether a condition with this value holds: a gap is neither true nor false.
  var holds: Bool { self != 0 && !isNaN }
}

extension Formula.Function {
  func value(_ x: Double) -> Double {
    switch self {
    case .abs: Swift.abs(x)
    case .exp: Glibc.exp(x)
    case .log: Glibc.log(x)
    case .sqrt: x.squareRoot()
    case .sin: Glibc.sin(x)
    case .cos: Glibc.cos(x)
    case .floor: x.rounded(.down)
    case .round: x.rounded(.toNearestOrEven)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .missing: x.isNaN ? 1 : 0
    case .year, .month, .day, .weekday, .hour: ofMoment?(x) ?? .nan
    }
  }
}
