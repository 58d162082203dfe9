extension Graph {
  /// Appends the nodes of ∂(Σ output)/∂target for each target; zeros where nothing leads there.
  ///
  /// Walks the nodes backwards once. Contributions to a node with several readers are added in the
  /// order in which the walk meets them, so the result does not depend on anything but the graph.
  public func gradients(
    of output: Node, for targets: [Node], startingWith seed: Node? = nil
  ) throws(ShapeError) -> [Node] {
    let needed = ancestorsThatReach(targets, upTo: output)
    var upstream: [Int: Node] = [:]
    upstream[output.index] =
      seed ?? constant(Tensor([Double](repeating: 1, count: output.shape.count), output.shape, output.dtype))
    for index in stride(from: output.index, through: 0, by: -1) {
      guard needed[index], let flow = upstream[index],
        case .operation(let operation, let inputs) = sources[index]
      else { continue }
      let outer = scope
      scope = scopes[index]
      defer { scope = outer }
      let context = GradientContext(
        graph: self, inputs: inputs, output: nodes[index], upstream: flow,
        isNeeded: inputs.map { needed[$0.index] })
      let contributions = try operation.gradients(context)
      for (input, contribution) in zip(inputs, contributions) {
        guard needed[input.index], let contribution else { continue }
        if let sum = upstream[input.index] {
          upstream[input.index] = try apply(Add(), to: sum, contribution)
        } else {
          upstream[input.index] = contribution
        }
      }
    }
    var result: [Node] = []
    for target in targets {
      result.append(
        upstream[target.index]
          ?? constant(
            Tensor([Double](repeating: 0, count: target.shape.count), target.shape, target.dtype)))
    }
    return result
  }

  /// Which nodes up to `output` depend on one of the targets (targets included).
  private func ancestorsThatReach(_ targets: [Node], upTo output: Node) -> [Bool] {
    var reaches = [Bool](repeating: false, count: output.index + 1)
    for target in targets where target.index <= output.index { reaches[target.index] = true }
    for index in 0...output.index where !reaches[index] {
      guard case .operation(_, let inputs) = sources[index], nodes[index].dtype.isFloat else {
        continue
      }
      reaches[index] = inputs.contains { reaches[$0.index] }
    }
    return reaches
  }
}
