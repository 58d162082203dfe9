import CKernels

/// x itself.
public struct Identity: Operation {
  public let name = "identity"
  public let isView = true
  public init() {}

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    return inputs[0]
  }

  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [context.upstream]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_copy, output)
  }
}

/// x itself, taken for a constant by gradients.
public struct StopGradient: Operation {
  public let name = "stop_gradient"
  public let isView = true
  public init() {}

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    return inputs[0]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_copy, output)
  }
}
