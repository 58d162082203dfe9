import CKernels

/// The gradient of a convolution by its kernel: x and ∂y → ∂kernel [kh, kw, c / groups, f].
///
/// Products are added up over blocks of a few hundred positions, and the blocks in order.
package struct ConvolutionKernelGradient: Operation {
  package let name = "conv2d kernel gradient"
  /// How the convolution's kernel moves over the rows of x.
  package let rows: WindowAxis
  /// How it moves over the columns of x.
  package let columns: WindowAxis
  /// Groups of the convolution.
  package let groups: Int
  /// Extents of the kernel.
  package let taps: [Int]

  /// Of the convolution with these windows and groups, whose kernel has the extents `taps`, two
  /// numbers. Operands: x, ∂y.
  package init(rows: WindowAxis, columns: WindowAxis, groups: Int = 1, taps: [Int]) {
    precondition(taps.count == 2, "a kernel has rows and columns")
    self.rows = rows
    self.columns = columns
    self.groups = groups
    self.taps = taps
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    let (x, flow) = (inputs[0].shape, inputs[1].shape)
    guard x.rank == 4, flow.rank == 4, x[0] == flow[0], groups >= 1, x[3] % groups == 0,
      flow[3] % groups == 0, rows.output(input: x[1], taps: taps[0]) == flow[1],
      columns.output(input: x[2], taps: taps[1]) == flow[2]
    else { throw refusal("the input and output of one convolution", inputs) }
    return TensorType([taps[0], taps[1], x[3] / groups, flow[3]], inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (x, flow) = (context.inputs[0], context.inputs[1])
    var result: [Graph.Node?] = [nil, nil]
    if context.isNeeded[0] {
      result[0] = try context.convolvedBack(
        flow, context.upstream, to: x.shape, rows, columns, groups)
    }
    if context.isNeeded[1] {
      result[1] = try context.apply(
        Convolution(rows: rows, columns: columns, groups: groups), x, context.upstream)
    }
    return result
  }

  package func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    products(x: inputs[0].shape, kernel: output.shape, y: inputs[1].shape)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let operation = Convolution(rows: rows, columns: columns, groups: groups)
    let sizes = ConvolutionSizes(
      x: inputs[0].shape, kernel: output.shape, y: inputs[1].shape, operation)
    return Kernel(
      nabla_kernel_convolution_kernel_gradient, output.dtype, sizes.parameters(output.dtype),
      units: output.shape.count == 0 ? 0 : sizes.kernelGradientUnits(output.dtype),
      cost: Double(multiplyAccumulates(inputs: inputs, output: output)) * 0.016)
  }
}
