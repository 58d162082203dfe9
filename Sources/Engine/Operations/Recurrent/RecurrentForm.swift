import CKernels

/// A recurrence and which of its optional operands there are; operands stand in a fixed order.
struct RecurrentForm: Sendable {
  enum Option: Int, Sendable, CaseIterable { case bias, state, memory, present, dropout }

  let recurrence: Recurrence
  let options: [Option]
  /// Dropout masks of the state: none, one, or one for each gate.
  let masks: Int

  init(_ recurrence: Recurrence, _ operands: Recurrence.Operands) {
    self.recurrence = recurrence
    let given = [
      operands.bias, operands.state, operands.memory, operands.present, operands.dropout,
    ]
    options = Option.allCases.filter { given[$0.rawValue] != nil }
    masks = operands.dropout.map { $0.shape.rank == 3 ? $0.shape[1] : 0 } ?? 0
  }

  /// Appends the kernel that keeps everything of every step.
  func trace(_ operands: [Graph.Node], in graph: Graph) throws(ShapeError) -> Graph.Node {
    let panels = try graph.apply(
      RecurrentPanels(recurrence: recurrence, isTurned: false), to: operands[1])
    return try graph.apply(RecurrentTrace(form: self), toAll: [panels] + operands)
  }

  /// Where an option stands among the operands.
  func position(_ option: Option) -> Int? { options.firstIndex(of: option).map { $0 + 2 } }

  func node(_ option: Option, in operands: [Graph.Node]) -> Graph.Node? {
    position(option).map { operands[$0] }
  }

  func operands(_ nodes: [Graph.Node]) -> Recurrence.Operands {
    var operands = Recurrence.Operands(projected: nodes[0], weights: nodes[1])
    operands.bias = node(.bias, in: nodes)
    operands.state = node(.state, in: nodes)
    operands.memory = node(.memory, in: nodes)
    operands.present = node(.present, in: nodes)
    operands.dropout = node(.dropout, in: nodes)
    return operands
  }

  /// The kernel's parameters, with `shift` operands in front of these.
  func parameters(
    _ operands: ArraySlice<TensorType>, shift: Int, isBefore: Bool = false
  ) -> nabla_recurrence {
    let projected = operands[operands.startIndex].shape
    func index(_ option: Option) -> Int64 { position(option).map { Int64($0 + shift) } ?? -1 }
    return nabla_recurrence(
      cell: recurrence.cell.kernel, batch: Int64(projected[0]), steps: Int64(projected[1]),
      units: Int64(projected[2] / recurrence.gates), reversed: recurrence.isReversed ? 1 : 0,
      masks: Int64(masks), before: isBefore ? 1 : 0, bias: index(.bias), state: index(.state),
      memory: index(.memory), present: index(.present), dropout: index(.dropout))
  }

  /// Refuses operands that do not fit one another; the units otherwise.
  func check(
    _ operands: [TensorType], _ operation: some Operation
  ) throws(ShapeError) -> Int {
    try operation.checkTypes(operands, count: 2 + options.count, floatsOnly: true)
    let (shape, gates) = (operands[0].shape, recurrence.gates)
    guard shape.rank == 3, shape[2] % gates == 0 else {
      throw operation.refusal("[batch × steps × \(gates)·units]", operands)
    }
    let units = shape[2] / gates
    guard Recurrence.fits(units: units, dtype: operands[0].dtype) else {
      throw operation.refusal("fewer units", operands)
    }
    var expected: [Shape] = [shape, [units, gates * units]]
    for option in options {
      switch option {
      case .bias: expected.append([recurrence.biases * units])
      case .state, .memory: expected.append([shape[0], units])
      case .present: expected.append([shape[0], shape[1]])
      case .dropout: expected.append([shape[0], masks, units])
      }
    }
    let isCell = recurrence.cell == .lstm || !options.contains(.memory)
    guard isCell, masks == 0 || masks == 1 || masks == gates,
      options.contains(.state) == options.contains(.memory) || recurrence.cell != .lstm,
      operands.map(\.shape) == expected
    else { throw operation.refusal("\(expected)", operands) }
    return units
  }

  /// Units of work and its rough time in nanoseconds.
  func work(_ operands: ArraySlice<TensorType>) -> (units: Int, cost: Double) {
    let shape = operands[operands.startIndex].shape
    let (rows, units) = (shape[0], shape[2] / recurrence.gates)
    let block = Int(NABLA_RECURRENT_ROWS)
    let cells = Double(rows) * Double(shape[1]) * Double(shape[2])
    return ((rows + block - 1) / block, cells * (Double(units) * 0.02 + 0.5))
  }

  func multiplyAccumulates(_ operands: ArraySlice<TensorType>) -> Int {
    let shape = operands[operands.startIndex].shape
    let (product, overflows) = shape.count.multipliedReportingOverflow(
      by: shape[2] / recurrence.gates)
    return overflows ? Int.max : product
  }
}

extension Recurrence.Cell {
  var kernel: Int64 {
    switch self {
    case .simple: Int64(nabla_cell_simple.rawValue)
    case .lstm: Int64(nabla_cell_lstm.rawValue)
    case .gru: Int64(nabla_cell_gru.rawValue)
    }
  }
}
