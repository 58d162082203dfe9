/// Which nodes of a graph run, and in which order.
struct ProgramOrder {
  /// Operations that the outputs need, views included.
  private(set) var program: [Int] = []
  private(set) var isNeeded: [Bool]
  /// Nodes that are another node's memory under a new type.
  private(set) var isView: [Bool]
  /// Whether a value is larger than the limit; then nothing runs.
  private(set) var isTooLarge = false

  init(_ graph: SimplifiedGraph, outputs: [Graph.Node], limit: Int) {
    isNeeded = graph.needed(for: outputs)
    isView = [Bool](repeating: false, count: graph.nodes.count)
    // By the last node that changes them.
    var mutated: [Int: Int] = [:]
    for index in graph.nodes.indices where isNeeded[index] {
      guard case .operation(let operation, let inputs) = graph.sources[index] else { continue }
      for input in operation.mutatedInputs {
        mutated[inputs[input].index] = operation.isReadBehind ? index : .max
      }
    }
    for index in graph.nodes.indices where isNeeded[index] {
      guard case .operation(let operation, let inputs) = graph.sources[index] else { continue }
      program.append(index)
      // A view of memory that changes later would change with it; a copy does not.
      isView[index] = operation.isView && mutated[inputs[0].index] ?? -1 < index
    }
    isTooLarge = graph.nodes.contains { isNeeded[$0.index] && $0.type.byteCount > limit }
    if isTooLarge { program = [] }
    delayUpdates(graph)
  }

  /// Moves updates to the end, so that everything else is known before a weight changes; all but
  /// those whose result another node reads.
  private mutating func delayUpdates(_ graph: SimplifiedGraph) {
    var readLater: Set<Int> = []
    var (kept, delayed): ([Int], [Int]) = ([], [])
    for index in program.reversed() {
      guard case .operation(let operation, let inputs) = graph.sources[index] else { continue }
      let changes = operation.mutatedInputs.map { inputs[$0].index }
      if !changes.isEmpty, readLater.isDisjoint(with: changes) {
        delayed.append(index)
      } else {
        kept.append(index)
        readLater.formUnion(inputs.map(\.index))
      }
    }
    program = kept.reversed() + delayed.reversed()
  }

  /// The needed inputs, constants and variables, and the types of all needed nodes.
  func sources(of graph: SimplifiedGraph) -> ([Int: Graph.Source], [Int: TensorType]) {
    var sources: [Int: Graph.Source] = [:]
    var types: [Int: TensorType] = [:]
    for (index, source) in graph.sources.enumerated() {
      switch source {
      case .operation: if !isNeeded[index] { continue }
      case .input: sources[index] = source
      case .constant, .variable: if isNeeded[index] { sources[index] = source } else { continue }
      }
      types[index] = graph.nodes[index].type
    }
    return (sources, types)
  }
}
