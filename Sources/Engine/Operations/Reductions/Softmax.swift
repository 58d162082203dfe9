import CKernels

/// e^x / Σ e^x along an axis, without overflow.
package struct Softmax: Operation {
  package let name = "softmax"
  /// The axis whose elements add up to 1; negative ones count from the end.
  package let axis: Int
  package let reusableInputs = [0]
  /// One operand, x, of floating-point numbers; along the last axis where none is named.
  package init(axis: Int = -1) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  /// y·(u − Σ u·y).
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(SoftmaxGradient(axis: axis), context.output, context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(nabla_kernel_softmax, output, checkedPosition(axis, in: inputs))
  }
}

/// y·(u − Σ u·y) along an axis: what flows back through softmax. Inputs: y, u.
package struct SoftmaxGradient: Operation {
  package let name = "softmax gradient"
  /// The axis of the softmax; negative ones count from the end.
  package let axis: Int
  package let reusableInputs = [1, 0]
  /// Operands: y, the softmax's result, and u, ∂L/∂y, of one type.
  package init(axis: Int = -1) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    guard inputs[0] == inputs[1] else { throw refusal("equal shapes", inputs) }
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  /// With flow w: ∂y = w·(u − Σ u·y) − u·Σ w·y, ∂u = y·(w − Σ w·y).
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (y, u, flow) = (context.inputs[0], context.inputs[1], context.upstream)
    func sum(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
      try context.apply(Sum(axes: [axis], keepsAxes: true), context.product(node, y))
    }
    let inner = try context.product(flow, context.apply(Subtract(), u, sum(u)))
    return [
      try context.apply(Subtract(), inner, context.product(u, sum(flow))),
      try context.graph.apply(self, to: y, flow),
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(
      nabla_kernel_softmax_gradient, output, checkedPosition(axis, in: inputs), nanoseconds: 0.3)
  }
}

/// x − log Σ e^x along an axis, without overflow.
package struct LogSoftmax: Operation {
  package let name = "log_softmax"
  /// The axis whose probabilities' logarithms come out; negative ones count from the end.
  package let axis: Int
  package let reusableInputs = [0]
  /// One operand, x, of floating-point numbers; along the last axis where none is named.
  package init(axis: Int = -1) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  /// u − e^y · Σ u.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let sum = try context.apply(Sum(axes: [axis], keepsAxes: true), context.upstream)
    let share = try context.product(context.apply(Exponential(), context.output), sum)
    return [try context.apply(Subtract(), context.upstream, share)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(nabla_kernel_log_softmax, output, checkedPosition(axis, in: inputs))
  }
}

/// A kernel whose unit is one row along the axis.
func rowKernel(
  _ identifier: nabla_kernel, _ type: TensorType, _ axis: Int, nanoseconds: Double = 2,
  flag: Bool = false
) -> Kernel {
  let along = AlongAxis(type.shape, axis)
  return Kernel(
    identifier, type.dtype, along.parameters(flag: flag),
    units: type.shape.count == 0 ? 0 : along.outer * along.inner,
    cost: Double(type.shape.count) * nanoseconds)
}
