import CKernels

/// eˣ − 1, exact for small x.
package struct ExponentialMinusOne: Operation, Unary {
  static let kernel = nabla_kernel_exponential_minus_one
  static let nanoseconds = 2.5
  package let name = "expm1"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// eˣ.
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.added(context.output, 1))
  }
}

/// log(1 + x), exact for small x; −∞ at −1, NaN below.
package struct LogarithmOfOnePlus: Operation, Unary {
  static let kernel = nabla_kernel_logarithm_near_one
  static let nanoseconds = 2.0
  package let name = "log1p"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(Divide(), context.upstream, context.added(context.inputs[0], 1))
  }
}

/// The logarithm to base 2, exact for powers of 2; −∞ at 0, NaN below.
package struct BinaryLogarithm: Operation, Unary {
  static let kernel = nabla_kernel_logarithm_to_two
  static let nanoseconds = 3.0
  package let name = "log2"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/(x·log 2).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let flow = try context.product(context.upstream, 1.4426950408889634)
    return try context.apply(Divide(), flow, context.inputs[0])
  }
}

/// The logarithm to base 10, exact for powers of 10; −∞ at 0, NaN below.
package struct DecimalLogarithm: Operation, Unary {
  static let kernel = nabla_kernel_logarithm_to_ten
  static let nanoseconds = 3.0
  package let name = "log10"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/(x·log 10).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let flow = try context.product(context.upstream, 0.4342944819032518)
    return try context.apply(Divide(), flow, context.inputs[0])
  }
}
