import CKernels

/// y = x·W of quantized rows and a quantized kernel: int [rows × …] → float32 [… × outputs].
///
/// y[i, j] = scale[i] · scale[j] · Σ (byte[i, k] − zero[i]) · number[k, j]. The sum is exact, in 32 bits, so that
/// the bits are the same on every processor. Bias, relu and quantizing for the next product are done before
/// the numbers leave the cache. It has no gradient: who asks for one gets an error.
package struct QuantizedProduct: Operation, Fusible {
  let operandCount = 4
  package let name = "quantized matmul"
  package let kind = OperationKind.quantization
  /// The kernel.
  package let kernel: QuantizedKernel
  /// Extents in front of the outputs; as many places as there are rows.
  package let outer: Shape

  private init(_ kernel: QuantizedKernel, outer: Shape) {
    (self.kernel, self.outer) = (kernel, outer)
  }

  /// Appends the product of quantized rows, with as many bytes as the kernel has inputs.
  package static func append(
    _ rows: Graph.Node, _ kernel: QuantizedKernel, outer: Shape, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    try graph.apply(
      QuantizedProduct(kernel, outer: outer), to: rows, graph.constant(kernel.packed),
      graph.constant(kernel.scales), graph.constant(kernel.sums))
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == operandCount, kernel.width == .eight,
      inputs[0] == TensorType([outer.count, QuantizeRows.words(kernel.inputs)], .int32),
      inputs[1].dtype == .int32, inputs[2] == TensorType([kernel.outputs], .float32),
      inputs[3] == TensorType([kernel.outputs], .int32)
    else { throw refusal("quantized rows of \(kernel.inputs) numbers", inputs) }
    return TensorType(Shape(outer.extents + [kernel.outputs]), .float32)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    throw refusal("no gradient", context.inputs.map(\.type))
  }

  package func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    Shape([outer.count, kernel.inputs, kernel.outputs]).count
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
    kernel(ending, range: nil)
  }

  func kernel(_ ending: ProductEnding, range: ByteRange?) -> Kernel {
    var parameters = nabla_quantized()
    let rows = outer.count
    // A block of rows passes over the same panels, which stay in the second cache.
    let block = 48
    parameters.rows = Int64(rows)
    parameters.depth = Int64(kernel.inputs)
    parameters.columns = Int64(kernel.outputs)
    parameters.rowsPerUnit = Int64(block)
    parameters.addsBias = ending.addsBias
    parameters.appliesRelu = ending.code == 1 ? 1 : 0
    parameters.requantizes = range == nil ? 0 : 1
    parameters.scale = Double(range?.scale ?? 1)
    parameters.zero = Int64(range?.zero ?? 0)
    let groups = (kernel.outputs + 63) / 64
    let work = Double(rows) * Double(kernel.inputs) * Double(kernel.outputs)
    return Kernel(
      nabla_kernel_quantized_product, .float32, parameters,
      units: rows == 0 ? 0 : groups * ((rows + block - 1) / block), cost: work * 0.006)
  }
}

/// A quantized product whose result is quantized for the next, as one line of a plan; plans make it.
struct RequantizedProduct: Operation {
  let product: QuantizedProduct
  let ending: ProductEnding
  let range: ByteRange
  var name: String { product.name }

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    TensorType([product.outer.count, QuantizeRows.words(product.kernel.outputs)], .int32)
  }

  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    product.multiplyAccumulates(inputs: inputs, output: output)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    product.kernel(ending, range: range)
  }
}
