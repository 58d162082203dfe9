import CKernels

/// yᵢ = x₀ + … + xᵢ along an axis; reversed: xᵢ + … + xₙ₋₁.
package struct CumulativeSum: Operation {
  /// The axis that is added up along; negative ones count from the end.
  package let axis: Int
  /// Whether sums begin at the end of the axis.
  package let isReversed: Bool
  package let name = "cumsum"
  package let reusableInputs = [0]

  /// One operand of any type; along the last axis where none is named.
  package init(axis: Int = -1, reversed: Bool = false) {
    self.axis = axis
    isReversed = reversed
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(CumulativeSum(axis: axis, reversed: !isReversed), context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(
      nabla_kernel_cumulative_sum, output, checkedPosition(axis, in: inputs), flag: isReversed)
  }
}
