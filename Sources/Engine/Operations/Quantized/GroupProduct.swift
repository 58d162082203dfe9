import CKernels

/// y = x·W with a kernel of four bits: float32 [… × inputs] → [… × outputs].
///
/// y[i, j] = Σ over groups g of scale[g, j] · Σ x[i, k] · number[k, j] over the group's 32 inputs, each a chain of
/// fused multiply-adds. The numbers are unpacked within the product. It has no gradient.
package struct GroupProduct: Operation, Fusible {
  let operandCount = 3
  package let name = "quantized matmul"
  package let kind = OperationKind.quantization
  /// The kernel.
  package let kernel: QuantizedKernel

  private init(_ kernel: QuantizedKernel) { self.kernel = kernel }

  /// Appends the product of rows whose last axis is as long as the kernel has inputs.
  package static func append(
    _ rows: Graph.Node, _ kernel: QuantizedKernel, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    try graph.apply(
      GroupProduct(kernel), to: rows, graph.constant(kernel.packed), graph.constant(kernel.scales))
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == operandCount, kernel.width == .four, inputs[0].dtype == .float32,
      inputs[0].shape.extents.last == kernel.inputs, inputs[1].dtype == .int32,
      inputs[2].dtype == .float32
    else { throw refusal("rows of \(kernel.inputs) float32 numbers", inputs) }
    return TensorType(
      Shape(inputs[0].shape.extents.dropLast() + [kernel.outputs]), .float32)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    throw refusal("no gradient", context.inputs.map(\.type))
  }

  package func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    Shape([output.shape.count, kernel.inputs]).count
  }

  func accepts(_ ending: ProductEnding, inputs: [Graph.Node], gate: Graph.Node?) -> Bool {
    switch ending {
    case .nothing, .bias, .biasAndRelu, .relu: true
    case .reluGradient: false
    }
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    kernel(inputs: inputs, output: output, ending: .nothing)
  }

  func kernel(inputs: [TensorType], output: TensorType, ending: ProductEnding) -> Kernel {
    var parameters = nabla_quantized()
    let rows = output.shape.count / max(kernel.outputs, 1)
    let block = 64
    parameters.rows = Int64(rows)
    parameters.depth = Int64(kernel.inputs)
    parameters.columns = Int64(kernel.outputs)
    parameters.rowsPerUnit = Int64(block)
    parameters.addsBias = ending.addsBias
    parameters.appliesRelu = ending.code == 1 ? 1 : 0
    let panels = (kernel.outputs + 15) / 16
    return Kernel(
      nabla_kernel_group_product, .float32, parameters,
      units: panels * ((rows + block - 1) / block),
      cost: Double(output.shape.count) * Double(kernel.inputs) * 0.04)
  }
}
