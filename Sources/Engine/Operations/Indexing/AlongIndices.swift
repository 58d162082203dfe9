import CKernels

/// yᵢ = x[indicesᵢ] along an axis; x and the indices agree in all other extents.
package struct TakeAlong: Operation {
  /// The axis that the indices count along; negative ones count from the end.
  package let axis: Int
  package let name = "take_along"
  /// Operands: x, int indices. An index outside the axis gives NaN (0 of ints).
  package init(axis: Int) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    _ = try alongIndices(inputs, axis, self)
    return TensorType(inputs[1].shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let position = checkedPosition(axis, in: context.inputs.map(\.type))
    let put = PutAlong(axis: position, extent: context.inputs[0].shape[position])
    return [try context.apply(put, context.upstream, context.inputs[1]), nil]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let position = checkedPosition(axis, in: inputs)
    let along = AlongAxis(output.shape, position)
    return Kernel(
      nabla_kernel_take_along, output.dtype,
      along.parameters(other: inputs[0].shape[position]),
      units: output.shape.count == 0 ? 0 : along.outer * along.inner,
      cost: Double(output.shape.count))
  }
}

/// y[indicesᵢ] += xᵢ along an axis of `extent` zeros: the gradient of `TakeAlong`.
package struct PutAlong: Operation {
  /// The axis that the indices count along; negative ones count from the end.
  package let axis: Int
  /// How long that axis of the result is.
  package let extent: Int
  package let name = "put_along"

  /// Operands: x and int indices of one shape. What has an index outside 0..<extent is left out.
  package init(axis: Int, extent: Int) {
    self.axis = axis
    self.extent = extent
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    let position = try alongIndices(inputs, axis, self)
    guard inputs[0].shape == inputs[1].shape, extent >= 0 else {
      throw refusal("numbers and int indices of one shape", inputs)
    }
    return TensorType(inputs[0].shape.replacing(position, with: extent), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(TakeAlong(axis: axis), context.upstream, context.inputs[1]), nil]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let position = checkedPosition(axis, in: inputs)
    let along = AlongAxis(output.shape, position)
    return Kernel(
      nabla_kernel_put_along, output.dtype,
      along.parameters(other: inputs[0].shape[position]),
      units: output.shape.count == 0 ? 0 : along.outer * along.inner,
      cost: Double(output.shape.count))
  }
}

private func alongIndices(
  _ inputs: [TensorType], _ axis: Int, _ operation: some Operation
) throws(ShapeError) -> Int {
  guard inputs.count == 2, inputs[1].dtype == .int32,
    inputs[0].shape.rank == inputs[1].shape.rank, inputs[0].shape.rank <= Shape.maximumRank
  else { throw operation.refusal("numbers and int indices of equal rank", inputs) }
  let position = try operation.position(axis, in: inputs)
  guard
    inputs[0].shape.replacing(position, with: 0) == inputs[1].shape.replacing(position, with: 0)
  else { throw operation.refusal("equal extents but along axis \(position)", inputs) }
  return position
}
