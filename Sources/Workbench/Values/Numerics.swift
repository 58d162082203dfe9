import Data
import Engine
import Support

/// One way to compute for values known now and values being traced, so that they cannot disagree.
enum Numerics {
  /// Applies an operation after giving its operands a common type.
  ///
  /// weak ∘ weak stays weak, weak ∘ float32 is float32, whole ∘ float is the float's type.
  static func apply(_ operation: any Operation, _ operands: TensorValue...) throws -> TensorValue {
    let (type, isWeak) = commonType(operands)
    let cast = try Pairing.paired(operands, for: operation).map { try self.cast($0, to: type) }
    return try applyAsIs(operation, cast, isWeak: isWeak)
  }

  /// Applies an operation whose operands keep the types they have, such as an index and a table.
  static func applyAsIs(
    _ operation: any Operation, _ operands: [TensorValue], isWeak: Bool
  ) throws -> TensorValue {
    if let graph = operands.lazy.compactMap(\.graph).first {
      let node = try graph.apply(operation, toAll: operands.map { $0.node(in: graph) })
      let roles = TensorRoles.of(operation, operands, rank: node.shape.rank)
      return TensorValue(node, in: graph, isWeak: isWeak).with(roles)
    }
    let result = try Eager.apply(operation, to: operands.compactMap(\.known))
    let roles = TensorRoles.of(operation, operands, rank: result.shape.rank)
    return
      (isWeak && result.dtype == .float64 ? TensorValue(weak: result) : TensorValue(result))
      .with(roles).with(ClassNames.common(to: operands))
      .with(RowPreparation.kept(by: operation, operands))
  }

  /// The operand as a float: whole numbers become weak ones.
  static func float(_ operand: TensorValue) throws -> TensorValue {
    guard operand.dtype == .int32 else { return operand }
    return try weak(operand)
  }

  /// The value in another type; keeps a known value known.
  static func cast(_ value: TensorValue, to dtype: DType) throws -> TensorValue {
    if value.dtype == dtype { return value }
    switch value.content {
    case .known(let tensor):
      try MemoryBudget.current.require(
        ByteEstimate.product(tensor.count, dtype.byteCount), for: "the conversion")
      return TensorValue(tensor.cast(to: dtype)).with(value.roles).with(value.classes)
        .with(value.preparation)
    case .traced: return try applyAsIs(Cast(dtype), [value], isWeak: false)
    }
  }

  /// The value as weak numbers.
  static func weak(_ value: TensorValue) throws -> TensorValue {
    switch try cast(value, to: .float64).content {
    case .known(let tensor): return TensorValue(weak: tensor).with(value.roles).with(value.classes)
    case .traced(let node, let graph):
      return TensorValue(node, in: graph, isWeak: true).with(value.roles)
    }
  }

  /// Runs a computation that is written for graphs on values known now.
  static func compute(
    _ operands: [TensorValue], _ body: (Graph, [Graph.Node]) throws -> Graph.Node
  ) throws -> TensorValue {
    if let graph = operands.lazy.compactMap(\.graph).first {
      let node = try body(graph, operands.map { $0.node(in: graph) })
      return TensorValue(node, in: graph, isWeak: operands.allSatisfy(\.isWeak))
        .with(roles(of: operands, rank: node.shape.rank))
    }
    let graph = Graph()
    let node = try body(graph, operands.map { $0.node(in: graph) })
    let result = try evaluate(node, in: graph)
    let isWeak = operands.allSatisfy(\.isWeak) && result.dtype == .float64
    return (isWeak ? TensorValue(weak: result) : TensorValue(result))
      .with(roles(of: operands, rank: result.shape.rank))
  }

  private static func roles(of operands: [TensorValue], rank: Int) -> TensorRoles {
    operands.contains { $0.roles.contains(.modelOutput) && $0.shape.rank == rank }
      ? .modelOutput : []
  }

  /// The numbers of a value that is being traced from known numbers only, as `grad` does at the
  /// prompt; `nil` where it depends on what a training changes or feeds.
  static func constant(_ value: TensorValue) throws(MemoryShortage) -> Tensor? {
    guard case .traced(let node, let graph) = value.content else { return value.known }
    var needed: Set = [node.index]
    for index in (0...node.index).reversed() where needed.contains(index) {
      switch graph.sources[index] {
      case .input, .variable: return nil
      case .constant: break
      case .operation(_, let inputs):
        // What reads nothing draws.
        guard !inputs.isEmpty else { return nil }
        needed.formUnion(inputs.map(\.index))
      }
    }
    return try evaluate(node, in: graph)
  }

  /// The value of one node of a finished graph.
  static func evaluate(_ node: Graph.Node, in graph: Graph) throws(MemoryShortage) -> Tensor {
    try evaluate([node], in: graph)[0]
  }

  /// The values of some nodes; refused where computing them takes more memory than is left.
  static func evaluate(
    _ nodes: [Graph.Node], in graph: Graph
  ) throws(MemoryShortage) -> [Tensor] {
    let plan = Plan(graph, outputs: nodes)
    let bytes = ByteEstimate.sum(
      [plan.arenaByteCount, plan.inputByteCount] + nodes.map(\.type.byteCount))
    try MemoryBudget.current.require(bytes, for: "this computation")
    let executor = Executor(plan, threads: 1)
    executor.run(step: 0)
    return nodes.map(executor.value)
  }

  /// Operands in their common type, as `apply` would give them to an operation that does not work element by element.
  static func aligned(
    _ operands: [TensorValue]
  ) throws -> (operands: [TensorValue], isWeak: Bool) {
    let (type, isWeak) = commonType(operands)
    return (try operands.map { try cast($0, to: type) }, isWeak)
  }

  private static func commonType(_ operands: [TensorValue]) -> (DType, isWeak: Bool) {
    if let strong = operands.first(where: { !$0.isWeak && $0.dtype.isFloat }) {
      return (strong.dtype, false)
    }
    if operands.allSatisfy({ $0.dtype == .int32 }) { return (.int32, false) }
    return (.float64, true)
  }
}
