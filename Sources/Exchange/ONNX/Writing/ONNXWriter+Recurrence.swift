import Engine
import Formats

extension ONNXWriter {
  /// A recurrence by ONNX's `LSTM`, `GRU` or `RNN`; where steps are left out by a mask, step by step.
  func append(
    _ recurrence: Recurrence, _ operands: Recurrence.Operands, _ node: Graph.Node
  ) throws(ExportError) {
    guard operands.dropout == nil else { throw unsupported("dropout of states", node) }
    if operands.present != nil || !isConstant(operands.weights) {
      return try appendSteps(recurrence, operands, node)
    }
    let units = node.shape[2]
    let gates = recurrence.cell.order
    let (x, kernel) = try sequence(recurrence, operands, units)
    let weights = try value(of: operands.weights).permuted([1, 0]).blocks(gates, units)
    var inputs = [
      add("Transpose", [x], [("perm", .ints([1, 0, 2]))]),
      initializer(kernel.withFirstAxis, "kernel"),
      initializer(weights.withFirstAxis, "recurrent_kernel"),
      try bias(recurrence, operands, units), "", try state(operands.state),
    ]
    if recurrence.cell == .lstm { inputs.append(try state(operands.memory)) }
    while inputs.last?.isEmpty == true { inputs.removeLast() }
    var settings: [(name: String, value: ONNXAttribute)] = [("hidden_size", .int(units))]
    if recurrence.isReversed { settings.append(("direction", .string("reverse"))) }
    if recurrence.cell == .gru { settings.append(("linear_before_reset", .int(1))) }
    // [time × 1 × batch × units] → [batch × time × units]
    let states = add(recurrence.cell.operation, inputs, settings)
    let flat = add("Squeeze", [states, vector([1])])
    give(add("Transpose", [flat], [("perm", .ints([1, 0, 2]))]), to: node)
  }

  /// The numbers of all steps [batch × time × features] with the kernel for them.
  ///
  /// Where products with the input stand before the recurrence, they are left to ONNX's operator.
  private func sequence(
    _ recurrence: Recurrence, _ operands: Recurrence.Operands, _ units: Int
  ) throws(ExportError) -> (String, Tensor) {
    let gates = recurrence.cell.order
    if operands.indices == nil,
      case .operation(let reshape, let flat) = pair.graph.sources[operands.projected.index],
      reshape is Reshape,
      case .operation(let product as MatrixProduct, let factors) = pair.graph.sources[
        flat[0].index],
      !product.transposeLeft, !product.transposeRight, isConstant(factors[1]),
      case .operation(let rows, let whole) = pair.graph.sources[factors[0].index],
      rows is Reshape, whole[0].shape.rank == 3
    {
      let kernel = try value(of: factors[1]).permuted([1, 0]).blocks(gates, units)
      return (try name(of: whole[0]), kernel)
    }
    var x = try name(of: operands.projected)
    if let indices = operands.indices {
      x = add("Gather", [x, try name(of: indices)], [("axis", .int(0))])
    }
    let width = recurrence.gates * units
    let one = Tensor(TensorType([width, width], .float32)) { $0 / width == $0 % width ? 1 : 0 }
    return (x, one.blocks(gates, units))
  }

  /// Biases of the input and of the state, one behind the other.
  private func bias(
    _ recurrence: Recurrence, _ operands: Recurrence.Operands, _ units: Int
  ) throws(ExportError) -> String {
    guard let node = operands.bias else { return "" }
    let gates = recurrence.cell.order
    let numbers = try value(of: node).doubles
    var (input, state) = (numbers, [Double](repeating: 0, count: recurrence.gates * units))
    if recurrence.cell == .gru {
      // The last block belongs to the state's part of ĥ.
      input = Array(numbers[0..<3 * units])
      state.replaceSubrange(2 * units..<3 * units, with: numbers[3 * units..<4 * units])
    }
    func ordered(_ numbers: [Double]) -> [Double] {
      gates.flatMap { numbers[$0 * units..<($0 + 1) * units] }
    }
    let all = ordered(input) + ordered(state)
    return initializer(Tensor(all, [1, all.count], .float32), "bias")
  }

  private func state(_ node: Graph.Node?) throws(ExportError) -> String {
    guard let node else { return "" }
    return add("Unsqueeze", [try name(of: node), vector([0])])
  }

  /// The formula of each step, one after the other.
  private func appendSteps(
    _ recurrence: Recurrence, _ operands: Recurrence.Operands, _ node: Graph.Node
  ) throws(ExportError) {
    guard let states = pair.unroll(recurrence, at: node) else {
      throw unsupported("a recurrence", node)
    }
    take(states.new)
    for index in states.new {
      let node = pair.graph.nodes[index]
      if followsInputs(node) || !pair.isFixed(node) { try append(node) }
    }
    give(try name(of: states.node), to: node)
  }
}

extension Recurrence.Cell {
  /// Where the gates of ONNX stand among those of nabla: i o f c of i f g o, z r h of z r h.
  fileprivate var order: [Int] {
    switch self {
    case .simple: [0]
    case .lstm: [0, 3, 1, 2]
    case .gru: [0, 1, 2]
    }
  }

  fileprivate var operation: String {
    switch self {
    case .simple: "RNN"
    case .lstm: "LSTM"
    case .gru: "GRU"
    }
  }
}

extension Tensor {
  /// Blocks of `units` rows in another order.
  fileprivate func blocks(_ order: [Int], _ units: Int) -> Tensor {
    let width = shape[1]
    return Tensor(type) { position in
      let (row, column) = (position / width, position % width)
      return self[(order[row / units] * units + row % units) * width + column]
    }
  }

  fileprivate var withFirstAxis: Tensor { reshaped(Shape([1] + shape.extents)) }
}
