/// What one node computes: a shape rule, a kernel, and a gradient rule that appends nodes.
///
/// Operations are values without state. A new one is one file in `Operations/` and one line in the
/// operations' test list, which holds its gradient against central differences.
package protocol Operation: Sendable {
  /// In the user's words, for errors and listings: "matmul", "+", "relu".
  var name: String { get }

  /// What it is to those who explain what went wrong.
  var kind: OperationKind { get }

  /// The type of the result, or what does not fit.
  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType

  /// Appends the nodes of ∂L/∂input for each input, given ∂L/∂output; `nil` where it is zero.
  func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?]

  /// The kernel for these types, resolved once per plan.
  func kernel(inputs: [TensorType], output: TensorType) -> Kernel

  /// Inputs whose memory the output may take over when they are not read again.
  var reusableInputs: [Int] { get }

  /// Inputs that the kernel changes in place: weights and moments in an optimizer's update.
  var mutatedInputs: [Int] { get }

  /// Whether what follows in the graph reads the changed memory where it lies, and nothing that stands before changes.
  var isReadBehind: Bool { get }

  /// Whether the output is the first input's memory under another type, so that nothing need run.
  var isView: Bool { get }

  /// Multiply-accumulate operations of one run; 0 for what is not a product.
  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int
}

extension Operation {
  /// Other: for most there is nothing more to say.
  package var kind: OperationKind { .other }
  /// None, where an operation does not say otherwise.
  package var reusableInputs: [Int] { [] }
  /// None: most operations change nothing.
  package var mutatedInputs: [Int] { [] }
  /// False: what an update changes is read in the next run.
  package var isReadBehind: Bool { false }
  /// False: most results are computed.
  package var isView: Bool { false }
  /// 0: most operations are no products.
  package func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int { 0 }

  /// Most operations of integers and choices lead nowhere.
  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    context.inputs.map { _ in nil }
  }

  /// The type of the result; refuses also what has no elements and yet no possible extents.
  func checkedType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    let type = try outputType(of: inputs)
    guard type.shape.rank <= Shape.maximumRank else {
      throw refusal("a result of at most \(Shape.maximumRank) axes", inputs)
    }
    guard !type.shape.isHugeNothing else {
      throw refusal("shorter axes beside the empty one", inputs)
    }
    return type
  }

  /// An error about these operands.
  func refusal(_ expected: String, _ inputs: [TensorType]) -> ShapeError {
    ShapeError(operation: name, kind: kind, expected: expected, found: inputs.map(\.shape))
  }

  /// Refuses operands of several element types, or of one that the operation does not know.
  func checkTypes(
    _ inputs: [TensorType], count: Int, floatsOnly: Bool = false
  ) throws(ShapeError) {
    guard inputs.count == count else { throw refusal("\(count) operands", inputs) }
    guard let dtype = inputs.first?.dtype, inputs.allSatisfy({ $0.dtype == dtype }) else {
      let found = inputs.map(\.dtype.name).joined(separator: " and ")
      throw refusal("operands of one type, not \(found)", inputs)
    }
    guard !floatsOnly || dtype.isFloat else {
      throw refusal("floating-point numbers, not \(dtype.name)", inputs)
    }
    guard inputs.allSatisfy({ $0.shape.rank <= Shape.maximumRank }) else {
      throw refusal("at most \(Shape.maximumRank) axes", inputs)
    }
  }
}

/// What a gradient rule sees.
package struct GradientContext {
  /// Where a gradient's nodes are appended: the graph of the operation itself.
  package let graph: Graph
  /// The operation's operands, in their order.
  package let inputs: [Graph.Node]
  /// The operation's result, which a rule may read instead of computing it again.
  package let output: Graph.Node
  /// ∂L/∂output, of the output's shape.
  package let upstream: Graph.Node
  /// Which inputs need a gradient; others may be `nil` in the answer.
  package let isNeeded: [Bool]

  func apply(_ operation: some Operation, _ inputs: Graph.Node...) throws(ShapeError) -> Graph.Node
  {
    try graph.apply(operation, toAll: inputs)
  }

  func product(_ a: Graph.Node, _ b: Graph.Node) throws(ShapeError) -> Graph.Node {
    try apply(Multiply(), a, b)
  }

  func product(_ a: Graph.Node, _ number: Double) throws(ShapeError) -> Graph.Node {
    try apply(Multiply(), a, graph.constant(number, a.dtype))
  }

  func negated(_ a: Graph.Node) throws(ShapeError) -> Graph.Node { try apply(Negate(), a) }

  /// 1 where the comparison holds, 0 elsewhere.
  func compare(
    _ kind: Comparison.Kind, _ a: Graph.Node, _ b: Graph.Node
  ) throws(ShapeError) -> Graph.Node { try apply(Comparison(kind), a, b) }

  /// Adds up what broadcasting spread out: `node` summed to the shape of input `index`.
  func summed(_ node: Graph.Node, toInput index: Int) throws(ShapeError) -> Graph.Node {
    let shape = inputs[index].shape
    return node.shape == shape ? node : try apply(SumTo(shape), node)
  }
}
