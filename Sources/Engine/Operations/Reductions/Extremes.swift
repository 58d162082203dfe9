import CKernels

/// The largest element over axes; NaN if there is one. Equal ones share the gradient, as in
/// PyTorch's `amax`.
package struct MaximumOf: Operation, Reduction {
  static let kernel = nabla_kernel_maximum_of
  static let acceptsEmpty = false
  package let name = "max"
  /// The axes that go; `nil` for all. Negative ones count from the end.
  package let axes: [Int]?
  /// Whether the removed axes stay with extent 1.
  package let keepsAxes: Bool

  /// One operand of any type, with elements along `axes`; `nil` means all of them.
  package init(axes: [Int]? = nil, keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try extremeFlow(context, self)]
  }
}

/// The smallest element over axes; NaN if there is one. Equal ones share the gradient.
package struct MinimumOf: Operation, Reduction {
  static let kernel = nabla_kernel_minimum_of
  static let acceptsEmpty = false
  package let name = "min"
  /// The axes that go; `nil` for all. Negative ones count from the end.
  package let axes: [Int]?
  /// Whether the removed axes stay with extent 1.
  package let keepsAxes: Bool

  /// One operand of any type, with elements along `axes`; `nil` means all of them.
  package init(axes: [Int]? = nil, keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try extremeFlow(context, self)]
  }
}

private func extremeFlow(
  _ context: GradientContext, _ reduction: some Reduction
) throws(ShapeError) -> Graph.Node {
  let shares = try context.apply(
    ExtremeShares(axes: reduction.axes), context.inputs[0],
    context.withAxes(context.output, of: reduction))
  return try context.product(shares, context.withAxes(context.upstream, of: reduction))
}

/// 1 / n at the n elements that equal the row's extreme, 0 elsewhere; inputs (x, extremes).
struct ExtremeShares: Operation {
  let name = "share of the extreme"
  let axes: [Int]?

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2)
    return inputs[0]
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let removed = (try? reducedAxes(axes, of: inputs, in: self)) ?? []
    return .reduction(
      nabla_kernel_extreme_mask, inputs[0], removing: removed, nanoseconds: 1)
  }
}

/// The product over axes; of nothing 1.
package struct Product: Operation, Reduction {
  static let kernel = nabla_kernel_product_of
  package let name = "prod"
  /// The axes that go; `nil` for all. Negative ones count from the end.
  package let axes: [Int]?
  /// Whether the removed axes stay with extent 1.
  package let keepsAxes: Bool

  /// One operand of any type; `nil` means all axes.
  package init(axes: [Int]? = nil, keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let others = try context.apply(ProductOfOthers(axes: axes), context.inputs[0])
    return [try context.product(others, context.withAxes(context.upstream, of: self))]
  }
}
