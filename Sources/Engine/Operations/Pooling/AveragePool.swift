import CKernels

/// The mean of each window's elements: x [n, rows, columns, c] → [n, …, …, c].
///
/// Only elements count, not padding, as in Keras; PyTorch's default counts the padding too.
package struct AveragePool: Operation {
  package let name = "average_pooling2d"
  /// How large the windows are, and how they move.
  package let window: PoolWindow

  /// One operand, x, of floating-point numbers.
  package init(_ window: PoolWindow) { self.window = window }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    return try window.outputType(of: inputs[0], in: self)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let back = AveragePoolGradient(window: window, shape: context.inputs[0].shape)
    return [try context.apply(back, context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    window.kernel(
      nabla_kernel_average_pool, output.dtype, x: inputs[0].shape, y: output.shape,
      nanoseconds: 0.1)
  }
}

/// ∂x of a pooling by mean, given ∂y.
struct AveragePoolGradient: Operation {
  let name = "average_pooling2d gradient"
  let window: PoolWindow
  let shape: Shape

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    return TensorType(shape, inputs[0].dtype)
  }

  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(AveragePool(window), context.upstream)]
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    window.kernel(
      nabla_kernel_average_pool_gradient, output.dtype, x: output.shape, y: inputs[0].shape,
      nanoseconds: 0.3)
  }
}
