import Catalog
import Engine

/// Which numbers are no numbers or infinite, and others in their places.
enum FinitenessBuiltins {
  static let all: [Builtin] = [isNaN, isInfinite, isFinite, replaced]

  private static let isNaN = ElementwiseBuiltins.composed(
    "isnan", "1 where x is no number (nan), element by element", "isnan([1, nan])"
  ) { x in try Numerics.apply(Comparison(.notEqual), x, x) }

  private static let isInfinite = ElementwiseBuiltins.composed(
    "isinf", "1 where x is inf or -inf, element by element", "isinf([1, -inf, nan])",
    isFloat: true
  ) { x in
    try Numerics.apply(
      Comparison(.equal), try Numerics.apply(Absolute(), x), number(.infinity))
  }

  /// x − x is 0 for finite x and NaN otherwise.
  private static let isFinite = ElementwiseBuiltins.composed(
    "isfinite", "1 where x is neither nan nor infinite, element by element",
    "isfinite([1, inf, nan])", isFloat: true
  ) { x in
    let difference = try Numerics.apply(Subtract(), x, x)
    return try Numerics.apply(Comparison(.equal), difference, number(0))
  }

  private static let nan = Parameter<Double>("nan", "What stands for nan.", default: 0)
  private static let positive = Parameter<Double>.optional(
    "posinf", "What stands for inf; the largest number of the type without it.")
  private static let negative = Parameter<Double>.optional(
    "neginf", "What stands for -inf; the smallest number of the type without it.")

  private static let replaced = Builtin(
    Described.function(
      "nan_to_num", "x with finite numbers for nan, inf and -inf", "nan_to_num([1, nan, 2])",
      [
        Described.x.description, nan.description, positive.description, negative.description,
      ])
  ) { call in
    let x = try call.float(Described.x)
    let most =
      (x.isWeak ? call.evaluator.dtype : x.dtype) == .float32
      ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
    var result = x
    for (place, other) in [
      (Double.infinity, try call.optional(positive) ?? most),
      (-Double.infinity, try call.optional(negative) ?? -most),
    ] {
      let isThere = try Numerics.apply(Comparison(.equal), x, number(place))
      result = try Numerics.apply(Where(), isThere.asNumbers(), number(other), result)
    }
    let isNumber = try Numerics.apply(Comparison(.equal), x, x)
    return .of(
      try Numerics.apply(Where(), isNumber.asNumbers(), result, number(try call[nan])))
  }

  private static func number(_ value: Double) -> TensorValue {
    TensorValue(weak: Tensor(scalar: value, .float64))
  }
}
