/// Where and in which order a graph is computed: fixed once, run many times.
///
/// Keeps what the outputs need, in the graph's order; values share one arena as their lives allow,
/// and an output takes over a dying input's memory where its kernel permits. Updates of variables
/// run last, unless a later node reads what they wrote.
package final class Plan {
  /// Memory of a node's value.
  enum Place: Hashable {
    /// An input, a constant or a variable: the node of that index.
    case source(Int)
    case arena(Int)
  }

  struct Line {
    let node: Graph.Node
    let operation: any Operation
    let kernel: Kernel
    let inputs: [Place]
    let inputTypes: [TensorType]
    let output: Place
    let scope: String
    let multiplyAccumulates: Int
    var mutates: Bool { !operation.mutatedInputs.isEmpty }
  }

  let lines: [Line]
  /// Nodes whose values can be read after a run.
  package let outputs: [Graph.Node]
  /// Lines before this one change no variable.
  let firstUpdate: Int
  let sources: [Int: Graph.Source]
  let types: [Int: TensorType]
  /// Where the values live that can be read after a run.
  let places: [Int: Place]
  /// Values that must be finite before variables are updated.
  let guards: [Graph.Node]
  /// No single value of a plan is larger; an executor needs far less to be possible.
  static let byteLimit = 1 << 46

  /// Memory for all values, in bytes, but for inputs, constants and variables.
  ///
  /// `Int.max`, in a plan without lines, when a value is beyond any machine: look before running.
  package let arenaByteCount: Int
  /// Memory for the inputs, in bytes.
  package let inputByteCount: Int
  /// Memory of the constants, in bytes.
  package let constantByteCount: Int
  /// Multiply-accumulate operations of one run.
  package let multiplyAccumulates: Int

  /// `guards`: when one of these is not finite, a run stops before it updates variables.
  /// `reusesMemory` false keeps every value readable; `simplifies` false runs every node by itself.
  package init(
    _ original: Graph, outputs: [Graph.Node], guards: [Graph.Node] = [],
    reusesMemory: Bool = true, simplifies: Bool = true
  ) {
    let graph = SimplifiedGraph(
      original, outputs: outputs + guards, simplifies: simplifies && reusesMemory)
    let order = ProgramOrder(graph, outputs: outputs + guards, limit: Plan.byteLimit)
    var layout = MemoryPlan(
      graph, order, pinned: outputs + guards, reusesMemory: reusesMemory)
    var (lines, work): ([Line], Int) = ([], 0)
    for (position, index) in order.program.enumerated() {
      guard case .operation(let operation, let inputs) = graph.sources[index] else { continue }
      let (types, node) = (inputs.map(\.type), graph.nodes[index])
      let places = inputs.map { layout.place(of: $0.index) }
      let output = layout.assign(node, operation, inputs, at: position)
      guard !order.isView[index] else { continue }
      let count = operation.multiplyAccumulates(inputs: types, output: node.type)
      lines.append(
        Line(
          node: node, operation: operation,
          kernel: operation.kernel(inputs: types, output: node.type), inputs: places,
          inputTypes: types, output: output, scope: graph.scopes[index], multiplyAccumulates: count)
      )
      work = work.addingReportingOverflow(count).overflow ? Int.max : work + count
    }
    self.lines = lines
    firstUpdate = lines.firstIndex(where: \.mutates) ?? lines.count
    self.guards = guards
    self.outputs = outputs
    multiplyAccumulates = work
    arenaByteCount = order.isTooLarge ? Int.max : layout.arena.byteCount
    (sources, types) = order.sources(of: graph)
    let readable =
      Array(sources.keys) + (reusesMemory ? (outputs + guards).map(\.index) : order.program)
    places = Dictionary(
      readable.map { ($0, layout.place(of: $0)) }, uniquingKeysWith: { first, _ in first })
    var (inputBytes, constantBytes) = (0, 0)
    for (index, source) in sources {
      let bytes = Block.rounded(graph.nodes[index].type.byteCount)
      switch source {
      case .input: inputBytes = saturatingSum(inputBytes, bytes)
      case .constant: constantBytes = saturatingSum(constantBytes, bytes)
      default: break
      }
    }
    (inputByteCount, constantByteCount) = (inputBytes, constantBytes)
  }

  /// The variables that a run changes, by their nodes.
  var mutatedSources: Set<Int> {
    var found: Set<Int> = []
    for line in lines {
      for input in line.operation.mutatedInputs {
        if case .source(let index) = line.inputs[input] { found.insert(index) }
      }
    }
    return found
  }

  func isVariable(_ place: Place) -> Bool {
    guard case .source(let index) = place, case .variable? = sources[index] else { return false }
    return true
  }
}
