import Engine

extension OperationCases {
  /// Strides, paddings, gaps and groups that leave no two numbers of a shape equal.
  static let convolutions: [OperationCase] = [
    OperationCase(Convolution(), image, kernel(2, 3, 2, 3)),
    OperationCase(
      Convolution(
        rows: WindowAxis(stride: 2, before: 1, after: 2),
        columns: WindowAxis(dilation: 2, before: 2, after: 1)), image, kernel(3, 2, 2, 3)),
    OperationCase(
      Convolution(
        rows: WindowAxis(inputDilation: 2, before: 1, after: 1),
        columns: WindowAxis(dilation: 2, inputDilation: 3, before: -1, after: 4)),
      image, kernel(2, 3, 2, 1)),
    OperationCase(
      Convolution(rows: .same(input: 4, taps: 3), columns: .same(input: 5, taps: 2), groups: 2),
      image, kernel(3, 2, 1, 4)),
    OperationCase(
      Convolution(rows: WindowAxis(stride: 3, before: 1), groups: 2), image, kernel(2, 2, 1, 2)),
    OperationCase(
      ConvolutionKernelGradient(
        rows: WindowAxis(stride: 2, before: 1), columns: WindowAxis(after: 1), taps: [2, 3]),
      image, spread([2, 2, 4, 3], from: 1, to: -1)),
    OperationCase(FlippedKernel(groups: 2), kernel(2, 3, 3, 4)),
    OperationCase(MaxPool(window(stride: 2, before: 0)), image),
    OperationCase(MaxPool(window(stride: 1, before: 1)), image),
    OperationCase(AveragePool(window(stride: 2, before: 0)), image),
    OperationCase(AveragePool(window(stride: 1, before: 1)), image),
  ]

  private static let image = spread([2, 4, 5, 2], from: -1.1, to: 1.3)

  private static func kernel(_ extents: Int...) -> Tensor {
    spread(Shape(extents), from: 0.9, to: -0.7)
  }

  private static func window(stride: Int, before: Int) -> PoolWindow {
    PoolWindow(
      size: [2, 3], rows: WindowAxis(stride: stride, before: before),
      columns: WindowAxis(before: before, after: 1))
  }
}
