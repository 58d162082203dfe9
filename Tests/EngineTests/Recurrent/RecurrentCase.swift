import Engine

/// A recurrence with operands of a few steps, every option on or off.
struct RecurrentCase: Sendable, CustomStringConvertible {
  let recurrence: Recurrence
  var hasBias = false
  var hasState = false
  var hasMask = false
  /// Steps read the rows of a table of three.
  var hasTable = false
  /// Dropout masks of the state.
  var masks = 0
  var batch = 3
  var steps = 4
  var units = 2

  static let all: [RecurrentCase] = [Recurrence.Cell.simple, .lstm, .gru].flatMap { cell in
    let plain = RecurrentCase(recurrence: Recurrence(cell))
    let back = RecurrentCase(recurrence: Recurrence(cell, reversed: true))
    var (biased, started, masked, tied, untied) = (plain, plain, back, plain, back)
    biased.hasBias = true
    (started.hasState, started.hasMask) = (true, true)
    (masked.hasMask, masked.hasBias) = (true, true)
    tied.masks = 1
    (untied.masks, untied.hasMask, untied.hasBias) = (untied.recurrence.gates, true, true)
    var table = biased
    (table.hasTable, table.hasMask) = (true, true)
    return [plain, back, biased, started, masked, tied, untied, table]
  }

  var description: String {
    let options = [
      hasBias ? "bias" : nil, hasState ? "state" : nil, hasMask ? "mask" : nil,
      hasTable ? "table" : nil,
      masks > 0 ? "\(masks) dropout masks" : nil, recurrence.isReversed ? "reversed" : nil,
    ]
    return (["\(recurrence.cell)"] + options.compactMap { $0 }).joined(separator: ", ")
  }

  /// The operands as variables, masks as constants.
  func operands(_ dtype: DType = .float64) -> (
    variables: [Variable], append: (Graph) -> Recurrence.Operands
  ) {
    let stream = RandomStream(seed: 3, purpose: .data, name: "recurrence", occurrence: 0)
    func random(_ name: String, _ extents: [Int], _ step: UInt64) -> Variable {
      Variable(name, stream.normalTensor(Shape(extents), dtype, step: step))
    }
    let gates = recurrence.gates
    var variables = [
      random("projected", (hasTable ? [3] : [batch, steps]) + [gates * units], 1),
      random("weights", [units, gates * units], 2),
    ]
    if hasBias { variables.append(random("bias", [recurrence.biases * units], 3)) }
    if hasState { variables.append(random("state", [batch, units], 4)) }
    if hasState, recurrence.cell == .lstm {
      variables.append(random("memory", [batch, units], 5))
    }
    let (all, form) = (variables, self)
    let present = Tensor(
      (0..<batch * steps).map { $0 % 3 == 1 ? 0 : 1 }, [batch, steps], dtype)
    let indices = Tensor((0..<batch * steps).map { Int32($0 * 5 % 3) }, [batch, steps])
    let dropout = Tensor(
      (0..<batch * masks * units).map { $0 % 4 == 1 ? 0 : 1.5 }, [batch, masks, units], dtype)
    return (
      variables,
      { graph in
        var nodes = all.map { graph.variable($0) }
        var operands = Recurrence.Operands(
          projected: nodes.removeFirst(), weights: nodes.removeFirst())
        if form.hasBias { operands.bias = nodes.removeFirst() }
        if form.hasState { operands.state = nodes.removeFirst() }
        operands.memory = nodes.first
        if form.hasMask { operands.present = graph.constant(present) }
        if form.hasTable { operands.indices = graph.constant(indices) }
        if form.masks > 0 { operands.dropout = graph.constant(dropout) }
        return operands
      }
    )
  }

  /// Σ weightᵢ·stateᵢ with unequal weights.
  func loss(of states: Graph.Node, in graph: Graph) throws -> Graph.Node {
    let weights = (0..<states.shape.count).map { 0.5 + 0.25 * Double($0 % 5) }
    return try graph.apply(
      Sum(),
      to: graph.apply(
        Multiply(), to: states, graph.constant(Tensor(weights, states.shape, states.dtype))))
  }
}
