import CKernels

/// An operation on pairs of elements, with NumPy's broadcasting.
protocol Binary: Operation {
  static var kernel: nabla_kernel { get }
  static var floatsOnly: Bool { get }
  static var nanoseconds: Double { get }
  /// ∂L/∂a and ∂L/∂b in the output's shape; `nil` where zero or not needed.
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?)
}

extension Binary {
  static var floatsOnly: Bool { false }
  static var nanoseconds: Double { 0.1 }
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    (nil, nil)
  }

  package var reusableInputs: [Int] { [0, 1] }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: Self.floatsOnly)
    guard let shape = Shape.broadcast(inputs[0].shape, inputs[1].shape) else {
      throw refusal("equal extents, or 1", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (left, right) = try slopes(context)
    var result: [Graph.Node?] = [nil, nil]
    if context.isNeeded[0], let left { result[0] = try context.summed(left, toInput: 0) }
    if context.isNeeded[1], let right { result[1] = try context.summed(right, toInput: 1) }
    return result
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .broadcast(
      Self.kernel, output.dtype, inputs: inputs.map(\.shape), output: output.shape,
      nanoseconds: Self.nanoseconds)
  }
}

/// a + b, element by element, with broadcasting.
package struct Add: Operation, Binary {
  static let kernel = nabla_kernel_add
  package let name = "+"
  package let kind = OperationKind.sum
  /// Operands: a, b of one type.
  package init() {}

  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    (context.upstream, context.upstream)
  }
}

/// a − b.
package struct Subtract: Operation, Binary {
  static let kernel = nabla_kernel_subtract
  package let name = "-"
  package let kind = OperationKind.difference
  /// Operands: a, b of one type.
  package init() {}

  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    (context.upstream, context.isNeeded[1] ? try context.negated(context.upstream) : nil)
  }
}

/// a · b.
package struct Multiply: Operation, Binary {
  static let kernel = nabla_kernel_multiply
  package let name = "*"
  package let kind = OperationKind.product
  /// Operands: a, b of one type.
  package init() {}

  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    (
      context.isNeeded[0] ? try context.product(context.upstream, context.inputs[1]) : nil,
      context.isNeeded[1] ? try context.product(context.upstream, context.inputs[0]) : nil
    )
  }
}

/// a / b.
package struct Divide: Operation, Binary {
  static let kernel = nabla_kernel_divide
  static let floatsOnly = true
  package let name = "/"
  package let kind = OperationKind.quotient
  /// Operands: a, b, floating-point numbers of one type.
  package init() {}

  /// ∂a: 1/b; ∂b: −y/b.
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    let flow = try context.apply(Divide(), context.upstream, context.inputs[1])
    guard context.isNeeded[1] else { return (flow, nil) }
    return (flow, try context.negated(context.product(flow, context.output)))
  }
}
