import CKernels

/// The largest element of each window: x [n, rows, columns, c] → [n, …, …, c].
///
/// NaN if there is one. The gradient goes to the first largest, in row-major order.
package struct MaxPool: Operation {
  package let name = "max_pooling2d"
  /// How large the windows are, and how they move.
  package let window: PoolWindow

  /// One operand, x, of floating-point numbers.
  package init(_ window: PoolWindow) { self.window = window }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    return try window.outputType(of: inputs[0], in: self)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [
      try context.apply(
        MaxPoolGradient(window: window), context.inputs[0], context.output, context.upstream)
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    window.kernel(
      nabla_kernel_max_pool, output.dtype, x: inputs[0].shape, y: output.shape, nanoseconds: 0.1)
  }
}

/// ∂x of a pooling by maximum; inputs (x, y, ∂y).
struct MaxPoolGradient: Operation, Fusible {
  let operandCount = 3
  let name = "max_pooling2d gradient"
  let window: PoolWindow

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 3, floatsOnly: true)
    return inputs[0]
  }

  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let pick = MaxPoolPick(window: window)
    return [
      nil, nil, try context.apply(pick, context.inputs[0], context.inputs[1], context.upstream),
    ]
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    kernel(inputs: inputs, output: output, ending: .nothing)
  }

  /// Through the relu that gave x: the gradient stops where x is 0.
  func accepts(_ ending: ProductEnding, inputs: [Graph.Node], gate: Graph.Node?) -> Bool {
    ending == .reluGradient && gate == inputs[0]
  }

  func kernel(inputs: [TensorType], output: TensorType, ending: ProductEnding) -> Kernel {
    window.kernel(
      nabla_kernel_max_pool_gradient, output.dtype, x: output.shape, y: inputs[1].shape,
      nanoseconds: 0.3, isGated: ending == .reluGradient)
  }
}

/// What a third tensor has where x is largest in its window; inputs (x, y, numbers like x).
struct MaxPoolPick: Operation {
  let name = "max_pooling2d pick"
  let window: PoolWindow

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 3, floatsOnly: true)
    return inputs[1]
  }

  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let back = MaxPoolGradient(window: window)
    return [
      nil, nil, try context.apply(back, context.inputs[0], context.inputs[1], context.upstream),
    ]
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    window.kernel(
      nabla_kernel_max_pool_pick, output.dtype, x: inputs[0].shape, y: output.shape,
      nanoseconds: 0.5)
  }
}
