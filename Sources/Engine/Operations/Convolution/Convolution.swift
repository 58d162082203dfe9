import CKernels

/// Convolution over two axes: x [n, rows, columns, c], kernel [kh, kw, c / groups, f] → [n, …, f].
///
/// y[n, i, j, o] = Σ x[n, i′, j′, c] · kernel[k, l, c, o] over the taps (k, l) that `WindowAxis`
/// gives and the channels of o's group; as everywhere, without turning the kernel round. Each
/// number is one chain of fused multiply-adds: taps row by row, then channels. With gaps between
/// the input's elements (`inputDilation`) it is a transposed convolution; a gradient by the input
/// is one as well.
package struct Convolution: Operation, Fusible {
  let operandCount = 2
  package let name = "conv2d"
  /// How the kernel's rows move over those of x.
  package let rows: WindowAxis
  /// How its columns move over those of x.
  package let columns: WindowAxis
  /// Into how many parts the channels are cut: outputs of one read only the inputs of the same.
  package let groups: Int

  /// Operands: x, kernel, floating-point numbers of one type. `groups` must divide c and f.
  package init(rows: WindowAxis = WindowAxis(), columns: WindowAxis = WindowAxis(), groups: Int = 1)
  {
    self.rows = rows
    self.columns = columns
    self.groups = groups
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 2, floatsOnly: true)
    let (x, kernel) = (inputs[0].shape, inputs[1].shape)
    guard x.rank == 4, kernel.rank == 4 else {
      throw refusal("[batch, rows, columns, channels] and [rows, columns, channels, out]", inputs)
    }
    guard groups >= 1, kernel[2] >= 1, x[3] % groups == 0, x[3] / groups == kernel[2],
      kernel[3] % groups == 0
    else {
      throw refusal("a kernel for \(x[3]) channels in \(groups) groups", inputs)
    }
    guard let height = rows.output(input: x[1], taps: kernel[0]),
      let width = columns.output(input: x[2], taps: kernel[1])
    else { throw refusal("a window that fits into the padded input", inputs) }
    return TensorType([x[0], height, width, kernel[3]], inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let (x, kernel) = (context.inputs[0], context.inputs[1])
    var result: [Graph.Node?] = [nil, nil]
    if context.isNeeded[0] {
      result[0] = try context.convolvedBack(
        context.upstream, kernel, to: x.shape, rows, columns, groups)
    }
    if context.isNeeded[1] {
      result[1] = try context.apply(
        ConvolutionKernelGradient(
          rows: rows, columns: columns, groups: groups, taps: [kernel.shape[0], kernel.shape[1]]),
        x, context.upstream)
    }
    return result
  }

  package func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    products(x: inputs[0].shape, kernel: inputs[1].shape, y: output.shape)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    kernel(inputs: inputs, output: output, ending: .nothing)
  }

  func kernel(inputs: [TensorType], output: TensorType, ending: ProductEnding) -> Kernel {
    let sizes = ConvolutionSizes(
      x: inputs[0].shape, kernel: inputs[1].shape, y: output.shape, self)
    var parameters = sizes.parameters(output.dtype)
    parameters.addsBias = ending.addsBias
    parameters.ending = ending.code
    return Kernel(
      nabla_kernel_convolution, output.dtype, parameters,
      units: output.shape.count == 0 ? 0 : sizes.forwardUnits(output.dtype),
      cost: Double(multiplyAccumulates(inputs: inputs, output: output)) * 0.016)
  }
}

/// Multiply-adds of a convolution: each tap meets no more positions than the smaller side has.
func products(x: Shape, kernel: Shape, y: Shape) -> Int {
  let positions = min(x[1] * x[2], y[1] * y[2])
  return Shape([x[0], positions, kernel[0] * kernel[1], kernel[2], kernel[3]]).count
}

extension GradientContext {
  /// The gradient by the input of a convolution with `kernel`, given ∂output.
  func convolvedBack(
    _ flow: Graph.Node, _ kernel: Graph.Node, to shape: Shape, _ rows: WindowAxis,
    _ columns: WindowAxis, _ groups: Int
  ) throws(ShapeError) -> Graph.Node {
    let back = Convolution(
      rows: rows.reversed(input: shape[1], taps: kernel.shape[0], output: flow.shape[1]),
      columns: columns.reversed(input: shape[2], taps: kernel.shape[1], output: flow.shape[2]),
      groups: groups)
    return try apply(back, flow, apply(FlippedKernel(groups: groups), kernel))
  }
}
