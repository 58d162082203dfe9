import Formats

/// Checks that a graph is one: names that mean one thing, nodes that can be computed one after the other.
enum ONNXGraphCheck {
  /// The graph with its nodes in an order in which each stands behind those that it reads, and without those that no
  /// output needs.
  static func graph(
    of model: ONNXModel
  ) throws(ONNXReadingError) -> (graph: ONNXGraph, version: Int) {
    guard let set = model.operatorSets.first(where: { $0.domain.isEmpty }) else {
      throw .graph(.noOperatorSet)
    }
    guard ONNXReader.versions.contains(set.version) else {
      throw .graph(.operatorSet(set.version, known: ONNXReader.versions))
    }
    var graph = model.graph
    guard let output = graph.outputs.first else { throw .graph(.noOutput) }
    try checkNames(graph)
    graph = ONNXPatterns.applied(to: graph)
    graph.nodes = try ordered(graph, for: output.name)
    return (graph, set.version)
  }

  private static func checkNames(_ graph: ONNXGraph) throws(ONNXReadingError) {
    var made: Set<String> = []
    for tensor in graph.initializers where !made.insert(tensor.name).inserted {
      throw .graph(.twice(name: tensor.name))
    }
    var given: Set<String> = []
    for input in graph.inputs {
      guard given.insert(input.name).inserted else { throw .graph(.twice(name: input.name)) }
      // Old files list initializers among the inputs, too.
      made.insert(input.name)
    }
    for node in graph.nodes {
      for name in node.outputs where !name.isEmpty && !made.insert(name).inserted {
        throw .graph(.twice(name: name))
      }
    }
  }

  private static func ordered(
    _ graph: ONNXGraph, for output: String
  ) throws(ONNXReadingError) -> [ONNXNode] {
    var makers: [String: Int] = [:]
    for (index, node) in graph.nodes.enumerated() {
      for name in node.outputs where !name.isEmpty { makers[name] = index }
    }
    let given = Set(graph.inputs.map(\.name) + graph.initializers.map(\.name))
    guard given.contains(output) || makers[output] != nil else {
      throw .graph(.missing(name: output, node: "output"))
    }
    /// 0 not met, 1 under way, 2 done.
    var states = [UInt8](repeating: 0, count: graph.nodes.count)
    var (order, stack): ([ONNXNode], [(node: Int, next: Int)]) = ([], [])
    if let last = makers[output] { stack.append((last, 0)) }
    while let (index, next) = stack.last {
      let node = graph.nodes[index]
      states[index] = 1
      guard next < node.inputs.count else {
        states[index] = 2
        order.append(node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let name = node.inputs[next]
      if name.isEmpty || given.contains(name) && makers[name] == nil { continue }
      guard let maker = makers[name] else {
        throw .graph(.missing(name: name, node: node.shownName))
      }
      if states[maker] == 1 { throw .graph(.cycle(node: node.shownName)) }
      if states[maker] == 0 { stack.append((maker, 0)) }
    }
    return order
  }
}
