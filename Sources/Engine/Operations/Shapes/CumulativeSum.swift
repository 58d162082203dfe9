import CKernels

/// yᵢ = x₀ + … + xᵢ along an axis; reversed: xᵢ + … + xₙ₋₁.
public struct CumulativeSum: Operation {
  public let axis: Int
  public let isReversed: Bool
  public let name = "cumsum"
  public let reusableInputs = [0]

  public init(axis: Int = -1, reversed: Bool = false) {
    self.axis = axis
    isReversed = reversed
  }

  public func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    _ = try position(axis, in: inputs)
    return inputs[0]
  }

  public func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(CumulativeSum(axis: axis, reversed: !isReversed), context.upstream)]
  }

  public func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    rowKernel(
      nabla_kernel_cumulative_sum, output, checkedPosition(axis, in: inputs), flag: isReversed)
  }
}
