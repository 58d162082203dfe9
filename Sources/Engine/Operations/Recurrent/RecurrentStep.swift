/// The steps of a recurrence out of elementary operations; what all steps share is cut once.
struct RecurrentStep {
  private let formula: RecurrentFormula
  private let graph: Graph
  private let units: Int
  /// The input's part of each gate, [batch × steps × units].
  private var inputs: [Graph.Node] = []
  /// The state's weights, its dropout mask and the bias of each gate.
  private var weights: [Graph.Node] = []
  private var masks: [Graph.Node] = []
  private var biases: [Graph.Node] = []

  init(_ formula: RecurrentFormula, _ operands: Recurrence.Operands, in graph: Graph) throws {
    (self.formula, self.graph) = (formula, graph)
    units = operands.weights.shape[0]
    inputs = try planes(of: operands.projected, axis: 2)
    weights = try planes(of: operands.weights, axis: 1)
    if let bias = operands.bias { biases = try planes(of: bias, axis: 0) }
    guard let dropout = operands.dropout else { return }
    for index in 0..<dropout.shape[1] {
      let mask = try graph.apply(Slice(axis: 1, from: index, to: index + 1), to: dropout)
      masks.append(try graph.apply(Reshape([dropout.shape[0], units]), to: mask))
    }
  }

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
    if biases.count > 3 { inner = try sum(inner, biases[3]) }
    if inputs.count > 3 { inner = try sum(inner, projected(3, step)) }
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
    return biases.isEmpty ? part : try sum(part, biases[index])
  }

  private func projected(_ index: Int, _ step: Int) throws -> Graph.Node {
    let part = try graph.apply(Slice(axis: 1, from: step, to: step + 1), to: inputs[index])
    return try graph.apply(Reshape([part.shape[0], units]), to: part)
  }

  /// The state's part of a gate: its columns of h·U, with the gate's own mask on h.
  private func recurrent(_ index: Int, _ h: Graph.Node) throws -> Graph.Node {
    let masked = masks.isEmpty ? h : try product(h, masks[masks.count > 1 ? index : 0])
    return try graph.apply(MatrixProduct(), to: masked, weights[index])
  }

  /// A node cut into planes of `units` along an axis.
  private func planes(of node: Graph.Node, axis: Int) throws -> [Graph.Node] {
    var planes: [Graph.Node] = []
    for start in stride(from: 0, to: node.shape[axis], by: units) {
      planes.append(try graph.apply(Slice(axis: axis, from: start, to: start + units), to: node))
    }
    return planes
  }

  private func product(_ a: Graph.Node, _ b: Graph.Node) throws -> Graph.Node {
    try graph.apply(Multiply(), to: a, b)
  }

  private func sum(_ a: Graph.Node, _ b: Graph.Node) throws -> Graph.Node {
    try graph.apply(Add(), to: a, b)
  }
}
