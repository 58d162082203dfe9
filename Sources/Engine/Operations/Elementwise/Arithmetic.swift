import CKernels

/// −x.
package struct Negate: Operation, Unary {
  static let kernel = nabla_kernel_negate
  static let floatsOnly = false
  package let name = "-"
  package let kind = OperationKind.negation
  /// One operand, x, of any type.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.negated(context.upstream)
  }
}

/// √x; NaN below zero, an infinite derivative at zero.
package struct SquareRoot: Operation, Unary {
  static let kernel = nabla_kernel_square_root
  package let name = "sqrt"
  package let kind = OperationKind.squareRoot
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(Divide(), context.product(context.upstream, 0.5), context.output)
  }
}

/// √x of a sum of squares: a length or a deviation.
///
/// Where it is 0 nothing flows back, as in PyTorch's `norm`: 0 is a subgradient of a length there,
/// and the derivative of the root is infinite.
package struct RootOfSquares: Operation, Unary {
  static let kernel = nabla_kernel_square_root
  package let name = "sqrt"
  package let kind = OperationKind.squareRoot
  /// One operand, the sum of squares: floating-point numbers, none negative.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let (y, graph) = (context.output, context.graph)
    let half = try context.product(context.upstream, 0.5)
    let isZero = try context.compare(.equal, y, graph.constant(0, y.dtype))
    let safe = try context.apply(Where(), isZero, graph.constant(1, y.dtype), y)
    let flow = try context.apply(Divide(), half, safe)
    return try context.apply(Where(), isZero, graph.constant(0, y.dtype), flow)
  }
}

/// 1/√x.
package struct ReciprocalSquareRoot: Operation, Unary {
  static let kernel = nabla_kernel_reciprocal_square_root
  package let name = "rsqrt"
  package let kind = OperationKind.reciprocalSquareRoot
  /// One operand, x, of floating-point numbers; infinite at 0, NaN below.
  package init() {}

  /// −½·y³.
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let cube = try context.product(context.product(context.output, context.output), context.output)
    return try context.product(context.product(context.upstream, cube), -0.5)
  }
}

/// |x|, with derivative 0 at 0.
package struct Absolute: Operation, Unary {
  static let kernel = nabla_kernel_absolute
  static let floatsOnly = false
  package let name = "abs"
  /// One operand, x, of any type.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Sign(), context.inputs[0]))
  }
}

/// −1, 0 or 1; NaN of NaN.
package struct Sign: Operation, Unary {
  static let kernel = nabla_kernel_sign
  static let floatsOnly = false
  package let name = "sign"
  /// One operand, x, of any type. No gradient flows back.
  package init() {}
}

/// The largest whole number not above x.
package struct Floor: Operation, Unary {
  static let kernel = nabla_kernel_floor
  package let name = "floor"
  /// One operand, x, of floating-point numbers. No gradient flows back.
  package init() {}
}

/// The smallest whole number not below x.
package struct Ceiling: Operation, Unary {
  static let kernel = nabla_kernel_ceiling
  package let name = "ceil"
  /// One operand, x, of floating-point numbers. No gradient flows back.
  package init() {}
}

/// x without what stands behind the point.
package struct Truncation: Operation, Unary {
  static let kernel = nabla_kernel_truncation
  package let name = "trunc"
  /// One operand, x, of floating-point numbers. No gradient flows back.
  package init() {}
}

/// The nearest whole number; halves go to the even one.
package struct Round: Operation, Unary {
  static let kernel = nabla_kernel_round
  package let name = "round"
  /// One operand, x, of floating-point numbers. No gradient flows back.
  package init() {}
}

/// x kept within low…high; the derivative is 1 there, bounds included, and 0 outside.
package struct Clip: Operation, Unary {
  static let kernel = nabla_kernel_clip
  static let floatsOnly = false
  package let name = "clip"
  /// What smaller numbers become.
  package let low: Double
  /// What larger numbers become.
  package let high: Double
  var numbers: [Double] { [low, high] }

  /// One operand, x, of any type. NaN stays NaN.
  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let (x, graph) = (context.inputs[0], context.graph)
    let isInside = try context.product(
      context.compare(.greaterOrEqual, x, graph.constant(low, x.dtype)),
      context.compare(.lessOrEqual, x, graph.constant(high, x.dtype)))
    return try context.apply(Where(), isInside, context.upstream, graph.constant(0, x.dtype))
  }
}
