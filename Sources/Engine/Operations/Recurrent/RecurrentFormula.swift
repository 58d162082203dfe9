/// A recurrence step by step, out of elementary operations: what the kernels compute, for cells that
/// have no kernel and for higher derivatives.
package struct RecurrentFormula {
  /// Appends an activation of a node and gives its result; may throw what it likes.
  package typealias Function = (Graph.Node, Graph) throws -> Graph.Node

  /// The cell, and in which direction it runs.
  package let recurrence: Recurrence
  /// tanh in the usual cells.
  package let activation: Function
  /// A sigmoid in the usual cells.
  package let gateActivation: Function
  /// Whether a GRU resets after the product with the state.
  package let resetsAfter: Bool

  /// The usual cell where nothing is said: tanh, sigmoids, and of a GRU the form of cuDNN.
  package init(
    _ recurrence: Recurrence, resetsAfter: Bool = true,
    activation: @escaping Function = { node, graph in
      try graph.apply(HyperbolicTangent(), to: node)
    },
    gateActivation: @escaping Function = { node, graph in try graph.apply(Sigmoid(), to: node) }
  ) {
    self.recurrence = recurrence
    self.resetsAfter = resetsAfter
    self.activation = activation
    self.gateActivation = gateActivation
  }

  /// Appends all steps; the states after each in the order of time, and an LSTM's memories.
  ///
  /// A GRU's `projected` may have a fourth plane, which is added to q.
  package func append(
    _ operands: Recurrence.Operands, in graph: Graph
  ) throws -> (states: Graph.Node, memories: Graph.Node?) {
    var operands = operands
    if let indices = operands.indices {
      operands.projected = try graph.apply(Gather(), to: operands.projected, indices)
    }
    let (batch, steps) = (operands.projected.shape[0], operands.projected.shape[1])
    let units = operands.weights.shape[0]
    let zeros = try graph.apply(
      BroadcastTo([batch, units]), to: graph.constant(0, operands.weights.dtype))
    var state = State(h: operands.state ?? zeros, c: operands.memory ?? zeros)
    var (states, memories): ([Graph.Node], [Graph.Node]) = ([], [])
    let cell = try RecurrentStep(self, operands, in: graph)
    for position in 0..<steps {
      let step = recurrence.isReversed ? steps - 1 - position : position
      var next = try cell.append(step, state)
      if let present = operands.present {
        let here = try graph.apply(Slice(axis: 1, from: step, to: step + 1), to: present)
        next.h = try graph.apply(Where(), to: here, next.h, state.h)
        next.c = try graph.apply(Where(), to: here, next.c, state.c)
      }
      state = next
      states.append(try graph.apply(Reshape([batch, 1, units]), to: state.h))
      memories.append(try graph.apply(Reshape([batch, 1, units]), to: state.c))
    }
    if recurrence.isReversed {
      states.reverse()
      memories.reverse()
    }
    guard !states.isEmpty else {
      return (try graph.apply(BroadcastTo([batch, 0, units]), to: zeros), nil)
    }
    return (
      try graph.apply(Concatenate(axis: 1), toAll: states),
      recurrence.cell == .lstm ? try graph.apply(Concatenate(axis: 1), toAll: memories) : nil
    )
  }

  struct State {
    var h: Graph.Node
    var c: Graph.Node
  }
}

extension RecurrentForm {
  /// The operands under new names, so that gradients stop at them.
  func copies(of operands: [Graph.Node], in graph: Graph) throws(ShapeError) -> [Graph.Node] {
    var copies: [Graph.Node] = []
    for operand in operands { copies.append(try graph.apply(Identity(), to: operand)) }
    return copies
  }

  /// The formula's states after all steps, or before them.
  func states(
    _ operands: Recurrence.Operands, isBefore: Bool, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    do {
      let states = try RecurrentFormula(recurrence).append(operands, in: graph).states
      guard isBefore else { return states }
      let (batch, steps, units) = (states.shape[0], states.shape[1], states.shape[2])
      let first =
        if let state = operands.state {
          try graph.apply(Reshape([batch, 1, units]), to: state)
        } else {
          try graph.apply(BroadcastTo([batch, 1, units]), to: graph.constant(0, states.dtype))
        }
      let isReversed = recurrence.isReversed
      let others = try graph.apply(
        Slice(axis: 1, from: isReversed ? 1 : 0, to: isReversed ? steps : steps - 1), to: states)
      return try graph.apply(
        Concatenate(axis: 1), toAll: isReversed ? [others, first] : [first, others])
    } catch let error as ShapeError {
      throw error
    } catch {
      preconditionFailure("the usual cells throw nothing else")
    }
  }

  /// Masks and indices are constants.
  func withoutConstants(_ gradients: [Graph.Node]) -> [Graph.Node?] {
    let constants = [position(.present), position(.dropout), position(.indices)]
    return gradients.enumerated().map { constants.contains($0) ? nil : $1 }
  }
}
