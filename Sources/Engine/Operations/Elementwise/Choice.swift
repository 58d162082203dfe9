import CKernels

/// The larger of a and b; NaN if either is. Where they are equal each gets half the gradient.
package struct Maximum: Operation, Binary {
  static let kernel = nabla_kernel_maximum
  package let name = "maximum"
  /// Operands: a, b of one type.
  package init() {}

  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    try extremeSlopes(context, .greater)
  }
}

/// The smaller of a and b; NaN if either is. Where they are equal each gets half the gradient.
package struct Minimum: Operation, Binary {
  static let kernel = nabla_kernel_minimum
  package let name = "minimum"
  /// Operands: a, b of one type.
  package init() {}

  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    try extremeSlopes(context, .less)
  }
}

private func extremeSlopes(
  _ context: GradientContext, _ wins: Comparison.Kind
) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
  let (a, b) = (context.inputs[0], context.inputs[1])
  let half = try context.product(context.compare(.equal, a, b), 0.5)
  let left = try context.apply(Add(), context.compare(wins, a, b), half)
  let right = try context.apply(Add(), context.compare(wins, b, a), half)
  return (
    try context.product(context.upstream, left), try context.product(context.upstream, right)
  )
}

/// `a` where the condition is not 0, elsewhere `b`; all three are broadcast together.
package struct Where: Operation {
  package let name = "where"
  package let reusableInputs = [1, 2, 0]
  /// Operands: condition, a, b, all three of one type.
  package init() {}

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 3)
    guard let pair = Shape.broadcast(inputs[1].shape, inputs[2].shape),
      let shape = Shape.broadcast(inputs[0].shape, pair)
    else { throw refusal("equal extents, or 1", inputs) }
    return TensorType(shape, inputs[1].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let zero = context.graph.constant(0, context.output.dtype)
    let condition = context.inputs[0]
    var result: [Graph.Node?] = [nil, nil, nil]
    if context.isNeeded[1] {
      let flow = try context.apply(Where(), condition, context.upstream, zero)
      result[1] = try context.summed(flow, toInput: 1)
    }
    if context.isNeeded[2] {
      let flow = try context.apply(Where(), condition, zero, context.upstream)
      result[2] = try context.summed(flow, toInput: 2)
    }
    return result
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .broadcast(
      nabla_kernel_where, output.dtype, inputs: inputs.map(\.shape), output: output.shape)
  }
}
