import CKernels

/// Writes one row of a variable in place: v[o, placeₒ, i] = xₒᵢ.
///
/// Operands: the variable [outer × length × inner], along whose `axis` the rows lie; the row, with one entry there; int
/// places, one for each sequence of the first axis. A place below 0 or beyond the length writes nothing. Operations that
/// are appended behind it read what it wrote.
package struct WriteRow: Operation {
  /// The axis that the places count along.
  package let axis: Int
  package let name = "write_row"
  package let mutatedInputs = [0]
  package let isReadBehind = true

  /// Along that axis.
  package init(axis: Int) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 3, axis > 0, axis < inputs[0].shape.rank,
      inputs[1] == TensorType(inputs[0].shape.replacing(axis, with: 1), inputs[0].dtype),
      inputs[2] == TensorType([inputs[0].shape[0]], .int32)
    else { throw refusal("a variable, one row of it and a place for each sequence", inputs) }
    return TensorType([0], inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let along = AlongAxis(inputs[0].shape, axis)
    return Kernel(
      nabla_kernel_write_row, inputs[0].dtype,
      along.parameters(other: along.outer / max(inputs[0].shape[0], 1)),
      units: along.inner == 0 ? 0 : along.outer, cost: Double(along.outer * along.inner))
  }
}
