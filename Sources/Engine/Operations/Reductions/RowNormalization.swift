import CKernels

/// (x − mean) / √(variance + ε) along the last axis; without centering x / √(mean(x²) + ε).
///
/// What layer and root-mean-square normalisation have in common, in one pass over memory.
/// Ba, Kiros and Hinton 2016; Zhang and Sennrich 2019.
package struct RowNormalization: Operation {
  package let name = "normalize"
  /// ε, which keeps the quotient finite where the root would be 0.
  package let epsilon: Double
  /// Whether the mean is taken away first: layer normalisation; false: root mean square.
  package let centers: Bool
  package let reusableInputs = [0]

  /// One operand, x, of floating-point numbers, with elements along its last axis.
  package init(epsilon: Double, centers: Bool = true) {
    self.epsilon = epsilon
    self.centers = centers
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    guard let length = inputs[0].shape.extents.last, length > 0 else {
      throw refusal("a last axis with elements", inputs)
    }
    return inputs[0]
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(RowNormalizationGradient(self), context.inputs[0], context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    kernel(nabla_kernel_normalize_rows, output, nanoseconds: 0.3)
  }

  fileprivate func kernel(
    _ identifier: nabla_kernel, _ type: TensorType, nanoseconds: Double
  ) -> Kernel {
    let length = type.shape.extents.last ?? 1
    let parameters = nabla_normalization(
      length: Int64(length), centers: centers ? 1 : 0, epsilon: epsilon)
    return Kernel(
      identifier, type.dtype, parameters, units: type.shape.count / max(length, 1),
      cost: Double(type.shape.count) * nanoseconds)
  }

  /// The same from elementary operations, for what has no kernel of its own.
  fileprivate func composed(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> (
    normal: Graph.Node, inverse: Graph.Node
  ) {
    let mean = Mean(axes: [-1], keepsAxes: true)
    let centered =
      centers ? try graph.apply(Subtract(), to: x, graph.apply(mean, to: x)) : x
    let square = try graph.apply(mean, to: graph.apply(Multiply(), to: centered, centered))
    let inverse = try graph.apply(
      ReciprocalSquareRoot(), to: graph.apply(Add(), to: square, graph.constant(epsilon, x.dtype)))
    return (try graph.apply(Multiply(), to: centered, inverse), inverse)
  }
}

/// What flows back through a normalisation of rows: (u − mean(u) − y·mean(u·y)) / √(variance + ε)
/// with y the normalized x; without centering u's mean stays. Inputs: x, u.
package struct RowNormalizationGradient: Operation {
  package let name = "normalize gradient"
  /// The normalisation that is gone back through.
  package let normalization: RowNormalization
  package let reusableInputs = [1, 0]

  /// Operands: x, u of one type.
  package init(_ normalization: RowNormalization) { self.normalization = normalization }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    guard inputs[0] == inputs[1] else { throw refusal("equal shapes", inputs) }
    return try normalization.outputType(of: [inputs[0]])
  }

  /// The formula from elementary operations, differentiated.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let graph = context.graph
    // Of its own, so that the walk back ends here.
    let x = try graph.apply(Identity(), to: context.inputs[0])
    let u = try graph.apply(Identity(), to: context.inputs[1])
    let mean = Mean(axes: [-1], keepsAxes: true)
    let (y, inverse) = try normalization.composed(x, in: graph)
    let slope = try graph.apply(mean, to: context.product(u, y))
    let shifted =
      normalization.centers ? try graph.apply(Subtract(), to: u, graph.apply(mean, to: u)) : u
    let rest = try graph.apply(Subtract(), to: shifted, context.product(y, slope))
    return try graph.gradients(
      of: context.product(rest, inverse), for: [x, u], startingWith: context.upstream)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    normalization.kernel(nabla_kernel_normalize_rows_gradient, output, nanoseconds: 0.6)
  }
}
