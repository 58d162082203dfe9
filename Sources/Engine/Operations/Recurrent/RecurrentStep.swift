/// One step of a recurrence out of elementary operations.
struct RecurrentStep {
  let formula: RecurrentFormula
  let operands: Recurrence.Operands
  let units: Int
  let graph: Graph

  func append(
    _ step: Int, _ state: RecurrentFormula.State
  ) throws -> RecurrentFormula.State {
    switch formula.recurrence.cell {
    case .simple:
      let sum = try gate(0, step, state.h)
      return RecurrentFormula.State(h: try formula.activation(sum, graph), c: state.c)
    case .lstm: return try longShortTerm(step, state)
    case .gru: return try gated(step, state)
    }
  }

  private func longShortTerm(
    _ step: Int, _ state: RecurrentFormula.State
  ) throws -> RecurrentFormula.State {
    let input = try formula.gateActivation(gate(0, step, state.h), graph)
    let forget = try formula.gateActivation(gate(1, step, state.h), graph)
    let new = try formula.activation(gate(2, step, state.h), graph)
    let output = try formula.gateActivation(gate(3, step, state.h), graph)
    let c = try sum(product(forget, state.c), product(input, new))
    return RecurrentFormula.State(h: try product(output, formula.activation(c, graph)), c: c)
  }

  private func gated(
    _ step: Int, _ state: RecurrentFormula.State
  ) throws -> RecurrentFormula.State {
    let update = try formula.gateActivation(gate(0, step, state.h), graph)
    let reset = try formula.gateActivation(gate(1, step, state.h), graph)
    let h = formula.resetsAfter ? state.h : try product(reset, state.h)
    var inner = try recurrent(2, h)
    if operands.bias != nil { inner = try sum(inner, bias(3)) }
    if operands.projected.shape[2] == 4 * units { inner = try sum(inner, projected(3, step)) }
    if formula.resetsAfter { inner = try product(reset, inner) }
    let new = try formula.activation(sum(input(2, step), inner), graph)
    let rest = try graph.apply(Subtract(), to: graph.constant(1, new.dtype), update)
    return RecurrentFormula.State(
      h: try sum(product(update, state.h), product(rest, new)), c: state.c)
  }

  /// What goes into a gate.
  private func gate(_ index: Int, _ step: Int, _ h: Graph.Node) throws -> Graph.Node {
    try sum(input(index, step), recurrent(index, h))
  }

  /// The input's part of a gate, with its bias.
  private func input(_ index: Int, _ step: Int) throws -> Graph.Node {
    let part = try projected(index, step)
    return operands.bias == nil ? part : try sum(part, bias(index))
  }

  private func projected(_ index: Int, _ step: Int) throws -> Graph.Node {
    let now = try graph.apply(Slice(axis: 1, from: step, to: step + 1), to: operands.projected)
    let part = try graph.apply(
      Slice(axis: 2, from: index * units, to: (index + 1) * units), to: now)
    return try graph.apply(Reshape([part.shape[0], units]), to: part)
  }

  private func bias(_ index: Int) throws -> Graph.Node {
    guard let bias = operands.bias else { return graph.constant(0, operands.weights.dtype) }
    return try graph.apply(Slice(axis: 0, from: index * units, to: (index + 1) * units), to: bias)
  }

  /// The state's part of a gate: its columns of h·U, with the gate's own mask on h.
  private func recurrent(_ index: Int, _ h: Graph.Node) throws -> Graph.Node {
    var h = h
    if let dropout = operands.dropout {
      let mask = dropout.shape[1] > 1 ? index : 0
      let part = try graph.apply(Slice(axis: 1, from: mask, to: mask + 1), to: dropout)
      h = try product(h, graph.apply(Reshape(h.shape), to: part))
    }
    let weights = try graph.apply(
      Slice(axis: 1, from: index * units, to: (index + 1) * units), to: operands.weights)
    return try graph.apply(MatrixProduct(), to: h, weights)
  }

  private func product(_ a: Graph.Node, _ b: Graph.Node) throws -> Graph.Node {
    try graph.apply(Multiply(), to: a, b)
  }

  private func sum(_ a: Graph.Node, _ b: Graph.Node) throws -> Graph.Node {
    try graph.apply(Add(), to: a, b)
  }
}
