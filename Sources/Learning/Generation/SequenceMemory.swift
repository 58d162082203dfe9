import Engine

/// What layers remember while a sequence is made one position at a time.
///
/// A model that is applied with a memory sees one position of a growing sequence, [batch, 1, …],
/// where it otherwise sees all of it, [batch, time, …]. Layers that treat each position by itself
/// need not know. The others find here what came before (`history`, `state`), so that a position
/// costs one step of the model and not one for each position before it.
package final class SequenceMemory {
  /// The longest sequence that the model is made for.
  package let length: Int
  /// How many sequences grow side by side, each at a position of its own.
  package let rows: Int
  /// The number of the present position of each sequence, from 0: [rows] ints.
  let position: Graph.Node
  /// 1 for each sequence that takes a position in this step, 0 for one that stays as it is: [rows] ints; `nil` for one
  /// sequence, which always does.
  let moves: Graph.Node?
  /// Whether some layer can only remember `length` positions.
  private(set) var isBounded = false
  /// Nodes that write what is remembered; outputs of the plan.
  private(set) var writes: [Graph.Node] = []
  /// What is remembered, the sequences along the first axis.
  private(set) var variables: [Variable] = []

  private let graph: Graph
  private var growing: Set<Int>
  private var remembered: Set<ObjectIdentifier> = []
  private var known: [Dependence] = []

  /// What a node's value depends on, besides the weights.
  enum Dependence: Int, Comparable {
    /// On nothing.
    case fixed
    /// On inputs that are the same for all positions.
    case given
    /// On the position.
    case growing

    static func < (a: Dependence, b: Dependence) -> Bool { a.rawValue < b.rawValue }
  }

  init(of length: Int, rows: Int = 1, in graph: Graph) {
    (self.length, self.rows, self.graph) = (length, rows, graph)
    position = graph.input(TensorType([rows], .int32), name: "position")
    moves = rows > 1 ? graph.input(TensorType([rows], .int32), name: "moves") : nil
    growing = [position.index]
    if let moves { growing.insert(moves.index) }
  }

  /// An input that gets one position at a time.
  func addGrowing(_ input: Graph.Node) { growing.insert(input.index) }

  /// Whether a node belongs to the present position.
  package func isGrowing(_ node: Graph.Node) -> Bool { dependence(of: node) == .growing }

  func dependence(of node: Graph.Node) -> Dependence {
    while known.count <= node.index {
      let index = known.count
      switch graph.sources[index] {
      case .input: known.append(growing.contains(index) ? .growing : .given)
      case .constant: known.append(.fixed)
      case .variable(let variable):
        known.append(remembered.contains(ObjectIdentifier(variable)) ? .growing : .fixed)
      case .operation(_, let inputs):
        known.append(inputs.map { known[$0.index] }.max() ?? .fixed)
      }
    }
    return known[node.index]
  }

  /// The number of the present position, to look up what a model has for each of `length`: [1], or [rows, 1] of several
  /// sequences.
  package func place() throws(ShapeError) -> Graph.Node {
    isBounded = true
    return rows == 1 ? position : try graph.reshape(position, to: [rows, 1])
  }

  /// The values of all positions so far, this one included, along `axis`, where `value` has one
  /// entry and the result `length`; zeros stand where nothing has come yet.
  package func history(of value: Graph.Node, axis: Int = 1) throws(ShapeError) -> Graph.Node {
    guard value.shape.rank > axis, value.shape[axis] == 1 else {
      throw ShapeError(operation: "memory", expected: "one position", found: [value.shape])
    }
    isBounded = true
    var extents = value.shape.extents
    extents[axis] = length
    let buffer = variable(TensorType(Shape(extents), value.dtype))
    var place = position
    if let moves {
      // Who stands still writes nowhere: place · moves + moves − 1.
      let one = graph.constant(Tensor([1 as Int32], [1]))
      place = try graph.apply(
        Subtract(), to: graph.apply(Add(), to: graph.apply(Multiply(), to: position, moves), moves),
        one)
    }
    // Only one row: the rest stays where it lies.
    writes.append(try graph.apply(WriteRow(axis: axis), to: buffer, value, place))
    return buffer
  }

  /// 1 for each of the `length` positions that has come, this one included, else 0: what is laid over scores
  /// [batch × heads × 1 × length].
  package func hasCome(_ dtype: DType) throws(ShapeError) -> Graph.Node {
    isBounded = true
    let hasCome = try comparison(.lessOrEqual, dtype)
    return rows == 1 ? hasCome : try graph.reshape(hasCome, to: [rows, 1, 1, length])
  }

  /// What was kept at the position before; zeros at first.
  package func state(_ type: TensorType) -> Graph.Node { variable(type) }

  /// Keeps a value for the next position.
  package func keep(_ value: Graph.Node, in state: Graph.Node) throws(ShapeError) {
    var kept = value
    if let moves {
      let shape = Shape([rows] + [Int](repeating: 1, count: value.shape.rank - 1))
      kept = try graph.apply(
        Where(), to: graph.reshape(graph.cast(moves, to: value.dtype), to: shape), value, state)
    }
    writes.append(try graph.apply(Assign(), to: state, kept))
  }

  /// Forgets everything.
  func clear() {
    for variable in variables {
      variable.set(Tensor(variable.type) { $0.initializeMemory(as: UInt8.self, repeating: 0) })
    }
  }

  private func variable(_ type: TensorType) -> Graph.Node {
    let zeros = Tensor(type) { $0.initializeMemory(as: UInt8.self, repeating: 0) }
    let variable = Variable("memory \(variables.count)", zeros)
    variables.append(variable)
    remembered.insert(ObjectIdentifier(variable))
    return graph.variable(variable)
  }

  /// Each of the `length` positions compared with the present one: [length], or [rows, length] of several sequences.
  private func comparison(
    _ kind: Comparison.Kind, _ dtype: DType
  ) throws(ShapeError) -> Graph.Node {
    let positions = graph.constant(Tensor((0..<length).map(Double.init), [length], dtype))
    let present = try graph.cast(position, to: dtype)
    return try graph.apply(
      Comparison(kind), to: positions,
      rows == 1 ? present : graph.reshape(present, to: [rows, 1]))
  }
}
