import Engine

/// Functions of one number that act on each element: powers, logarithms, angles, what belongs to the gamma function.
extension ElementwiseBuiltins {
  static let roots: [Builtin] = [
    one("sqrt", "square root, element by element", "sqrt(2)", SquareRoot()),
    one("rsqrt", "1 / sqrt(x), element by element", "rsqrt(4)", ReciprocalSquareRoot()),
    composed("square", "x times x, element by element", "square([1, -3])") { x in
      try Numerics.apply(Multiply(), x, x)
    },
    composed("reciprocal", "1 / x, element by element", "reciprocal([2, 4])", isFloat: true) { x in
      try Numerics.apply(Divide(), TensorValue(weak: Tensor(scalar: 1, .float64)), x)
    },
  ]

  static let logarithms: [Builtin] = [
    one("exp", "e to the power x, element by element", "exp(1)", Exponential()),
    one("expm1", "exp(x) - 1, exact for small x", "expm1(1e-9)", ExponentialMinusOne()),
    one("log", "natural logarithm, element by element", "log(10)", Logarithm()),
    one("log2", "logarithm to base 2, exact for powers of 2", "log2(8)", BinaryLogarithm()),
    one("log10", "logarithm to base 10, exact for powers of 10", "log10(1000)", DecimalLogarithm()),
    one("log1p", "log(1 + x), exact for small x", "log1p(1e-9)", LogarithmOfOnePlus()),
  ]

  static let angles: [Builtin] = [
    one("sin", "sine of an angle in radians", "sin(pi / 6)", Sine()),
    one("cos", "cosine of an angle in radians", "cos(pi)", Cosine()),
    one("tan", "tangent of an angle in radians", "tan(pi / 4)", Tangent()),
    one("asin", "the angle in radians whose sine is x; nan beyond -1..1", "asin(1)", ArcSine()),
    one("acos", "the angle in radians whose cosine is x; nan beyond -1..1", "acos(0)", ArcCosine()),
    one("atan", "the angle in radians whose tangent is x", "atan(1)", ArcTangent()),
  ]

  static let hyperbolic: [Builtin] = [
    one("sinh", "hyperbolic sine: (exp(x) - exp(-x)) / 2", "sinh(1)", HyperbolicSine()),
    one("cosh", "hyperbolic cosine: (exp(x) + exp(-x)) / 2", "cosh(1)", HyperbolicCosine()),
    one("asinh", "the number whose sinh is x", "asinh(1)", InverseHyperbolicSine()),
    one("acosh", "the number whose cosh is x; nan below 1", "acosh(2)", InverseHyperbolicCosine()),
    one(
      "atanh", "the number whose tanh is x; nan beyond -1..1", "atanh(0.5)",
      InverseHyperbolicTangent()),
  ]

  static let special: [Builtin] = [
    one(
      "erf", "error function: 2 / sqrt(pi) times the integral of exp(-t * t) from 0 to x",
      "erf(0.5)", ErrorFunction()),
    one(
      "lgamma", "logarithm of the gamma function, whose value at n is 1 * 2 * … * (n - 1)",
      "lgamma(5)", LogGamma()),
    one("digamma", "the derivative of lgamma", "digamma(1)", Digamma()),
  ]

  static let roundings: [Builtin] = [
    one("floor", "the largest whole number not above x", "floor(2.7)", Floor()),
    one("ceil", "the smallest whole number not below x", "ceil(2.1)", Ceiling()),
    one("trunc", "x without what stands behind the point", "trunc(-2.7)", Truncation()),
    one("round", "the nearest whole number, halves to even", "round(2.5)", Round()),
  ]

  /// A function that a few operations make.
  static func composed(
    _ name: String, _ summary: String, _ example: String, isFloat: Bool = false,
    _ make: @escaping @Sendable (TensorValue) throws -> TensorValue
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [Described.x.description])) { call in
      .of(try make(isFloat ? call.float(Described.x) : call[Described.x]))
    }
  }
}
