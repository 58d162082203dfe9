import Engine

/// x·W for all steps of a sequence in one product.
struct InputProjection {
  let kernel: Graph.Node
  let bias: Graph.Node?
  let gates: Int
  /// Dropout masks of the input: none, one, or one for each gate.
  let masks: Int
  let dropout: Double

  /// Puts projected input and bias among the operands.
  func append(
    _ input: Graph.Node, to operands: inout Recurrence.Operands, in builder: ModelBuilder
  ) throws {
    let graph = builder.graph
    let (batch, steps, features) = (input.shape[0], input.shape[1], input.shape[2])
    let shape = Shape([batch, steps, kernel.shape[1]])
    func rows(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
      try graph.reshape(node, to: [batch * steps, features])
    }
    operands.bias = bias
    if masks > 0 {
      let drawn = try builder.dropoutMasks(
        [batch, masks, features], rate: dropout, name: "input")
      let width = kernel.shape[1] / masks
      var parts: [Graph.Node] = []
      for gate in 0..<masks {
        let mask = try graph.apply(Slice(axis: 1, from: gate, to: gate + 1), to: drawn)
        let masked = try graph.apply(Multiply(), to: input, mask)
        let columns = try graph.apply(
          Slice(axis: 1, from: gate * width, to: (gate + 1) * width), to: kernel)
        parts.append(try graph.apply(MatrixProduct(), to: rows(masked), columns))
      }
      let joined =
        parts.count == 1 ? parts[0] : try graph.apply(Concatenate(axis: 1), toAll: parts)
      operands.projected = try graph.reshape(joined, to: shape)
      return
    }
    guard let (table, indices) = graph.lookup(input), table.shape[0] < batch * steps else {
      let product = try graph.apply(MatrixProduct(), to: rows(input), kernel)
      operands.projected = try graph.reshape(product, to: shape)
      return
    }
    // Rows of a table that repeat are multiplied once: the same bits, far fewer products.
    operands.projected = try graph.apply(MatrixProduct(), to: table, kernel)
    operands.indices = indices
    if let bias, bias.shape[0] == kernel.shape[1] {
      operands.projected = try graph.apply(Add(), to: operands.projected, bias)
      operands.bias = nil
    }
  }
}

extension Graph {
  /// The table and the indices [batch × time] whose rows a node is made of.
  fileprivate func lookup(_ node: Node) -> (table: Node, indices: Node)? {
    guard case .operation(let operation, let inputs) = sources[node.index], operation is Gather,
      inputs[0].shape.rank == 2, inputs[1].shape.rank == 2
    else { return nil }
    return (inputs[0], inputs[1])
  }
}
