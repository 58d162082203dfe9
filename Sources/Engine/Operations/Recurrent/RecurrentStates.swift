import CKernels

/// The states after all steps, or before them, out of a trace: [batch × steps × units].
///
/// Inputs: the trace, then the recurrence's operands, which the gradient goes to.
struct RecurrentStates: Operation {
  let form: RecurrentForm
  let isBefore: Bool
  let name = "recurrence"

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    let (batch, steps, units) = try form.check(inputs.dropFirst(), self)
    return TensorType([batch, steps, units], inputs[1].dtype)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let parameters = form.parameters(inputs.dropFirst(), shift: 1, isBefore: isBefore)
    return Kernel(
      nabla_kernel_recurrent_states, output.dtype, parameters,
      units: output.shape.count == 0 ? 0 : output.shape[0], cost: Double(output.shape.count) * 0.2)
  }

  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let operands = Array(context.inputs.dropFirst())
    let needed = context.isNeeded.dropFirst()
    let flow = try flow(context)
    let startNeeded = [form.position(.state), form.position(.memory)].contains { position in
      position.map { needed[$0 + 1] } ?? false
    }
    // States before the first step are rarely trained; the formula knows how.
    if startNeeded || (isBefore && form.options.contains(.state)) {
      return [nil] + (try formulaGradients(context, operands))
    }
    let panels = try context.apply(
      RecurrentPanels(recurrence: form.recurrence, isTurned: true), operands[1])
    let slopes = try context.graph.apply(
      RecurrentSlopes(form: form), toAll: [context.inputs[0], flow, panels] + operands)
    var result = [Graph.Node?](repeating: nil, count: operands.count)
    if needed[1] { result[0] = try projected(slopes, operands, context) }
    if needed[2] {
      let before = try context.graph.apply(
        RecurrentStates(form: form, isBefore: true), toAll: context.inputs)
      result[1] = try weightGradient(before, slopes, operands, context)
    }
    if let bias = form.position(.bias), needed[bias + 1] {
      result[bias] = try context.apply(SumTo(operands[bias].shape), slopes)
    }
    return [nil] + result
  }

  /// What flows to the states after the steps.
  private func flow(_ context: GradientContext) throws(ShapeError) -> Graph.Node {
    guard isBefore else { return context.upstream }
    let steps = context.upstream.shape[1]
    let isReversed = form.recurrence.isReversed
    let kept = try context.apply(
      Slice(axis: 1, from: isReversed ? 0 : 1, to: isReversed ? steps - 1 : steps),
      context.upstream)
    return try context.apply(
      Pad(axis: 1, before: isReversed ? 1 : 0, after: isReversed ? 0 : 1), kept)
  }

  /// A GRU's last plane of slopes belongs to q, which the input does not reach.
  private func projected(
    _ slopes: Graph.Node, _ operands: [Graph.Node], _ context: GradientContext
  ) throws(ShapeError) -> Graph.Node {
    let table = operands[0].shape
    let width = table[table.rank - 1]
    let part =
      slopes.shape[2] == width
      ? slopes : try context.apply(Slice(axis: 2, from: 0, to: width), slopes)
    guard let indices = form.node(.indices, in: operands) else { return part }
    return try context.apply(ScatterAdd(rows: table[0]), part, indices)
  }

  /// ∂U = hᵀ·slopes, one product over all rows and steps, or one for each gate.
  private func weightGradient(
    _ before: Graph.Node, _ slopes: Graph.Node, _ operands: [Graph.Node],
    _ context: GradientContext
  ) throws(ShapeError) -> Graph.Node {
    let (units, gates) = (before.shape[2], form.recurrence.gates)
    let rows = before.shape[0] * before.shape[1]
    // Planes of slopes that follow one another and share their mask make one product.
    var runs: [Range<Int>] = [0..<gates]
    if form.recurrence.cell == .gru { runs = [0..<2, 3..<4] }
    if form.masks > 1 { runs = runs.flatMap { $0.map { $0..<$0 + 1 } } }
    var parts: [Graph.Node] = []
    for (index, run) in runs.enumerated() {
      var left = before
      if let dropout = form.node(.dropout, in: operands) {
        let mask = try context.apply(
          Slice(
            axis: 1, from: form.masks > 1 ? index : 0, to: form.masks > 1 ? index + 1 : 1),
          dropout)
        left = try context.product(before, mask)
      }
      var right = slopes
      if run.count * units != slopes.shape[2] {
        right = try context.apply(
          Slice(axis: 2, from: run.lowerBound * units, to: run.upperBound * units), slopes)
      }
      parts.append(
        try context.apply(
          MatrixProduct(transposeLeft: true), context.apply(Reshape([rows, units]), left),
          context.apply(Reshape([rows, run.count * units]), right)))
    }
    return parts.count == 1
      ? parts[0] : try context.graph.apply(Concatenate(axis: 1), toAll: parts)
  }

  private func formulaGradients(
    _ context: GradientContext, _ operands: [Graph.Node]
  ) throws(ShapeError) -> [Graph.Node?] {
    let copies = try form.copies(of: operands, in: context.graph)
    let states = try form.states(
      form.operands(copies), isBefore: isBefore, in: context.graph)
    let gradients = try context.graph.gradients(
      of: states, for: copies, startingWith: context.upstream)
    return form.withoutConstants(gradients)
  }
}
