import CKernels

/// x itself.
package struct Identity: Operation {
  package let name = "identity"
  package let isView = true
  /// One operand, x, of any type; the result is its memory.
  package init() {}

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    return inputs[0]
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [context.upstream]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_copy, output)
  }
}

/// x itself, taken for a constant by gradients.
package struct StopGradient: Operation {
  package let name = "stop_gradient"
  package let isView = true
  /// One operand, x, of any type; the result is its memory.
  package init() {}

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    return inputs[0]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_copy, output)
  }
}
