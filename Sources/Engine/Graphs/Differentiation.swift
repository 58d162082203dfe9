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
      if let seed { seed } else { try filled(1, like: output) }
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
      if let known = upstream[target.index] {
        result.append(known)
      } else {
        result.append(try filled(0, like: target))
      }
    }
    return result
  }

  /// One number everywhere; kept as a scalar until it is needed.
  private func filled(_ number: Double, like node: Node) throws(ShapeError) -> Node {
    let scalar = constant(number, node.dtype)
    return node.shape.rank == 0 ? scalar : try apply(BroadcastTo(node.shape), to: scalar)
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
