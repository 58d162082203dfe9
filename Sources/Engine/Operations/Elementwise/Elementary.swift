import CKernels

/// eˣ.
public struct Exponential: Operation, Unary {
  static let kernel = nabla_kernel_exponential
  static let nanoseconds = 1.0
  public let name = "exp"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.output)
  }
}

/// The natural logarithm; −inf at 0, NaN below.
public struct Logarithm: Operation, Unary {
  static let kernel = nabla_kernel_logarithm
  static let nanoseconds = 1.0
  public let name = "log"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(Divide(), context.upstream, context.inputs[0])
  }
}

/// sin x, x in radians.
public struct Sine: Operation, Unary {
  static let kernel = nabla_kernel_sine
  static let nanoseconds = 1.5
  public let name = "sin"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Cosine(), context.inputs[0]))
  }
}

/// cos x, x in radians.
public struct Cosine: Operation, Unary {
  static let kernel = nabla_kernel_cosine
  static let nanoseconds = 1.5
  public let name = "cos"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.negated(
      context.product(context.upstream, context.apply(Sine(), context.inputs[0])))
  }
}

/// tanh x.
public struct HyperbolicTangent: Operation, Unary {
  static let kernel = nabla_kernel_hyperbolic_tangent
  static let nanoseconds = 1.0
  public let name = "tanh"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(HyperbolicTangentGradient(), context.output, context.upstream)
  }
}

/// 1 / (1 + e⁻ˣ).
public struct Sigmoid: Operation, Unary {
  static let kernel = nabla_kernel_sigmoid
  static let nanoseconds = 1.0
  public let name = "sigmoid"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(SigmoidGradient(), context.output, context.upstream)
  }
}

/// log(1 + eˣ), without overflow.
public struct Softplus: Operation, Unary {
  static let kernel = nabla_kernel_softplus
  static let nanoseconds = 2.0
  public let name = "softplus"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.product(context.upstream, context.apply(Sigmoid(), context.inputs[0]))
  }
}

/// erf x = 2/√π · ∫₀ˣ e^(−t²) dt.
public struct ErrorFunction: Operation, Unary {
  static let kernel = nabla_kernel_error_function
  static let nanoseconds = 5.0
  public let name = "erf"
  public init() {}

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
public struct Relu: Operation, Unary {
  static let kernel = nabla_kernel_relu
  public let name = "relu"
  public init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    // The output is positive exactly where x is; reading it lets x's memory go early.
    try context.apply(ReluGradient(), context.output, context.upstream)
  }
}
