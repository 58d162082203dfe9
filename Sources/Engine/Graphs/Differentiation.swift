extension Graph {
  /// Appends the nodes of ∂(Σ output)/∂target for each target; zeros where nothing leads there.
  ///
  /// Walks the nodes backwards once. Contributions to a node with several readers are added in the
  /// order in which the walk meets them, so the result does not depend on anything but the graph.
  package func gradients(
    of output: Node, for targets: [Node], startingWith seed: Node? = nil
  ) throws(ShapeError) -> [Node] {
    let needed = ancestorsThatReach(targets, upTo: output)
    var upstream: [Int: Flow] = [:]
    upstream[output.index] =
      if let seed { Flow(sum: seed) } else { Flow(sum: try filled(1, like: output)) }
    for index in stride(from: output.index, through: 0, by: -1) {
      guard needed[index], let parts = upstream[index],
        case .operation(let operation, let inputs) = sources[index]
      else { continue }
      let outer = scope
      scope = scopes[index]
      defer { scope = outer }
      let flow = try total(of: parts)
      upstream[index] = Flow(sum: flow)
      let context = GradientContext(
        graph: self, inputs: inputs, output: nodes[index], upstream: flow,
        isNeeded: inputs.map { needed[$0.index] })
      let contributions = try operation.gradients(context)
      for (input, contribution) in zip(inputs, contributions) {
        guard needed[input.index], let contribution else { continue }
        try add(contribution, to: &upstream[input.index, default: Flow()])
      }
    }
    var result: [Node] = []
    for target in targets {
      if let parts = upstream[target.index] {
        result.append(try total(of: parts))
      } else {
        result.append(try filled(0, like: target))
      }
    }
    return result
  }

  /// What the readers of a node contribute, added up in their order.
  private struct Flow {
    var sum: Node?
    /// Gradients of slices that do not overlap are put side by side at the end: a sequence taken
    /// step by step would else be added up once for each step.
    var strips: [Strip] = []
  }

  private func add(_ part: Node, to flow: inout Flow) throws(ShapeError) {
    if case .operation(let operation, let inputs) = sources[part.index],
      let pad = operation as? Pad, pad.axis >= 0
    {
      let strip = Strip(start: pad.before, node: inputs[0], whole: part, axis: pad.axis)
      let fits = flow.strips.allSatisfy {
        $0.axis == strip.axis && !$0.range.overlaps(strip.range)
      }
      if fits {
        flow.strips.append(strip)
        return
      }
    }
    flow.sum = if let sum = flow.sum { try apply(Add(), to: sum, part) } else { part }
  }

  private func total(of flow: Flow) throws(ShapeError) -> Node {
    let side =
      switch flow.strips.count {
      case 0: Node?.none
      case 1: flow.strips[0].whole
      default: try joined(flow.strips)
      }
    guard let side, let sum = flow.sum else {
      guard let only = side ?? flow.sum else { preconditionFailure("a flow has a part") }
      return only
    }
    return try apply(Add(), to: sum, side)
  }

  /// Strips side by side along their axis, zeros in the gaps.
  private func joined(_ strips: [Strip]) throws(ShapeError) -> Node {
    let (axis, whole) = (strips[0].axis, strips[0].whole)
    var (parts, position): ([Node], Int) = ([], 0)
    func fill(to end: Int) throws(ShapeError) {
      guard end > position else { return }
      let shape = whole.shape.replacing(axis, with: end - position)
      parts.append(try apply(BroadcastTo(shape), to: constant(0, whole.dtype)))
    }
    for strip in strips.sorted(by: { $0.start < $1.start }) where !strip.range.isEmpty {
      try fill(to: strip.start)
      parts.append(strip.node)
      position = strip.range.upperBound
    }
    try fill(to: whole.shape[axis])
    return try apply(Concatenate(axis: axis), toAll: parts)
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
      // Whole numbers end a path, but for those that stand for real ones: what they make refuses a gradient.
      guard case .operation(let operation, let inputs) = sources[index],
        nodes[index].dtype.isFloat || operation is QuantizeRows || operation is QuantizedPatches
      else { continue }
      reaches[index] = inputs.contains { reaches[$0.index] }
    }
    return reaches
  }
}

/// The gradient of a slice before it is padded.
private struct Strip {
  let start: Int
  let node: Graph.Node
  let whole: Graph.Node
  let axis: Int

  var range: Range<Int> { start..<start + node.shape[axis] }
}
