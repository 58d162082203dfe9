import CKernels

/// The index of the first largest element along an axis, int; of the first NaN if there is one.
package struct ArgMax: Operation {
  package let name = "argmax"
  /// The axis that goes; negative ones count from the end.
  package let axis: Int
  /// One operand of any type, with elements along `axis`, by default the last. Without gradient.
  package init(axis: Int = -1) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try indexType(of: inputs, axis, self)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(nabla_kernel_argmax, inputs[0], checkedPosition(axis, in: inputs))
  }
}

/// The index of the first smallest element along an axis, int; of the first NaN if there is one.
package struct ArgMin: Operation {
  package let name = "argmin"
  /// The axis that goes; negative ones count from the end.
  package let axis: Int
  /// One operand of any type, with elements along `axis`, by default the last. Without gradient.
  package init(axis: Int = -1) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try indexType(of: inputs, axis, self)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(nabla_kernel_argmin, inputs[0], checkedPosition(axis, in: inputs))
  }
}

private func indexType(
  of inputs: [TensorType], _ axis: Int, _ operation: some Operation
) throws(ShapeError) -> TensorType {
  try operation.checkTypes(inputs, count: 1)
  let position = try operation.position(axis, in: inputs)
  var shape = inputs[0].shape
  guard shape[position] > 0, shape[position] <= Int(Int32.max) else {
    throw operation.refusal("at least one element along the axis", inputs)
  }
  shape.extents.remove(at: position)
  return TensorType(shape, .int32)
}
