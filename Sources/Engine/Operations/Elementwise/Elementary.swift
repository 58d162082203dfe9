import CKernels

/// eˣ.
package struct Exponential: Operation, Unary {
  static let kernel = nabla_kernel_exponential
  static let nanoseconds = 1.0
  package let name = "exp"
  package let kind = OperationKind.exponential
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.output)
  }
}

/// The natural logarithm; −inf at 0, NaN below.
package struct Logarithm: Operation, Unary {
  static let kernel = nabla_kernel_logarithm
  static let nanoseconds = 1.0
  package let name = "log"
  package let kind = OperationKind.logarithm
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(Divide(), context.upstream, context.inputs[0])
  }
}

/// sin x, x in radians.
package struct Sine: Operation, Unary {
  static let kernel = nabla_kernel_sine
  static let nanoseconds = 1.5
  package let name = "sin"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Cosine(), context.inputs[0]))
  }
}

/// cos x, x in radians.
package struct Cosine: Operation, Unary {
  static let kernel = nabla_kernel_cosine
  static let nanoseconds = 1.5
  package let name = "cos"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.negated(
      context.product(context.upstream, context.apply(Sine(), context.inputs[0])))
  }
}

/// tanh x.
package struct HyperbolicTangent: Operation, Unary {
  static let kernel = nabla_kernel_hyperbolic_tangent
  static let nanoseconds = 1.0
  package let name = "tanh"
  package let kind = OperationKind.tanh
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(HyperbolicTangentGradient(), context.output, context.upstream)
  }
}

/// 1 / (1 + e⁻ˣ).
package struct Sigmoid: Operation, Unary {
  static let kernel = nabla_kernel_sigmoid
  static let nanoseconds = 1.0
  package let name = "sigmoid"
  package let kind = OperationKind.sigmoid
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(SigmoidGradient(), context.output, context.upstream)
  }
}

/// log(1 + eˣ), without overflow.
package struct Softplus: Operation, Unary {
  static let kernel = nabla_kernel_softplus
  static let nanoseconds = 2.0
  package let name = "softplus"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Sigmoid(), context.inputs[0]))
  }
}

/// erf x = 2/√π · ∫₀ˣ e^(−t²) dt.
package struct ErrorFunction: Operation, Unary {
  static let kernel = nabla_kernel_error_function
  static let nanoseconds = 5.0
  package let name = "erf"
  /// One operand, x, of floating-point numbers.
  package init() {}

  /// 2/√π · e^(−x²).
  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let x = context.inputs[0]
    let bell = try context.apply(
      Exponential(), context.negated(context.product(x, x)))
    return try context.product(
      context.product(context.upstream, bell), 1.128_379_167_095_512_6)
  }
}

/// max(x, 0), with derivative 0 at 0; NaN stays NaN.
package struct Relu: Operation, Unary {
  static let kernel = nabla_kernel_relu
  package let name = "relu"
  package let kind = OperationKind.relu
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    // The output is positive exactly where x is; reading it lets x's memory go early.
    try context.apply(ReluGradient(), context.output, context.upstream)
  }
}
