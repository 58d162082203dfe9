import CKernels

/// e^x / Σ e^x along an axis, without overflow.
public struct Softmax: Operation {
  public let name = "softmax"
  public let axis: Int
  public let reusableInputs = [0]
  public init(axis: Int = -1) { self.axis = axis }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  /// y·(u − Σ u·y).
  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let weighted = try context.product(context.upstream, context.output)
    let sum = try context.apply(Sum(axes: [axis], keepsAxes: true), weighted)
    return [
      try context.product(context.output, context.apply(Subtract(), context.upstream, sum))
    ]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(nabla_kernel_softmax, output, checkedPosition(axis, in: inputs))
  }
}

/// x − log Σ e^x along an axis, without overflow.
public struct LogSoftmax: Operation {
  public let name = "log_softmax"
  public let axis: Int
  public let reusableInputs = [0]
  public init(axis: Int = -1) { self.axis = axis }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  /// u − e^y · Σ u.
  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let sum = try context.apply(Sum(axes: [axis], keepsAxes: true), context.upstream)
    let share = try context.product(context.apply(Exponential(), context.output), sum)
    return [try context.apply(Subtract(), context.upstream, share)]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
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
