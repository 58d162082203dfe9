import Catalog
import Engine

/// Functions of one number that act on each element, and those of two with broadcasting.
enum ElementwiseBuiltins {
  static let all: [Builtin] =
    signs + roots + logarithms + angles + hyperbolic + special + roundings + binary
    + [clip, whereFunction] + FinitenessBuiltins.all

  private static let signs: [Builtin] = [
    one("abs", "|x|, element by element", "abs(-3)", Absolute()),
    one("sign", "-1, 0 or 1, element by element", "sign([-2, 0, 5])", Sign()),
  ]

  private static let binary: [Builtin] = [
    two("maximum", "the larger of a and b, element by element", "maximum([1, 5], 3)", Maximum()),
    two("minimum", "the smaller of a and b, element by element", "minimum([1, 5], 3)", Minimum()),
    two("mod", "remainder of a / b with the sign of b", "mod(7, 3)", Modulo()),
    floats(
      "atan2", "the angle of the point (b, a) from -pi to pi", "atan2(1, -1)", ArcTangentOfTwo()),
    floats(
      "hypot", "sqrt(a * a + b * b), without overflow on the way", "hypot(3, 4)", Hypotenuse()),
    logarithmOfSum,
  ]

  private static let logarithmOfSum = Builtin(
    Described.function(
      "logaddexp", "log(exp(a) + exp(b)), without overflow", "logaddexp(1000, 1000)",
      [first.description, second.description])
  ) { call in
    let (a, b) = (try call.float(first), try call.float(second))
    guard let shape = Shape.broadcast(a.shape, b.shape) else {
      throw ShapeError(
        operation: "logaddexp", expected: "equal extents, or 1", found: [a.shape, b.shape])
    }
    try call.requireNumbers(shape)
    let zeros = TensorValue(weak: Tensor([Double](repeating: 0, count: shape.count), shape))
    let pair = try [a, b].map { try Numerics.apply(Add(), $0, zeros) }
    return .tensor(try Numerics.apply(LogSumExp(axes: [0]), try ListValue.stack(pair)))
  }

  static let low = Parameter<Double>("low", "Lower end.")
  static let high = Parameter<Double>("high", "Upper end.")

  private static let clip = Builtin(
    Described.function(
      "clip", "x cut to the interval from low to high", "clip([-1, 0.5, 2], 0, 1)",
      [Described.x.description, low.description, high.description])
  ) { call in
    let x = try call.float(Described.x)
    let operation = Clip(low: try call[low], high: try call[high])
    return .tensor(try Numerics.applyAsIs(operation, [x], isWeak: x.isWeak))
  }

  private static let condition = Parameter<TensorValue>.tensor(
    "condition", "0 counts as false, everything else as true.", expected: "a tensor")
  static let held = Parameter<TensorValue>.tensor("a", "Values where it holds.")
  static let other = Parameter<TensorValue>.tensor("b", "Values where it does not.")

  private static let whereFunction = Builtin(
    Described.function(
      "where", "a where the condition holds, b elsewhere", "where([1, 0], [5, 6], [7, 8])",
      [condition.description, held.description, other.description])
  ) { call in
    .tensor(try Numerics.apply(Where(), try call[condition], try call[held], try call[other]))
  }

  static func one(
    _ name: String, _ summary: String, _ example: String, _ operation: any Operation
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [Described.x.description])) { call in
      let x = try call.float(Described.x)
      return .tensor(try Numerics.applyAsIs(operation, [x], isWeak: x.isWeak))
    }
  }

  static let first = Parameter<TensorValue>.tensor("a", "First values.")
  static let second = Parameter<TensorValue>.tensor("b", "Second values.")

  private static func floats(
    _ name: String, _ summary: String, _ example: String, _ operation: any Operation
  ) -> Builtin {
    Builtin(
      Described.function(name, summary, example, [first.description, second.description])
    ) { call in
      .tensor(try Numerics.apply(operation, try call.float(first), try call.float(second)))
    }
  }

  private static func two(
    _ name: String, _ summary: String, _ example: String, _ operation: any Operation
  ) -> Builtin {
    Builtin(
      Described.function(name, summary, example, [first.description, second.description])
    ) { call in
      .tensor(try Numerics.apply(operation, try call[first], try call[second]))
    }
  }
}
