import Catalog
import Engine

/// Functions of one number that act on each element, and those of two with broadcasting.
enum ElementwiseBuiltins {
  static let all: [Builtin] = unary + binary + [clip, whereFunction]

  private static let unary: [Builtin] = [
    one("abs", "|x|, element by element", "abs(-3)", Absolute()),
    one("exp", "e to the power x, element by element", "exp(1)", Exponential()),
    one("log", "natural logarithm, element by element", "log(10)", Logarithm()),
    one("sqrt", "square root, element by element", "sqrt(2)", SquareRoot()),
    one("sin", "sine of an angle in radians", "sin(pi / 6)", Sine()),
    one("cos", "cosine of an angle in radians", "cos(pi)", Cosine()),
    one("sign", "-1, 0 or 1, element by element", "sign([-2, 0, 5])", Sign()),
    one("floor", "the largest whole number not above x", "floor(2.7)", Floor()),
    one("round", "the nearest whole number, halves to even", "round(2.5)", Round()),
  ]

  private static let binary: [Builtin] = [
    two("maximum", "the larger of a and b, element by element", "maximum([1, 5], 3)", Maximum()),
    two("minimum", "the smaller of a and b, element by element", "minimum([1, 5], 3)", Minimum()),
    two("mod", "remainder of a / b with the sign of b", "mod(7, 3)", Modulo()),
  ]

  private static let clip = Builtin(
    Described.function(
      "clip", "x cut to the interval from low to high", "clip([-1, 0.5, 2], 0, 1)",
      [
        Described.x,
        ParameterDescription("low", "Lower end.", expected: "a number"),
        ParameterDescription("high", "Upper end.", expected: "a number"),
      ])
  ) { call in
    let x = try call.float("x")
    let operation = Clip(
      low: try call.number("low", default: 0), high: try call.number("high", default: 0))
    return .tensor(try Numerics.applyAsIs(operation, [x], isWeak: x.isWeak))
  }

  private static let whereFunction = Builtin(
    Described.function(
      "where", "a where the condition holds, b elsewhere", "where([1, 0], [5, 6], [7, 8])",
      [
        ParameterDescription(
          "condition", "0 counts as false, everything else as true.", expected: "a tensor"),
        ParameterDescription("a", "Values where it holds.", expected: "a number or a tensor"),
        ParameterDescription("b", "Values where it does not.", expected: "a number or a tensor"),
      ])
  ) { call in
    .tensor(
      try Numerics.apply(
        Where(), try call.tensor("condition"), try call.tensor("a"), try call.tensor("b")))
  }

  private static func one(
    _ name: String, _ summary: String, _ example: String, _ operation: any Operation
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [Described.x])) { call in
      let x = try call.float("x")
      return .tensor(try Numerics.applyAsIs(operation, [x], isWeak: x.isWeak))
    }
  }

  private static func two(
    _ name: String, _ summary: String, _ example: String, _ operation: any Operation
  ) -> Builtin {
    let parameters = [
      ParameterDescription("a", "First values.", expected: "a number or a tensor"),
      ParameterDescription("b", "Second values.", expected: "a number or a tensor"),
    ]
    return Builtin(Described.function(name, summary, example, parameters)) { call in
      .tensor(try Numerics.apply(operation, try call.tensor("a"), try call.tensor("b")))
    }
  }
}
