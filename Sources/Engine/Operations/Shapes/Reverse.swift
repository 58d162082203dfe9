import CKernels

/// The elements along an axis in the opposite order.
package struct Reverse: Operation {
  /// The axis that is turned round; negative ones count from the end.
  package let axis: Int
  package let name = "reverse"
  /// One operand of any type.
  package init(axis: Int) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(self, context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let along = AlongAxis(output.shape, checkedPosition(axis, in: inputs))
    return Kernel(
      nabla_kernel_reverse, output.dtype, along.parameters(),
      units: output.shape.count == 0 ? 0 : along.outer, cost: Double(output.shape.count) * 0.2)
  }
}
