import Engine

/// A model's computation in two stages: once for what is given, then once for each position.
///
/// An encoder is given: its output, and what a decoder makes of it, is computed in the first stage
/// and handed to the second.
final class StagedPlan {
  private let first: Executor?
  private let second: Executor
  /// Values of the first stage with their places in the second.
  private var handed: [(from: Graph.Node, to: Graph.Node)] = []
  private var inputs: [Int: Graph.Node] = [:]
  private let output: Graph.Node

  /// Multiply-accumulates of the first stage and of one position.
  var multiplyAccumulates: (given: Int, position: Int) {
    (first?.plan.multiplyAccumulates ?? 0, second.plan.multiplyAccumulates)
  }

  /// Refuses what no machine has memory for.
  init(
    _ graph: Graph, output: Graph.Node, _ memory: SequenceMemory, model: String, team: ThreadTeam?
  ) throws(LearningError) {
    var stage = SecondStage(graph, memory)
    let outputs: [Graph.Node]
    do {
      outputs = try stage.copy([output] + memory.writes)
    } catch {
      preconditionFailure("what fitted once fits again: \(error)")
    }
    handed = stage.handed
    inputs = stage.inputs
    self.output = outputs[0]
    let before = handed.isEmpty ? nil : Plan(graph, outputs: handed.map(\.from))
    let plan = Plan(stage.graph, outputs: outputs)
    try MemoryLimit.check(
      bytes: saturatingSum(before?.arenaByteCount ?? 0, plan.arenaByteCount), model: model)
    first = before.map { Executor($0, team: team) }
    second = Executor(plan, team: team)
  }

  /// Computes the first stage for these inputs of the graph.
  func prepare(_ given: [(node: Graph.Node, value: Tensor)]) {
    guard let first else { return }
    for (node, value) in given { first.set(node, value.cast(to: node.dtype)) }
    first.run()
    for (from, to) in handed { second.set(to, first.value(of: from)) }
  }

  /// Computes one position from the growing inputs of the graph.
  func run(_ growing: [(node: Graph.Node, value: Tensor)]) -> Tensor {
    for (node, value) in growing {
      if let input = inputs[node.index] { second.set(input, value.cast(to: input.dtype)) }
    }
    second.run()
    return second.value(of: output)
  }
}

/// The part of a graph that depends on the position, copied; given values become inputs.
private struct SecondStage {
  let graph = Graph()
  var handed: [(from: Graph.Node, to: Graph.Node)] = []
  var inputs: [Int: Graph.Node] = [:]
  private let original: Graph
  private let memory: SequenceMemory
  private var copies: [Int: Graph.Node] = [:]

  init(_ original: Graph, _ memory: SequenceMemory) {
    self.original = original
    self.memory = memory
  }

  mutating func copy(_ outputs: [Graph.Node]) throws(ShapeError) -> [Graph.Node] {
    let needed = needed(for: outputs)
    for index in original.nodes.indices where needed.contains(index) {
      copies[index] = try copy(original.nodes[index])
    }
    return outputs.compactMap { copies[$0.index] }
  }

  /// All nodes behind the outputs, as far as the second stage computes them itself.
  private func needed(for outputs: [Graph.Node]) -> Set<Int> {
    var needed = Set(outputs.map(\.index))
    for index in original.nodes.indices.reversed() where needed.contains(index) {
      guard memory.dependence(of: original.nodes[index]) != .given,
        case .operation(_, let inputs) = original.sources[index]
      else { continue }
      needed.formUnion(inputs.map(\.index))
    }
    return needed
  }

  private mutating func copy(_ node: Graph.Node) throws(ShapeError) -> Graph.Node {
    if memory.dependence(of: node) == .given {
      let input = graph.input(node.type, name: "given")
      handed.append((node, input))
      return input
    }
    switch original.sources[node.index] {
    case .input(let name):
      let input = graph.input(node.type, name: name)
      inputs[node.index] = input
      return input
    case .constant(let tensor): return graph.constant(tensor)
    case .variable(let variable): return graph.variable(variable)
    case .operation(let operation, let operands):
      graph.scope = original.scopes[node.index]
      return try graph.apply(operation, toAll: operands.compactMap { copies[$0.index] })
    }
  }
}
