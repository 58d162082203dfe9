import CKernels

/// The state's weights as the kernels read them: panels of columns, gate after gate.
///
/// A copy that only recurrences read; gradients go to the weights themselves.
struct RecurrentPanels: Operation {
  let recurrence: Recurrence
  /// For products with the transposed weights.
  let isTurned: Bool
  let name = "recurrent panels"

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: true)
    guard inputs[0].shape.rank == 2 else { throw refusal("[units × gates·units]", inputs) }
    let width = Int(nabla_panel_columns(Int32(inputs[0].dtype.rawValue)))
    let units = inputs[0].shape[0]
    return TensorType(
      [recurrence.gates, (units + width - 1) / width, units, width], inputs[0].dtype)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let parameters = nabla_recurrence(
      cell: recurrence.cell.kernel, batch: 0, steps: 0, units: Int64(output.shape[2]),
      reversed: isTurned ? 1 : 0, masks: 0, before: 0, bias: -1, state: -1, memory: -1,
      present: -1, dropout: -1, indices: -1, rows: 0)
    return Kernel(
      nabla_kernel_recurrent_panels, output.dtype, parameters,
      units: output.shape.count == 0 ? 0 : output.shape[0] * output.shape[1],
      cost: Double(output.shape.count) * 0.5)
  }
}

/// Runs the cell over all steps and keeps gates, memory and state of each: [steps × batch × planes].
///
/// Inputs: panels of the weights, then the recurrence's operands. `RecurrentStates` carries the
/// gradient.
struct RecurrentTrace: Operation {
  let form: RecurrentForm
  let name = "recurrence"

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    let (batch, steps, units) = try form.check(inputs.dropFirst(), self)
    return TensorType([steps, batch, form.recurrence.planes * units], inputs[1].dtype)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let operands = inputs.dropFirst()
    let work = form.work(operands)
    let parameters = form.parameters(operands, shift: 1)
    return Kernel(
      nabla_kernel_recurrent_forward, output.dtype, parameters,
      units: output.shape.count == 0 ? 0 : work.units, cost: work.cost)
  }

  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    form.multiplyAccumulates(inputs.dropFirst())
  }
}
