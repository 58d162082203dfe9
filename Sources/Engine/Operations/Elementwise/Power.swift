import CKernels

/// a to the power b; NaN for a broken power of a negative number, 0⁰ = 1.
package struct Power: Operation, Binary {
  static let kernel = nabla_kernel_power
  static let floatsOnly = true
  static let nanoseconds = 10.0
  package let name = "**"
  package let kind = OperationKind.power
  /// Operands: a, b, floating-point numbers of one type, broadcast together.
  package init() {}

  /// ∂a: b·a^(b−1), 0 where b is 0; ∂b: y·log a, 0 where a is 0.
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    let (a, b, graph) = (context.inputs[0], context.inputs[1], context.graph)
    let zero = graph.constant(0, a.dtype)
    var result: (Graph.Node?, Graph.Node?) = (nil, nil)
    if context.isNeeded[0] {
      let lower = try context.apply(Subtract(), b, graph.constant(1, b.dtype))
      let slope = try context.product(b, context.apply(Power(), a, lower))
      let isFlat = try context.compare(.equal, b, zero)
      result.0 = try context.product(
        context.upstream, context.apply(Where(), isFlat, zero, slope))
    }
    if context.isNeeded[1] {
      let isZero = try context.compare(.equal, a, zero)
      let base = try context.apply(Where(), isZero, graph.constant(1, a.dtype), a)
      let slope = try context.product(context.output, context.apply(Logarithm(), base))
      result.1 = try context.product(context.upstream, slope)
    }
    return result
  }
}

/// The remainder of a / b with b's sign, as in Python; by 0 it is NaN, of integers 0.
package struct Modulo: Operation, Binary {
  static let kernel = nabla_kernel_modulo
  static let nanoseconds = 10.0
  package let name = "mod"
  /// Operands: a, b of one type, broadcast together.
  package init() {}

  /// ∂a: 1; ∂b: −⌊a/b⌋.
  func slopes(_ context: GradientContext) throws(ShapeError) -> (Graph.Node?, Graph.Node?) {
    guard context.isNeeded[1] else { return (context.upstream, nil) }
    let whole = try context.apply(
      Floor(), context.apply(Divide(), context.inputs[0], context.inputs[1]))
    return (
      context.upstream, try context.negated(context.product(context.upstream, whole))
    )
  }
}
