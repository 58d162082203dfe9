import CKernels

/// The number of the labelled class: [… × classes], int [… ] → [… ].
///
/// A label outside the classes gives NaN.
package struct PickClass: Operation {
  package let name = "pick_class"
  /// Operands: the numbers, int labels. The gradient goes to the labelled numbers.
  package init() {}

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 2, inputs[1].dtype == .int32, inputs[0].shape.rank >= 1,
      Array(inputs[0].shape.extents.dropLast()) == inputs[1].shape.extents
    else { throw refusal("[… × classes] and int labels [… ]", inputs) }
    return TensorType(inputs[1].shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let classes = context.inputs[0].shape.extents.last ?? 0
    return [
      try context.apply(PlaceClass(classes: classes), context.upstream, context.inputs[1]), nil,
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    classKernel(
      nabla_kernel_pick_class, output.dtype, rows: output.shape.count,
      classes: inputs[0].shape.extents.last ?? 0)
  }
}

/// The number at the labelled class, zeros at the others: the gradient of `PickClass`.
struct PlaceClass: Operation {
  let classes: Int
  let name = "place_class"

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 2, inputs[1].dtype == .int32, inputs[0].shape == inputs[1].shape else {
      throw refusal("numbers and int labels of one shape", inputs)
    }
    return TensorType(Shape(inputs[0].shape.extents + [classes]), inputs[0].dtype)
  }

  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(PickClass(), context.upstream, context.inputs[1]), nil]
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    classKernel(
      nabla_kernel_place_class, output.dtype, rows: inputs[0].shape.count, classes: classes)
  }
}

/// 1 at the labelled class, zeros at the others: int [… ] → [… × depth].
///
/// A label outside 0..<depth gives zeros.
package struct OneHot: Operation {
  /// How many classes there are.
  package let depth: Int
  /// The element type of the ones and zeros.
  package let dtype: DType
  package let name = "one_hot"

  /// One operand: int labels. No gradient flows back.
  package init(depth: Int, dtype: DType) {
    self.depth = depth
    self.dtype = dtype
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 1, inputs[0].dtype == .int32, depth >= 0,
      inputs[0].shape.rank < Shape.maximumRank
    else { throw refusal("int labels", inputs) }
    return TensorType(Shape(inputs[0].shape.extents + [depth]), dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    classKernel(nabla_kernel_one_hot, dtype, rows: inputs[0].shape.count, classes: depth)
  }
}

private func classKernel(
  _ identifier: nabla_kernel, _ dtype: DType, rows: Int, classes: Int
) -> Kernel {
  Kernel(
    identifier, dtype,
    nabla_axis(
      outer: Int64(rows), length: Int64(classes), inner: 1, from: 0, other: 0, flag: 0),
    units: rows, cost: Double(rows) * Double(classes) * 0.2)
}
