import CKernels

/// tan x, x in radians.
package struct Tangent: Operation, Unary {
  static let kernel = nabla_kernel_tangent
  static let nanoseconds = 2.5
  package let name = "tan"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1 + tan²x.
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let square = try context.product(context.output, context.output)
    return try context.product(context.upstream, context.added(square, 1))
  }
}

/// The angle from −π/2 to π/2 whose sine is x; NaN beyond ±1.
package struct ArcSine: Operation, Unary {
  static let kernel = nabla_kernel_arc_sine
  static let nanoseconds = 3.0
  package let name = "asin"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/√(1 − x²).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.reciprocalOfLeg(context.inputs[0]))
  }
}

/// The angle from 0 to π whose cosine is x; NaN beyond ±1.
package struct ArcCosine: Operation, Unary {
  static let kernel = nabla_kernel_arc_cosine
  static let nanoseconds = 3.0
  package let name = "acos"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// −1/√(1 − x²).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.negated(
      context.product(context.upstream, context.reciprocalOfLeg(context.inputs[0])))
  }
}

/// The angle from −π/2 to π/2 whose tangent is x.
package struct ArcTangent: Operation, Unary {
  static let kernel = nabla_kernel_arc_tangent
  static let nanoseconds = 2.0
  package let name = "atan"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 1/(1 + x²).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let square = try context.product(context.inputs[0], context.inputs[0])
    return try context.apply(Divide(), context.upstream, context.added(square, 1))
  }
}

/// The angle of the point (x, y) from −π to π: arctan(y/x) in the right quadrant; C's atan2, signed zeros and all.
package struct ArcTangentOfTwo: Operation, Binary {
  static let kernel = nabla_kernel_arc_tangent_of_two
  static let floatsOnly = true
  static let nanoseconds = 20.0
  package let name = "atan2"
  /// Operands: y, x, floating-point numbers of one type, broadcast together.
  package init() {}

  /// ∂y: x/(x² + y²); ∂x: −y/(x² + y²).
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    let (y, x) = (context.inputs[0], context.inputs[1])
    let square = try context.apply(Add(), context.product(x, x), context.product(y, y))
    let flow = try context.apply(Divide(), context.upstream, square)
    return (try context.product(flow, x), try context.negated(context.product(flow, y)))
  }
}

/// √(a² + b²), without overflow on the way.
package struct Hypotenuse: Operation, Binary {
  static let kernel = nabla_kernel_hypotenuse
  static let floatsOnly = true
  static let nanoseconds = 5.0
  package let name = "hypot"
  /// Operands: a, b, floating-point numbers of one type, broadcast together.
  package init() {}

  /// a/√(a² + b²) and b/√(a² + b²); 0 where both are 0, a subgradient there.
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    let (y, graph) = (context.output, context.graph)
    let isZero = try context.compare(.equal, y, graph.constant(0, y.dtype))
    let safe = try context.apply(Where(), isZero, graph.constant(1, y.dtype), y)
    let flow = try context.apply(Divide(), context.upstream, safe)
    return (
      try context.product(flow, context.inputs[0]), try context.product(flow, context.inputs[1])
    )
  }
}

extension GradientContext {
  /// x + a number.
  func added(_ x: Graph.Node, _ number: Double) throws(ShapeError) -> Graph.Node {
    try apply(Add(), x, graph.constant(number, x.dtype))
  }

  /// 1/√(1 − x²).
  func reciprocalOfLeg(_ x: Graph.Node) throws(ShapeError) -> Graph.Node {
    try apply(ReciprocalSquareRoot(), added(negated(product(x, x)), 1))
  }
}
