import Engine
import Learning

/// A model's forward pass for two sizes of batch: what differs between them depends on the size.
struct GraphPair {
  /// The sizes of the batches; no multiple of one is easily one of the other's.
  let (small, large): (Int, Int)
  let graph: Graph
  let other: Graph
  let inputs: [Graph.Node]
  let output: Graph.Node
  let mask: Graph.Node?

  /// An extent for any batch.
  enum Extent: Equatable {
    case known(Int)
    /// So many times the batch.
    case batches(Int)
  }

  /// What is computed for one size of batch.
  typealias Appended = (
    graph: Graph, inputs: [Graph.Node], output: Graph.Node, mask: Graph.Node?
  )

  /// Appends the model twice, in its own type.
  init(_ model: Model) throws(ExportError) {
    try self.init(named: model.name, format: "ONNX") { (rows) throws(ExportError) in
      try Self.append(model, rows)
    }
  }

  /// Calls `append` for two sizes of batch.
  init(
    named name: String, format: String, _ append: (Int) throws(ExportError) -> Appended
  ) throws(ExportError) {
    for (small, large) in [(2, 3), (34, 51), (1_006, 1_509)] {
      let (first, second) = (try append(small), try append(large))
      guard first.graph.isAlike(second.graph) else { continue }
      (self.small, self.large) = (small, large)
      (graph, other) = (first.graph, second.graph)
      (inputs, output, mask) = (first.inputs, first.output, first.mask)
      return
    }
    throw .operation(
      "layers that depend on the size of the batch", layer: name, format: format)
  }

  private static func append(_ model: Model, _ rows: Int) throws(ExportError) -> Appended {
    let graph = Graph()
    let inputs = model.inputs.map {
      graph.input(TensorType(Shape([rows] + $0.shape.extents), model.dtype), name: $0.name)
    }
    do {
      let applied = try model.apply(to: inputs, in: graph)
      return (graph, inputs, applied.output, applied.mask)
    } catch {
      throw .model(error)
    }
  }

  /// The extents of a node for any batch; `nil` where they follow from the batch in another way.
  func extents(of node: Graph.Node) -> [Extent]? {
    let twin = other.nodes[node.index]
    guard twin.shape.rank == node.shape.rank else { return nil }
    var extents: [Extent] = []
    for (a, b) in zip(node.shape.extents, twin.shape.extents) {
      if a == b {
        extents.append(.known(a))
      } else if a % small == 0, a / small * large == b {
        extents.append(.batches(a / small))
      } else {
        return nil
      }
    }
    return extents
  }

  /// Whether a node is the same for every batch.
  func isFixed(_ node: Graph.Node) -> Bool { other.nodes[node.index].shape == node.shape }

  /// Nodes that the output needs, in their order; those that follow from the inputs apart.
  func needed() -> (all: [Int], following: Set<Int>) {
    var wanted: Set<Int> = [output.index]
    for index in (0...output.index).reversed() where wanted.contains(index) {
      for input in read(by: index) { wanted.insert(input.index) }
    }
    var following: Set<Int> = []
    let order = wanted.sorted()
    for index in order where follows(index, following) { following.insert(index) }
    return (order, following)
  }

  /// Whether a node follows from the inputs, where those before it are known.
  func follows(_ index: Int, _ following: Set<Int>) -> Bool {
    if case .input = graph.sources[index] { return true }
    return read(by: index).contains { following.contains($0.index) }
  }

  /// What a node reads. The states of a recurrence follow from its operands; what a kernel keeps of its steps is its own.
  private func read(by index: Int) -> ArraySlice<Graph.Node> {
    guard case .operation(_, let inputs) = graph.sources[index] else { return [] }
    return graph.recurrence(of: graph.nodes[index]) == nil ? inputs[...] : inputs.dropFirst()
  }
}

extension GraphPair {
  /// A recurrence as the formula of each of its steps: the states, and the nodes that are new; `nil` where it has
  /// none.
  func unroll(
    _ recurrence: Recurrence, at node: Graph.Node
  ) -> (node: Graph.Node, new: Range<Int>)? {
    var states: [Graph.Node] = []
    let first = graph.nodes.count
    for graph in [graph, other] {
      guard let (_, operands) = graph.recurrence(of: graph.nodes[node.index]),
        let all = try? RecurrentFormula(recurrence).append(operands, in: graph).states
      else { return nil }
      states.append(all)
    }
    return (states[0], first..<graph.nodes.count)
  }
}

extension Graph {
  /// Whether both have the same operations in the same order.
  fileprivate func isAlike(_ other: Graph) -> Bool {
    guard nodes.count == other.nodes.count else { return false }
    return zip(sources, other.sources).allSatisfy { own, others in
      switch (own, others) {
      case (.operation(let a, let left), .operation(let b, let right)):
        a.name == b.name && left.map(\.index) == right.map(\.index)
      case (.input, .input), (.constant, .constant), (.variable, .variable): true
      default: false
      }
    }
  }
}
