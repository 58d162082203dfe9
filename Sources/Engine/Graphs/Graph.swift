/// A computation as a list of nodes; a node reads only older ones, so the order is topological.
///
/// A graph says *what* is computed. `Plan` decides where, `Executor` does it.
package final class Graph {
  /// A handle on one node of one graph.
  package struct Node: Hashable, Sendable {
    /// Its place in the graph, counted from 0.
    package let index: Int
    /// Shape and element type of its value.
    package let type: TensorType
    /// Extents of its value.
    package var shape: Shape { type.shape }
    /// Element type of its value.
    package var dtype: DType { type.dtype }
  }

  /// Where a node's value comes from.
  package enum Source {
    /// Filled by the caller before each run.
    case input(name: String)
    case constant(Tensor)
    /// Read, and by optimizers written, in place.
    case variable(Variable)
    case operation(any Operation, inputs: [Node])
  }

  /// Where each node's value comes from, by their indices.
  package private(set) var sources: [Source] = []
  /// All nodes, each behind those that it needs.
  package private(set) var nodes: [Node] = []
  /// The label path of the layer that is being appended: "dense_1"; names the culprit of a NaN.
  package var scope = ""
  /// The label path under which each node was appended.
  package private(set) var scopes: [String] = []
  private var named: [String: Tensor] = [:]
  private var variables: [ObjectIdentifier: Node] = [:]
  /// Variables that get a new value from the computation itself, with that value.
  package internal(set) var recorded: [(variable: Variable, value: Node)] = []

  /// Without nodes.
  package init() {}

  /// A node whose value is set before each run.
  package func input(_ type: TensorType, name: String = "input") -> Node {
    append(.input(name: name), type)
  }

  /// A node with a value that is known.
  package func constant(_ tensor: Tensor) -> Node { append(.constant(tensor), tensor.type) }

  /// A constant whose name says all of its numbers; made once, and shared by all that ask for it.
  package func constant(named name: String, _ type: TensorType, _ make: () -> Tensor) -> Node {
    let key = "\(name) \(type.shape) \(type.dtype)"
    let tensor = named[key] ?? make()
    named[key] = tensor
    return constant(tensor)
  }

  /// A scalar constant of the given type.
  package func constant(_ number: Double, _ dtype: DType) -> Node {
    constant(Tensor(scalar: number, dtype))
  }

  /// The node of a variable; the same one each time, so that shared weights add their gradients.
  package func variable(_ variable: Variable) -> Node {
    if let known = variables[ObjectIdentifier(variable)] { return known }
    let node = append(.variable(variable), variable.type)
    variables[ObjectIdentifier(variable)] = node
    return node
  }

  /// Appends an operation after checking that its operands fit.
  package func apply(_ operation: some Operation, to inputs: Node...) throws(ShapeError) -> Node {
    try apply(operation, toAll: inputs)
  }

  /// The same with the operands in a list.
  package func apply(_ operation: any Operation, toAll inputs: [Node]) throws(ShapeError) -> Node {
    let type = try operation.checkedType(of: inputs.map(\.type))
    return append(.operation(operation, inputs: inputs), type)
  }

  private func append(_ source: Source, _ type: TensorType) -> Node {
    let node = Node(index: nodes.count, type: type)
    sources.append(source)
    nodes.append(node)
    scopes.append(scope)
    return node
  }
}
