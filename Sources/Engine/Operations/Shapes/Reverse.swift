import CKernels

/// The elements along an axis in the opposite order.
public struct Reverse: Operation {
  public let axis: Int
  public let name = "reverse"
  public init(axis: Int) { self.axis = axis }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(self, context.upstream)]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let along = AlongAxis(output.shape, checkedPosition(axis, in: inputs))
    return Kernel(
      nabla_kernel_reverse, output.dtype, along.parameters(),
      units: output.shape.count == 0 ? 0 : along.outer, cost: Double(output.shape.count) * 0.2)
  }
}
