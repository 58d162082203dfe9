import CKernels

/// The slopes of what goes into the gates of every step: [batch × steps × biases·units].
///
/// Inputs: the trace, what flows to the states, the turned panels, the recurrence's operands. Its
/// own gradient is that of the formula, step by step, so that there are derivatives of any order.
struct RecurrentSlopes: Operation {
  let form: RecurrentForm
  let name = "recurrence gradient"

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    let units = try form.check(Array(inputs.dropFirst(3)), self)
    let shape = inputs[1].shape
    return TensorType(
      [shape[0], shape[1], form.recurrence.biases * units], inputs[1].dtype)
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
    var widened = copies
    // What reaches the gates, with an own part for a GRU's q.
    let units = flow.shape[2]
    widened[0] =
      form.recurrence.cell == .gru
      ? try context.apply(Pad(axis: 2, before: 0, after: units), copies[0])
      : try context.apply(Identity(), copies[0])
    let states = try form.states(widened, isBefore: false, in: graph)
    let slopes = try graph.gradients(of: states, for: [widened[0]], startingWith: flow)[0]
    let gradients = try graph.gradients(
      of: slopes, for: [flow] + copies, startingWith: context.upstream)
    return [nil, gradients[0], nil] + form.withoutConstants(Array(gradients.dropFirst()))
  }
}
