import CKernels

/// A cell that is applied to all steps of a sequence, each time with the state it left before.
///
/// Simple: h = tanh(z + h·U). LSTM (Hochreiter and Schmidhuber, 1997), gates i f g o:
/// c = f·c + i·g, h = o·tanh c. GRU (Cho et al., 2014, in the form of cuDNN), gates z r ĥ:
/// ĥ = tanh(zĥ + r·(h·U + q)), h = z·h + (1 − z)·ĥ. The gates but g and ĥ are sigmoids.
package struct Recurrence: Sendable, Hashable {
  /// Which of the three formulas.
  package enum Cell: Sendable, Hashable { case simple, lstm, gru }

  /// The formula of a step.
  package let cell: Cell
  /// From the last step to the first.
  package let isReversed: Bool

  /// From the first step to the last, or `reversed`.
  package init(_ cell: Cell, reversed: Bool = false) {
    self.cell = cell
    isReversed = reversed
  }

  /// Products with the state, and so the width of kernels in units.
  package var gates: Int {
    switch cell {
    case .simple: 1
    case .lstm: 4
    case .gru: 3
    }
  }

  /// The width of the bias in units: a GRU has one more, q, for the state's part of ĥ.
  package var biases: Int { cell == .gru ? 4 : gates }

  /// Planes of units in what the kernel keeps of a step.
  var planes: Int {
    switch cell {
    case .simple: 1
    case .lstm: 6
    case .gru: 5
    }
  }

  /// Whether kernels have room for the states of one row.
  package static func fits(units: Int, dtype: DType) -> Bool {
    units * dtype.byteCount * 5 <= Int(NABLA_SCRATCH)
  }

  /// What a recurrence reads: the input's part of the gates, the state's weights, and more.
  package struct Operands {
    /// x·W for all steps, [batch × steps × gates·units]; with `indices` a table of its rows.
    package var projected: Graph.Node
    /// U, [units × gates·units].
    package var weights: Graph.Node
    /// [biases·units]
    package var bias: Graph.Node?
    /// The state before the first step, [batch × units]; zeros where `nil`.
    package var state: Graph.Node?
    /// An LSTM's c before the first step.
    package var memory: Graph.Node?
    /// [batch × steps]; where it is 0, a step leaves state and memory as they are. A constant.
    package var present: Graph.Node?
    /// What the state is multiplied with in products, [batch × 1 or gates × units]. A constant.
    package var dropout: Graph.Node?
    /// Which row of the table each step reads, [batch × steps]; NaN where there is none.
    package var indices: Graph.Node?

    /// The two that every recurrence has; the others are set where there are some.
    package init(projected: Graph.Node, weights: Graph.Node) {
      self.projected = projected
      self.weights = weights
    }

    var all: [Graph.Node] {
      [projected, weights] + [bias, state, memory, present, dropout, indices].compactMap { $0 }
    }
  }

  /// What a recurrence leaves.
  package struct Result {
    /// h after every step in the order of time, [batch × steps × units].
    package let states: Graph.Node
    /// An LSTM's c after every step, not differentiable; for going on where this ended.
    package let memories: Graph.Node?
  }
}

extension Graph {
  /// Appends a recurrence; its gradients have kernels of their own.
  package func recurrence(
    _ recurrence: Recurrence, _ operands: Recurrence.Operands
  ) throws(ShapeError) -> Recurrence.Result {
    let form = RecurrentForm(recurrence, operands)
    let trace = try form.trace(operands.all, in: self)
    let states = try apply(
      RecurrentStates(form: form, isBefore: false), toAll: [trace] + operands.all)
    guard recurrence.cell == .lstm else { return Recurrence.Result(states: states, memories: nil) }
    let units = states.shape[2]
    let memories = try apply(Slice(axis: 2, from: 4 * units, to: 5 * units), to: trace)
    return Recurrence.Result(
      states: states, memories: try apply(Transpose(permutation: [1, 0, 2]), to: memories))
  }
}
extension Graph {
  /// The recurrence whose states a node is, with what it reads; `nil` for other nodes.
  package func recurrence(of node: Node) -> (recurrence: Recurrence, operands: Recurrence.Operands)?
  {
    guard case .operation(let operation, let inputs) = sources[node.index],
      let states = operation as? RecurrentStates, !states.isBefore
    else { return nil }
    return (states.form.recurrence, states.form.operands(Array(inputs.dropFirst())))
  }
}
