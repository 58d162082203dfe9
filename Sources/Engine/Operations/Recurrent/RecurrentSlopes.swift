import CKernels

/// The slopes of what goes into the gates of every step: [batch × steps × biases·units].
///
/// Inputs: the trace, what flows to the states, the turned panels, the recurrence's operands. Its
/// own gradient is that of the formula, step by step, so that there are derivatives of any order.
struct RecurrentSlopes: Operation {
  let form: RecurrentForm
  let name = "recurrence gradient"

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    let (batch, steps, units) = try form.check(inputs.dropFirst(3), self)
    return TensorType([batch, steps, form.recurrence.biases * units], inputs[1].dtype)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let operands = inputs.dropFirst(3)
    let work = form.work(operands)
    let parameters = form.parameters(operands, shift: 3)
    return Kernel(
      nabla_kernel_recurrent_backward, output.dtype, parameters,
      units: output.shape.count == 0 ? 0 : work.units, cost: work.cost)
  }

  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    form.multiplyAccumulates(inputs.dropFirst(3))
  }

  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let graph = context.graph
    let flow = try context.apply(Identity(), context.inputs[1])
    let copies = try form.copies(of: Array(context.inputs.dropFirst(3)), in: graph)
    var operands = form.operands(copies)
    if let indices = operands.indices {
      operands.projected = try context.apply(Gather(), operands.projected, indices)
      operands.indices = nil
    }
    // What reaches the gates, with an own part for a GRU's q.
    operands.projected =
      form.recurrence.cell == .gru
      ? try context.apply(Pad(axis: 2, before: 0, after: flow.shape[2]), operands.projected)
      : try context.apply(Identity(), operands.projected)
    let states = try form.states(operands, isBefore: false, in: graph)
    let slopes = try graph.gradients(
      of: states, for: [operands.projected], startingWith: flow)[0]
    let gradients = try graph.gradients(
      of: slopes, for: [flow] + copies, startingWith: context.upstream)
    return [nil, gradients[0], nil] + form.withoutConstants(Array(gradients.dropFirst()))
  }
}
