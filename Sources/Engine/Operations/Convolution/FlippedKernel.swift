import CKernels

/// A convolution's kernel turned round, its inputs and outputs exchanged within each group:
/// [kh, kw, c / groups, f] → [kh, kw, f / groups, c]. Twice gives the kernel back.
package struct FlippedKernel: Operation {
  package let name = "flipped kernel"
  /// Groups of the convolution whose kernel it is; they must divide f.
  package let groups: Int

  /// One operand: the kernel [kh, kw, c / groups, f], floating-point numbers.
  package init(groups: Int = 1) { self.groups = groups }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    let shape = inputs[0].shape
    guard shape.rank == 4, groups >= 1, shape[3] % groups == 0 else {
      throw refusal("[rows, columns, channels, out] in \(groups) groups", inputs)
    }
    let channels = shape[2].multipliedReportingOverflow(by: groups)
    guard !channels.overflow else { throw refusal("fewer channels", inputs) }
    return TensorType(
      [shape[0], shape[1], shape[3] / groups, channels.partialValue], inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    [try context.apply(self, context.upstream)]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let shape = inputs[0].shape
    var parameters = nabla_convolution()
    parameters.groups = Int64(groups)
    parameters.inputs = Int64(shape[2])
    parameters.outputs = Int64(output.shape[2])
    parameters.rows.taps = Int64(shape[0])
    parameters.columns.taps = Int64(shape[1])
    return Kernel(
      nabla_kernel_flipped_kernel, output.dtype, parameters,
      units: output.shape.count == 0 ? 0 : shape[0] * shape[1],
      cost: Double(output.shape.count) * 0.5)
  }
}
