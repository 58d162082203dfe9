import CKernels

/// A graph's nodes as a plan runs them: constants are computed once, and what follows a product is
/// done with it. The same operations in the same order, so that not a bit changes.
struct SimplifiedGraph {
  let nodes: [Graph.Node]
  let scopes: [String]
  private(set) var sources: [Graph.Source]

  /// `outputs` keep their values. Without `simplifies` every node stays as it is.
  init(_ graph: Graph, outputs: [Graph.Node], simplifies: Bool) {
    nodes = graph.nodes
    scopes = graph.scopes
    sources = graph.sources
    guard simplifies else { return }
    foldConstants(needed(for: outputs), Set(outputs.map(\.index)))
    fuseProducts(needed(for: outputs), outputs)
  }

  /// The nodes that the outputs depend on.
  func needed(for outputs: [Graph.Node]) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    for output in outputs { isNeeded[output.index] = true }
    for index in nodes.indices.reversed() where isNeeded[index] {
      guard case .operation(_, let inputs) = sources[index] else { continue }
      for input in inputs { isNeeded[input.index] = true }
    }
    return isNeeded
  }

  private mutating func foldConstants(_ isNeeded: [Bool], _ outputs: Set<Int>) {
    for index in nodes.indices where isNeeded[index] && !outputs.contains(index) {
      guard case .operation(let operation, let inputs) = sources[index],
        nodes[index].type.byteCount <= 1 << 14, operation.mutatedInputs.isEmpty, !inputs.isEmpty
      else { continue }
      let values = inputs.compactMap { input -> Tensor? in
        if case .constant(let tensor) = sources[input.index] { tensor } else { nil }
      }
      guard values.count == inputs.count, !drawsNumbers(operation, inputs, nodes[index].type),
        let value = try? Eager.apply(operation, to: values)
      else { continue }
      sources[index] = .constant(value)
    }
  }

  private func drawsNumbers(
    _ operation: any Operation, _ inputs: [Graph.Node], _ type: TensorType
  ) -> Bool {
    let kernel = operation.kernel(inputs: inputs.map(\.type), output: type)
    return [nabla_kernel_random_uniform, nabla_kernel_random_normal, nabla_kernel_dropout_mask]
      .contains(kernel.identifier)
  }

  private mutating func fuseProducts(_ isNeeded: [Bool], _ outputs: [Graph.Node]) {
    var readers = [Int](repeating: 0, count: nodes.count)
    for output in outputs { readers[output.index] += 2 }
    for index in nodes.indices where isNeeded[index] {
      guard case .operation(_, let inputs) = sources[index] else { continue }
      for input in inputs { readers[input.index] += 1 }
    }
    var lastChange = -1
    for index in nodes.indices where isNeeded[index] {
      guard case .operation(let operation, let inputs) = sources[index] else { continue }
      if !operation.mutatedInputs.isEmpty { lastChange = index }
      switch operation {
      case is Add:
        guard let product = product(inputs[0], readers, after: lastChange),
          product.ending == .nothing, product.product.accepts(.bias, inputs: [], gate: nil),
          nodes[index].shape == inputs[0].shape, inputs[1].dtype == inputs[0].dtype,
          inputs[1].shape == Shape(inputs[0].shape.extents.suffix(1)), inputs[1].shape.count > 1
        else { continue }
        fuse(index, product, .bias, with: inputs[1])
      case is Relu:
        guard let product = product(inputs[0], readers, after: lastChange),
          product.product.accepts(.relu, inputs: [], gate: nil)
        else { continue }
        if product.ending == .nothing { fuse(index, product, .relu) }
        if product.ending == .bias { fuse(index, product, .biasAndRelu) }
      case is ReluGradient:
        guard let product = product(inputs[1], readers, after: lastChange),
          product.ending == .nothing,
          product.product.accepts(.reluGradient, inputs: product.inputs, gate: inputs[0]),
          inputs[0].index != inputs[1].index, inputs[0].shape == inputs[1].shape
        else { continue }
        fuse(index, product, .reluGradient, with: inputs[0])
      case let rows as QuantizeRows:
        guard let known = product(inputs[0], readers, after: lastChange), let range = rows.range,
          let product = known.product as? QuantizedProduct, rows.depth == product.kernel.outputs
        else { continue }
        let next = RequantizedProduct(product: product, ending: known.ending, range: range)
        sources[index] = .operation(next, inputs: known.inputs)
      default: continue
      }
    }
  }

  /// The product that a node is, if only one other node reads it and no variable changes between.
  private func product(_ node: Graph.Node, _ readers: [Int], after lastChange: Int) -> (
    product: any Fusible, ending: ProductEnding, inputs: [Graph.Node]
  )? {
    guard readers[node.index] == 1, node.index > lastChange,
      case .operation(let operation, let inputs) = sources[node.index]
    else { return nil }
    if let product = operation as? any Fusible { return (product, .nothing, inputs) }
    if let fused = operation as? FusedProduct { return (fused.product, fused.ending, inputs) }
    return nil
  }

  private mutating func fuse(
    _ index: Int, _ known: (product: any Fusible, ending: ProductEnding, inputs: [Graph.Node]),
    _ ending: ProductEnding, with operand: Graph.Node? = nil
  ) {
    let fused = FusedProduct(product: known.product, ending: ending)
    sources[index] = .operation(fused, inputs: known.inputs + (operand.map { [$0] } ?? []))
  }
}
