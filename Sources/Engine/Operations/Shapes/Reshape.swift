import CKernels

/// The same numbers in row-major order under another shape of as many elements.
package struct Reshape: Operation {
  /// The shape of the result, of as many elements as the operand has.
  package let shape: Shape
  package let name = "reshape"
  package let isView = true
  /// One operand of any type; the result is its memory.
  package init(_ shape: Shape) { self.shape = shape }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 1 else { throw refusal("one operand", inputs) }
    guard inputs[0].shape.count == shape.count else {
      throw refusal("as many elements as \(shape) has", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(Reshape(context.inputs[0].shape), context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_copy, output)
  }
}

/// The axes in another order: axis i of the result is axis permutation[i] of x.
package struct Transpose: Operation {
  /// Which axis of x stands at each place of the result.
  package let permutation: [Int]
  package let name = "transpose"
  /// One operand, x, of any type; each of its axes, counted from 0, must be named once.
  package init(permutation: [Int]) { self.permutation = permutation }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    let shape = inputs[0].shape
    guard permutation.sorted() == Array(0..<shape.rank) else {
      throw refusal("each axis below \(shape.rank) once, not \(permutation)", inputs)
    }
    return TensorType(Shape(permutation.map { shape[$0] }), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    var inverse = permutation
    for (axis, source) in permutation.enumerated() { inverse[source] = axis }
    return [try context.apply(Transpose(permutation: inverse), context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let strides = Strides.rowMajor(inputs[0].shape)
    return .stridedCopy(
      output.dtype, output: output.shape, strides: Strides(permutation.map { strides[$0] }))
  }
}

/// x repeated along axes of extent 1 and along new outer ones, as NumPy broadcasts.
package struct BroadcastTo: Operation {
  /// The shape of the result.
  package let shape: Shape
  package let name = "broadcast"
  /// One operand of any type, whose shape broadcasts to `shape`.
  package init(_ shape: Shape) { self.shape = shape }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    guard shape.rank <= Shape.maximumRank, Shape.broadcast(inputs[0].shape, shape) == shape else {
      throw refusal("a shape that broadcasts to \(shape)", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.summed(context.upstream, toInput: 0)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .stridedCopy(
      output.dtype, output: shape, strides: Strides(of: inputs[0].shape, broadcastTo: shape))
  }
}
