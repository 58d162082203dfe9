import Engine
import Learning

/// Writes nodes of a graph as lines of Python, one for each, in the words of a library.
///
/// Where a layer of the library computes a node, a `PythonCall` stands in place of its operations. A name is used again
/// where the numbers that it had are no longer needed, so that a chain of layers goes on with one `x`.
final class PythonWriter {
  let pair: GraphPair
  let dialect: PythonDialect
  /// Layers of the library by the index of the node that they give.
  let calls: [Int: PythonCall]
  /// How a weight is named.
  private let weight: (Variable) -> String
  /// Takes a tensor into the program, and gives its name.
  private let constant: (Tensor) -> String
  /// The functions that the lines call.
  private(set) var helpers: Set<PythonHelper> = []
  private var values: [Int: Value] = [:]
  private var names: Set<String> = []
  private var given: Set<Int> = []
  private var usesBatch = false
  /// Whether a constant of one element may stand as a plain number: beside a tensor, in arithmetic. A function of a
  /// library takes tensors alone, and a number has no methods.
  private var takesNumbers = true

  private struct Value {
    var name: String
    /// Whether the channels stand in second place, as PyTorch has them.
    var isChannelsFirst = false
    /// Whether they are truths, and no numbers yet.
    var isTruth = false
  }

  init(
    _ pair: GraphPair, _ dialect: PythonDialect, calls: [Int: PythonCall] = [:],
    weight: @escaping (Variable) -> String, constant: @escaping (Tensor) -> String
  ) {
    (self.pair, self.dialect, self.calls) = (pair, dialect, calls)
    (self.weight, self.constant) = (weight, constant)
  }

  /// The lines that compute `outputs` of named nodes, and what the outputs are called at the end.
  ///
  /// Names in `reserved` keep what they have.
  func lines(
    from given: [(node: Graph.Node, name: String)], to outputs: [Graph.Node],
    reserving reserved: Set<String> = []
  ) throws(ExportError) -> (lines: [String], outputs: [String]) {
    values = [:]
    names = reserved.union(given.map(\.name))
    self.given = Set(given.map(\.node.index))
    usesBatch = false
    for (node, name) in given { values[node.index] = Value(name: name) }
    let steps = needed(for: outputs)
    var last: [Int: Int] = [:]
    for (place, step) in steps.enumerated() {
      for node in reads(step) { last[node.index] = place }
    }
    for node in outputs { last[node.index] = Int.max }
    // A call names the batch by the first of what is given, which may be gone by then.
    var lines: [String] = []
    for (place, step) in steps.enumerated() {
      let made = try value(of: pair.graph.nodes[step])
      let dying = reads(step).filter { last[$0.index] == place }
        .compactMap { values[$0.index]?.name }.filter { !reserved.contains($0) }
      let name = dying.first ?? unused("y")
      for other in dying.dropFirst() where other != name { names.remove(other) }
      names.insert(name)
      values[step] = Value(
        name: name, isChannelsFirst: made.isChannelsFirst, isTruth: made.isTruth)
      if made.name != name { lines.append("\(name) = \(made.name)") }
    }
    takesNumbers = true
    if usesBatch, let first = given.first { lines.insert("batch = \(first.name).shape[0]", at: 0) }
    return (lines, outputs.map { read($0) })
  }

  /// Nodes that have to be written, in their order.
  private func needed(for outputs: [Graph.Node]) -> [Int] {
    var wanted = Set(outputs.map(\.index))
    for index in (0...(wanted.max() ?? 0)).reversed() where wanted.contains(index) {
      for node in reads(index) { wanted.insert(node.index) }
    }
    return wanted.sorted().filter { index in
      guard !given.contains(index) else { return false }
      if case .operation = pair.graph.sources[index] { return true }
      return calls[index] != nil
    }
  }

  /// What a node is made of: nodes with numbers of their own; nothing of what is given.
  private func reads(_ index: Int) -> [Graph.Node] {
    if given.contains(index) { return [] }
    let all: [Graph.Node]
    if let call = calls[index] {
      all = call.reads
    } else if let (_, operands) = pair.graph.recurrence(of: pair.graph.nodes[index]) {
      all = operands.every
    } else if case .operation(_, let inputs) = pair.graph.sources[index] {
      all = inputs
    } else {
      all = []
    }
    return all.filter { node in
      switch pair.graph.sources[node.index] {
      case .constant, .variable: calls[node.index] != nil
      case .input, .operation: true
      }
    }
  }

  private func unused(_ wish: String) -> String {
    var (name, number) = (wish, 1)
    while names.contains(name) {
      number += 1
      name = "\(wish)_\(number)"
    }
    return name
  }

  private func value(of node: Graph.Node) throws(ExportError) -> Value {
    takesNumbers = calls[node.index] == nil && standsBesideTensors(node)
    if let call = calls[node.index] {
      if call.followsLayout, let first = call.reads.first {
        let isFirst = values[first.index]?.isChannelsFirst == true
        return Value(
          name: call.text([read(first, channelsFirst: isFirst)]), isChannelsFirst: isFirst)
      }
      let operands = call.reads.map { read($0, channelsFirst: call.takesChannelsFirst) }
      return Value(name: call.text(operands), isChannelsFirst: call.givesChannelsFirst)
    }
    guard case .operation(let operation, let inputs) = pair.graph.sources[node.index] else {
      throw unsupported("an input that is not given", node)
    }
    if let (recurrence, operands) = pair.graph.recurrence(of: node) {
      return Value(name: try text(of: recurrence, operands, node))
    }
    if operation is Comparison || operation is Logical {
      return Value(name: try truth(operation, inputs), isTruth: true)
    }
    let isTurned = isElementwise(operation) && keepsChannelsFirst(inputs, node)
    if let text = elementwise(
      operation, inputs.map { read($0, channelsFirst: isTurned && $0.shape == node.shape) }, inputs)
    {
      return Value(name: text, isChannelsFirst: isTurned)
    }
    if let text = try shape(operation, inputs, node) { return Value(name: text) }
    if let text = try reduction(operation, inputs, node) { return Value(name: text) }
    if let text = try product(operation, inputs, node) { return Value(name: text) }
    throw unsupported(operation.name, node)
  }

  /// Whether it is arithmetic, a comparison or a choice with a tensor among its operands.
  private func standsBesideTensors(_ node: Graph.Node) -> Bool {
    guard case .operation(let operation, let inputs) = pair.graph.sources[node.index],
      inputs.count > 1, operation is Comparison || operation is Where || isArithmetic(operation)
    else { return false }
    return inputs.contains { input in
      if case .constant(let tensor) = pair.graph.sources[input.index] {
        tensor.count > 1
      } else {
        true
      }
    }
  }

  private func keepsChannelsFirst(_ inputs: [Graph.Node], _ node: Graph.Node) -> Bool {
    inputs.contains { values[$0.index]?.isChannelsFirst == true }
      && inputs.allSatisfy { $0.shape == node.shape || $0.shape.count == 1 }
  }

  /// The numbers of a node as an expression that may stand anywhere.
  func read(_ node: Graph.Node, channelsFirst: Bool = false) -> String {
    let text = plain(node, channelsFirst: channelsFirst)
    guard let value = values[node.index], value.isTruth else { return text }
    return dialect.cast(text, to: node.dtype)
  }

  /// The same as a truth.
  func readTruth(_ node: Graph.Node) -> String {
    let text = plain(node, channelsFirst: false)
    return values[node.index]?.isTruth == true ? text : "(\(text) != 0)"
  }

  private func plain(_ node: Graph.Node, channelsFirst: Bool) -> String {
    let rank = node.shape.rank
    if let value = values[node.index] {
      if value.isChannelsFirst == channelsFirst || rank < 3 { return value.name }
      return dialect.permute(
        value.name,
        channelsFirst ? [0, rank - 1] + Array(1..<rank - 1) : [0] + Array(2..<rank) + [1])
    }
    switch pair.graph.sources[node.index] {
    case .variable(let variable): return weight(variable)
    case .constant(let tensor):
      return tensor.count == 1 && takesNumbers
        ? PythonText.operand(tensor[0], tensor.dtype) : constant(tensor)
    case .input, .operation: return "None"
    }
  }

  /// The extents of a node for any batch.
  func extents(_ node: Graph.Node) throws(ExportError) -> [GraphPair.Extent] {
    guard let extents = pair.extents(of: node) else { throw unsupported("shapes", node) }
    return extents
  }

  /// Extents as numbers and multiples of the batch.
  func texts(_ extents: [GraphPair.Extent]) -> [String] {
    extents.map { extent in
      switch extent {
      case .known(let length): return "\(length)"
      case .batches(let factor):
        usesBatch = true
        return factor == 1 ? "batch" : "batch * \(factor)"
      }
    }
  }

  func use(_ helper: PythonHelper) { helpers.insert(helper) }

  func unsupported(_ what: String, _ node: Graph.Node) -> ExportError {
    .operation(what, layer: pair.graph.scopes[node.index], format: dialect.name)
  }
}

/// What a layer of the library computes in one line.
struct PythonCall {
  /// The nodes that go in.
  let reads: [Graph.Node]
  var takesChannelsFirst = false
  var givesChannelsFirst = false
  /// Whether the channels may stand anywhere, and stay there.
  var followsLayout = false
  /// The expression, given those of what goes in.
  let text: ([String]) -> String
}

extension Recurrence.Operands {
  /// All that is there.
  var every: [Graph.Node] {
    [projected, weights] + [bias, state, memory, present, dropout, indices].compactMap { $0 }
  }
}
