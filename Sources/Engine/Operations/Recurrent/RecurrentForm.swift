import CKernels

/// A recurrence and which of its optional operands there are; operands stand in a fixed order.
struct RecurrentForm: Sendable {
  enum Option: Int, Sendable, CaseIterable {
    case bias, state, memory, present, dropout, indices
  }

  let recurrence: Recurrence
  let options: [Option]
  /// Dropout masks of the state: none, one, or one for each gate.
  let masks: Int

  init(_ recurrence: Recurrence, _ operands: Recurrence.Operands) {
    self.recurrence = recurrence
    let given = [
      operands.bias, operands.state, operands.memory, operands.present, operands.dropout,
      operands.indices,
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
    operands.indices = node(.indices, in: nodes)
    return operands
  }

  /// The kernel's parameters, with `shift` operands in front of these.
  func parameters(
    _ operands: ArraySlice<TensorType>, shift: Int, isBefore: Bool = false
  ) -> nabla_recurrence {
    let (batch, steps, units) = extents(operands)
    func index(_ option: Option) -> Int64 { position(option).map { Int64($0 + shift) } ?? -1 }
    return nabla_recurrence(
      cell: recurrence.cell.kernel, batch: Int64(batch), steps: Int64(steps),
      units: Int64(units), reversed: recurrence.isReversed ? 1 : 0,
      masks: Int64(masks), before: isBefore ? 1 : 0, bias: index(.bias), state: index(.state),
      memory: index(.memory), present: index(.present), dropout: index(.dropout),
      indices: index(.indices), rows: Int64(operands[operands.startIndex].shape[0]))
  }

  /// Batch, steps and units of operands that fit one another.
  func extents(_ operands: ArraySlice<TensorType>) -> (batch: Int, steps: Int, units: Int) {
    let projected = operands[operands.startIndex].shape
    let steps = position(.indices).map { operands[operands.startIndex + $0].shape } ?? projected
    return (steps[0], steps[1], projected[projected.rank - 1] / recurrence.gates)
  }

  /// Refuses operands that do not fit one another.
  func check(
    _ operands: ArraySlice<TensorType>, _ operation: some Operation
  ) throws(ShapeError) -> (batch: Int, steps: Int, units: Int) {
    let (operands, gates) = (Array(operands), recurrence.gates)
    let isTable = options.contains(.indices)
    guard operands.count == 2 + options.count else {
      throw operation.refusal("\(2 + options.count) operands", operands)
    }
    let floats = isTable ? Array(operands.dropLast()) : operands
    try operation.checkTypes(floats, count: floats.count, floatsOnly: true)
    let projected = operands[0].shape
    let steps = isTable ? operands[operands.count - 1] : operands[0]
    guard projected.rank == (isTable ? 2 : 3), projected[projected.rank - 1] % gates == 0,
      !isTable || (steps.dtype == .int32 && steps.shape.rank == 2)
    else { throw operation.refusal("[batch × steps × \(gates)·units]", operands) }
    let extents = extents(operands[...])
    let (batch, units) = (extents.batch, extents.units)
    guard Recurrence.fits(units: units, dtype: operands[0].dtype) else {
      throw operation.refusal("fewer units", operands)
    }
    var expected: [Shape] = [projected, [units, gates * units]]
    for option in options {
      switch option {
      case .bias: expected.append([recurrence.biases * units])
      case .state, .memory: expected.append([batch, units])
      case .present, .indices: expected.append([batch, extents.steps])
      case .dropout: expected.append([batch, masks, units])
      }
    }
    let isCell = recurrence.cell == .lstm || !options.contains(.memory)
    guard isCell, masks == 0 || masks == 1 || masks == gates,
      options.contains(.state) == options.contains(.memory) || recurrence.cell != .lstm,
      operands.map(\.shape) == expected
    else { throw operation.refusal("\(expected)", operands) }
    return extents
  }

  /// Units of work and its rough time in nanoseconds.
  func work(_ operands: ArraySlice<TensorType>) -> (units: Int, cost: Double) {
    let (rows, steps, units) = extents(operands)
    let block = Int(NABLA_RECURRENT_ROWS)
    let cells = Double(rows) * Double(steps) * Double(recurrence.gates * units)
    return ((rows + block - 1) / block, cells * (Double(units) * 0.02 + 0.5))
  }

  func multiplyAccumulates(_ operands: ArraySlice<TensorType>) -> Int {
    let (batch, steps, units) = extents(operands)
    let (product, overflows) = Shape([batch, steps, units, recurrence.gates]).count
      .multipliedReportingOverflow(by: units)
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
