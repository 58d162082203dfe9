import Engine
import Formats
import Learning

/// Writes the nodes of a graph as operators of ONNX, operator set 17.
///
/// Each node of nabla's is one name, of the same numbers in the same order. Where ONNX wants the channels of pictures
/// in front, a second name has them there, and what works element by element goes on with that.
final class ONNXWriter {
  let pair: GraphPair
  var graph = ONNXGraph()
  /// Under which name a node's numbers are known.
  private var names: [Int: String] = [:]
  /// The same with the last axis in second place.
  private var channelsFirst: [Int: String] = [:]
  /// Weights by the variables that hold them.
  private let paths: [ObjectIdentifier: String]
  private var following: Set<Int>
  private var taken: Set<String> = []
  private var vectors: [[Int]: String] = [:]
  private var scalars: [Float: String] = [:]
  private var batchName: String?
  private var folded: [Int: Tensor] = [:]

  init(_ pair: GraphPair, _ model: Model) {
    self.pair = pair
    paths = Dictionary(model.parameters.map { (ObjectIdentifier($1), $0) }) { first, _ in first }
    following = pair.needed().following
  }

  /// The name of a node's numbers; weights and what follows from them become initializers when they are first read.
  func name(of node: Graph.Node) throws(ExportError) -> String {
    if let known = names[node.index] { return known }
    if let other = channelsFirst[node.index] {
      let rank = node.shape.rank
      let name = add(
        "Transpose", [other], [("perm", .ints([0] + (2..<rank).map { $0 } + [1]))])
      names[node.index] = name
      return name
    }
    let tensor = try value(of: node)
    let name = unused(path(of: node) ?? "constant")
    graph.initializers.append(tensor.initializer(name))
    names[node.index] = name
    return name
  }

  /// The name of the same numbers with the channels in front.
  func channelsFirstName(of node: Graph.Node) throws(ExportError) -> String {
    if let known = channelsFirst[node.index] { return known }
    let rank = node.shape.rank
    let name = add(
      "Transpose", [try name(of: node)], [("perm", .ints([0, rank - 1] + (1..<rank - 1)))])
    channelsFirst[node.index] = name
    return name
  }

  /// Whether the numbers are known with the channels in front, and not otherwise.
  func isChannelsFirst(_ node: Graph.Node) -> Bool {
    names[node.index] == nil && channelsFirst[node.index] != nil
  }

  func give(_ name: String, to node: Graph.Node) { names[node.index] = name }
  func giveChannelsFirst(_ name: String, to node: Graph.Node) { channelsFirst[node.index] = name }

  /// A name that nothing has yet.
  func unused(_ wish: String) -> String {
    var (name, number) = (wish, 1)
    while taken.contains(name) {
      number += 1
      name = "\(wish)_\(number)"
    }
    taken.insert(name)
    return name
  }

  /// Appends an operator with one result, and answers the result's name.
  func add(
    _ operation: String, _ inputs: [String],
    _ attributes: [(name: String, value: ONNXAttribute)] = [], domain: String = ""
  ) -> String {
    let name = unused(operation.lowercased())
    graph.nodes.append(
      ONNXNode(operation, inputs, [name], attributes, domain: domain, name: name))
    return name
  }

  /// Whole numbers as an initializer.
  func vector(_ numbers: [Int]) -> String {
    if let known = vectors[numbers] { return known }
    let name = unused("ints")
    graph.initializers.append(ONNXTensor(name, ints: numbers))
    vectors[numbers] = name
    return name
  }

  /// A number as an initializer without axes.
  func scalar(_ number: Double) -> String {
    let number = Float(number)
    if let known = scalars[number] { return known }
    let name = unused("number")
    graph.initializers.append(
      Tensor([number], []).initializer(name))
    scalars[number] = name
    return name
  }

  /// A tensor as an initializer.
  func initializer(_ tensor: Tensor, _ wish: String) -> String {
    let name = unused(wish)
    graph.initializers.append(tensor.initializer(name))
    return name
  }

  /// The extents of a node as a tensor, for operators that want them; the batch is read from the first input.
  func shape(of node: Graph.Node) throws(ExportError) -> String {
    guard let extents = pair.extents(of: node) else { throw unsupported("shapes", node) }
    return shape(extents)
  }

  func shape(_ extents: [GraphPair.Extent]) -> String {
    let isKnown = extents.allSatisfy { if case .known = $0 { true } else { false } }
    if isKnown { return vector(extents.map(\.factor)) }
    let parts = extents.map { extent in
      switch extent {
      case .known(let length): vector([length])
      case .batches(1): batch
      case .batches(let factor): add("Mul", [batch, vector([factor])])
      }
    }
    return add("Concat", parts, [("axis", .int(0))])
  }

  /// The number of samples, a vector of one.
  private var batch: String {
    if let batchName { return batchName }
    let shape = add("Shape", [graph.inputs[0].name])
    let name = add("Slice", [shape, vector([0]), vector([1])])
    batchName = name
    return name
  }

  /// Whether a node is the same for every input and every batch, and so can be computed now.
  func isConstant(_ node: Graph.Node) -> Bool {
    !following.contains(node.index) && pair.isFixed(node)
  }

  /// Nodes that were added to the graph since.
  func take(_ new: Range<Int>) {
    for index in new where pair.follows(index, following) { following.insert(index) }
  }

  func followsInputs(_ node: Graph.Node) -> Bool { following.contains(node.index) }

  /// The numbers of a node that follows from weights alone.
  func value(of node: Graph.Node) throws(ExportError) -> Tensor {
    if let known = folded[node.index] { return known }
    guard isConstant(node) else { throw unsupported("numbers that depend on the batch", node) }
    let tensor: Tensor
    switch pair.graph.sources[node.index] {
    case .constant(let constant): tensor = constant
    case .variable(let variable): tensor = variable.value
    case .input, .operation:
      let executor = Executor(Plan(pair.graph, outputs: [node]))
      executor.run()
      tensor = executor.value(of: node)
    }
    folded[node.index] = tensor
    return tensor
  }

  /// The path of a weight, whatever its shape: `dense.kernel`.
  func path(of node: Graph.Node) -> String? {
    switch pair.graph.sources[node.index] {
    case .variable(let variable): paths[ObjectIdentifier(variable)]
    case .operation(let operation, let inputs) where operation is Reshape: path(of: inputs[0])
    case .operation, .input, .constant: nil
    }
  }

  func unsupported(_ what: String, _ node: Graph.Node) -> ExportError {
    .operation(what, layer: pair.graph.scopes[node.index], format: "ONNX")
  }
}

extension GraphPair.Extent {
  var factor: Int {
    switch self {
    case .known(let length), .batches(let length): length
    }
  }
}

extension Tensor {
  /// The same numbers for ONNX; float64 becomes float32.
  func initializer(_ name: String) -> ONNXTensor {
    let tensor = dtype == .float64 ? cast(to: .float32) : self
    return ONNXTensor(
      name, dtype == .int32 ? .int32 : .float, shape.extents, tensor.withBytes { Array($0) })
  }
}
