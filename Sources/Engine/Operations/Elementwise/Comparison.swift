import CKernels

/// 1 where the comparison holds, else 0, in the operands' type; with NaN none holds but `!=`.
package struct Comparison: Operation {
  /// Which comparison of a with b.
  package enum Kind: Sendable, CaseIterable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  }

  /// What is compared for.
  package let kind: Kind
  package let reusableInputs = [0, 1]

  /// Operands: a, b of one type, broadcast together. No gradient flows back.
  package init(_ kind: Kind) { self.kind = kind }

  package var name: String {
    switch kind {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2)
    guard let shape = Shape.broadcast(inputs[0].shape, inputs[1].shape) else {
      throw refusal("equal extents, or 1", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let kernel =
      switch kind {
      case .equal: nabla_kernel_equal
      case .notEqual: nabla_kernel_not_equal
      case .less: nabla_kernel_less
      case .lessOrEqual: nabla_kernel_less_or_equal
      case .greater: nabla_kernel_greater
      case .greaterOrEqual: nabla_kernel_greater_or_equal
      }
    return .broadcast(kernel, output.dtype, inputs: inputs.map(\.shape), output: output.shape)
  }
}

/// 1 where it is true, else 0; every number but 0 counts as true. `not` takes one operand.
package struct Logical: Operation {
  /// Which word of logic.
  package enum Kind: Sendable, CaseIterable { case and, or, not }

  /// How truths are put together.
  package let kind: Kind
  package let reusableInputs = [0, 1]

  /// Operands: a, b of one type, broadcast together; of `not` one. No gradient flows back.
  package init(_ kind: Kind) { self.kind = kind }

  package var name: String { "\(kind)" }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: kind == .not ? 1 : 2)
    guard kind != .not else { return inputs[0] }
    guard let shape = Shape.broadcast(inputs[0].shape, inputs[1].shape) else {
      throw refusal("equal extents, or 1", inputs)
    }
    return TensorType(shape, inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    switch kind {
    case .not: .flat(nabla_kernel_logical_not, output)
    case .and:
      .broadcast(
        nabla_kernel_logical_and, output.dtype, inputs: inputs.map(\.shape), output: output.shape)
    case .or:
      .broadcast(
        nabla_kernel_logical_or, output.dtype, inputs: inputs.map(\.shape), output: output.shape)
    }
  }
}

/// The same numbers in another element type; to int towards zero, what does not fit to the nearest.
package struct Cast: Operation {
  /// The element type of the result.
  package let dtype: DType
  package var name: String { dtype.name }
  /// One operand of any type. A gradient flows between floating-point types only.
  package init(_ dtype: DType) { self.dtype = dtype }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    return TensorType(inputs[0].shape, dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    guard dtype.isFloat, context.inputs[0].dtype.isFloat else { return [nil] }
    return [try context.apply(Cast(context.inputs[0].dtype), context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_cast, inputs[0], [Double(dtype.rawValue)], nanoseconds: 0.3)
  }
}
