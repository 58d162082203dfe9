import CKernels

/// The same numbers in row-major order under another shape of as many elements.
public struct Reshape: Operation {
  public let shape: Shape
  public let name = "reshape"
  public let isView = true
  public init(_ shape: Shape) { self.shape = shape }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 1 else { throw refusal("one operand", inputs) }
    guard inputs[0].shape.count == shape.count else {
      throw refusal("as many elements as \(shape) has", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(Reshape(context.inputs[0].shape), context.upstream)]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_copy, output)
  }
}

/// The axes in another order: axis i of the result is axis permutation[i] of x.
public struct Transpose: Operation {
  public let permutation: [Int]
  public let name = "transpose"
  public init(permutation: [Int]) { self.permutation = permutation }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    let shape = inputs[0].shape
    guard permutation.sorted() == Array(0..<shape.rank) else {
      throw refusal("each axis below \(shape.rank) once, not \(permutation)", inputs)
    }
    return TensorType(Shape(permutation.map { shape[$0] }), inputs[0].dtype)
  }

  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    var inverse = permutation
    for (axis, source) in permutation.enumerated() { inverse[source] = axis }
    return [try context.apply(Transpose(permutation: inverse), context.upstream)]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let strides = Strides.rowMajor(inputs[0].shape)
    return .stridedCopy(
      output.dtype, output: output.shape, strides: Strides(permutation.map { strides[$0] }))
  }
}

/// x repeated along axes of extent 1 and along new outer ones, as NumPy broadcasts.
public struct BroadcastTo: Operation {
  public let shape: Shape
  public let name = "broadcast"
  public init(_ shape: Shape) { self.shape = shape }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    guard shape.rank <= Shape.maximumRank, Shape.broadcast(inputs[0].shape, shape) == shape else {
      throw refusal("a shape that broadcasts to \(shape)", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.summed(context.upstream, toInput: 0)]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .stridedCopy(
      output.dtype, output: shape, strides: Strides(of: inputs[0].shape, broadcastTo: shape))
  }
}
