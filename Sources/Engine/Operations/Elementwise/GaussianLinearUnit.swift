import CKernels

/// x·Φ(x) with the normal distribution Φ. Hendrycks and Gimpel 2016.
package struct GaussianLinearUnit: Operation, Unary {
  static let kernel = nabla_kernel_gelu
  static let nanoseconds = 1.4
  package let name = "gelu"
  /// One operand, x, of floating-point numbers.
  package init() {}

  func derivative(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    try context.apply(GaussianLinearGradient(), context.inputs[0], context.upstream)
  }
}

/// flow · (Φ(x) + x·φ(x)), φ the density of Φ.
struct GaussianLinearGradient: GradientFlow {
  static let kernel = nabla_kernel_gelu_gradient
  let name = "gelu gradient"

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(Self.kernel, output, nanoseconds: 1.4)
  }

  /// φ(x)·(2 − x²).
  func slope(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let (x, graph) = (context.inputs[0], context.graph)
    let square = try context.product(x, x)
    let bell = try context.product(
      context.apply(Exponential(), context.product(square, -0.5)), 0.398_942_280_401_432_7)
    let factor = try context.apply(Subtract(), graph.constant(2, x.dtype), square)
    let both = try context.product(context.upstream, context.inputs[1])
    return try context.product(both, context.product(bell, factor))
  }
}
