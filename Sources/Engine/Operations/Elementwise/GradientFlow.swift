import CKernels

/// A derivative times what flows back, in one pass: inputs (value, flow) of one shape.
protocol GradientFlow: Operation {
  static var kernel: nabla_kernel { get }
  /// ∂/∂value of the sum Σ upstream · output; `nil` where it is zero.
  func slope(_ context: GradientContext) throws(ShapeError) -> Graph.Node?
}

extension GradientFlow {
  package var reusableInputs: [Int] { [1, 0] }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    guard inputs[0] == inputs[1] else { throw refusal("equal shapes", inputs) }
    return inputs[0]
  }

  /// The operation is linear in the flow.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [
      try slope(context),
      try context.graph.apply(self, toAll: [context.inputs[0], context.upstream]),
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .broadcast(Self.kernel, output.dtype, inputs: inputs.map(\.shape), output: output.shape)
  }
}

/// The flow where value > 0, else 0.
struct ReluGradient: GradientFlow {
  static let kernel = nabla_kernel_relu_gradient
  let name = "relu gradient"
  func slope(_ context: GradientContext) throws(ShapeError) -> Graph.Node? { nil }
}

/// flow · (1 − y²), y = tanh x.
struct HyperbolicTangentGradient: GradientFlow {
  static let kernel = nabla_kernel_tanh_gradient
  let name = "tanh gradient"

  func slope(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let both = try context.product(context.upstream, context.inputs[1])
    return try context.product(context.product(both, context.inputs[0]), -2)
  }
}

/// flow · y·(1 − y), y = sigmoid x.
struct SigmoidGradient: GradientFlow {
  static let kernel = nabla_kernel_sigmoid_gradient
  let name = "sigmoid gradient"

  func slope(_ context: GradientContext) throws(ShapeError) -> Graph.Node? {
    let (y, graph) = (context.inputs[0], context.graph)
    let both = try context.product(context.upstream, context.inputs[1])
    let slope = try context.apply(
      Subtract(), graph.constant(1, y.dtype), context.product(y, 2))
    return try context.product(both, slope)
  }
}
