import CKernels

/// (eˣ − e⁻ˣ)/2.
package struct HyperbolicSine: Operation, Unary {
  static let kernel = nabla_kernel_hyperbolic_sine
  static let nanoseconds = 3.5
  package let name = "sinh"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(HyperbolicCosine(), context.inputs[0]))
  }
}

/// (eˣ + e⁻ˣ)/2.
package struct HyperbolicCosine: Operation, Unary {
  static let kernel = nabla_kernel_hyperbolic_cosine
  static let nanoseconds = 3.0
  package let name = "cosh"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(HyperbolicSine(), context.inputs[0]))
  }
}

/// log(x + √(x² + 1)), with the sign of x.
package struct InverseHyperbolicSine: Operation, Unary {
  static let kernel = nabla_kernel_inverse_hyperbolic_sine
  static let nanoseconds = 5.0
  package let name = "asinh"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/√(x² + 1), by a length that squares without overflow.
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let x = context.inputs[0]
    let length = try context.apply(Hypotenuse(), x, context.graph.constant(1, x.dtype))
    return try context.apply(Divide(), context.upstream, length)
  }
}

/// log(x + √(x² − 1)); NaN below 1, an infinite derivative at 1.
package struct InverseHyperbolicCosine: Operation, Unary {
  static let kernel = nabla_kernel_inverse_hyperbolic_cosine
  static let nanoseconds = 5.0
  package let name = "acosh"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/(√(x − 1)·√(x + 1)).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let x = context.inputs[0]
    let below = try context.apply(ReciprocalSquareRoot(), context.added(x, -1))
    let above = try context.apply(ReciprocalSquareRoot(), context.added(x, 1))
    return try context.product(context.product(context.upstream, below), above)
  }
}

/// ½·log((1 + x)/(1 − x)); ±∞ at ±1, NaN beyond.
package struct InverseHyperbolicTangent: Operation, Unary {
  static let kernel = nabla_kernel_inverse_hyperbolic_tangent
  static let nanoseconds = 3.0
  package let name = "atanh"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/(1 − x²).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let x = context.inputs[0]
    return try context.apply(
      Divide(), context.upstream, context.added(context.negated(context.product(x, x)), 1))
  }
}
