import CKernels

/// The elements along an axis in order; NaN counts as larger than every number.
package struct Sort: Operation {
  /// The axis that is sorted along; negative ones count from the end.
  package let axis: Int
  let isDescending: Bool
  package let name = "sort"

  /// One operand of any type; ascending along the last axis where nothing else is said.
  package init(axis: Int = -1, descending: Bool = false) {
    self.axis = axis
    isDescending = descending
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  /// What came from where gets its gradient back there.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let position = checkedPosition(axis, in: context.inputs.map(\.type))
    let order = try context.apply(
      ArgSort(axis: axis, descending: isDescending), context.inputs[0])
    let extent = context.inputs[0].shape[position]
    return [
      try context.apply(PutAlong(axis: position, extent: extent), context.upstream, order)
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(
      nabla_kernel_sort, output, checkedPosition(axis, in: inputs), nanoseconds: 20,
      flag: isDescending)
  }
}

/// The indices that sort along an axis; equal elements keep their order.
package struct ArgSort: Operation {
  /// The axis that is sorted along; negative ones count from the end.
  package let axis: Int
  let isDescending: Bool
  package let name = "argsort"

  /// One operand of any type → int of its shape. No gradient flows back.
  package init(axis: Int = -1, descending: Bool = false) {
    self.axis = axis
    isDescending = descending
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    let extent = inputs[0].shape[try position(axis, in: inputs)]
    guard extent <= Int(Int32.max) else { throw refusal("fewer elements", inputs) }
    return TensorType(inputs[0].shape, .int32)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(
      nabla_kernel_argsort, inputs[0], checkedPosition(axis, in: inputs), nanoseconds: 30,
      flag: isDescending)
  }
}

/// The largest `count` elements along the last axis, the largest first.
package struct TopK: Operation {
  /// How many elements stay of each row.
  package let count: Int
  package let name = "top_k"
  /// One operand of any type, with at least `count` elements along its last axis. The gradient goes
  /// to those that stay.
  package init(count: Int) { self.count = count }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    let last = try position(-1, in: inputs)
    guard count >= 0, count <= inputs[0].shape[last] else {
      throw refusal("at least \(count) elements along the last axis", inputs)
    }
    return TensorType(inputs[0].shape.replacing(last, with: count), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let shape = context.inputs[0].shape
    let order = try context.apply(ArgSort(axis: -1, descending: true), context.inputs[0])
    let largest = try context.apply(Slice(axis: -1, from: 0, to: count), order)
    let put = PutAlong(axis: shape.rank - 1, extent: shape[shape.rank - 1])
    return [try context.apply(put, context.upstream, largest)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let along = AlongAxis(inputs[0].shape, inputs[0].shape.rank - 1)
    return Kernel(
      nabla_kernel_top, output.dtype, along.parameters(other: count),
      units: output.shape.count == 0 ? 0 : along.outer,
      cost: Double(inputs[0].shape.count) * 5)
  }
}
