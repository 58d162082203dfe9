import Engine
import Support
import Testing

/// Operations whose effect is on variables; `UpdateTests` has them.
private let updates: Set<String> = ["SGDUpdate", "AdamUpdate", "Assign", "WriteRow"]

/// Taken for constants on purpose, although their values depend on x.
private let constants: Set<String> = ["StopGradient"]

/// Products of whole numbers refuse a gradient; `QuantizedProductTests` hold them against others.
private let refusing: Set<String> = [
  "QuantizeRows", "QuantizedPatches", "QuantizedProduct", "GroupProduct",
]

@Suite struct GradientTests {
  @Test(arguments: OperationCases.all)
  func `a gradient agrees with central differences`(operation: OperationCase) throws {
    let (graph, variables, output) = try loss(operation)
    guard output.dtype.isFloat, !constants.contains(operation.type) else { return }
    for report in try GradientCheck().reports(graph, of: output, for: variables) {
      #expect(report.passes, "\(report)")
      #expect(report.skippedKinks == 0, "the operands stay clear of kinks: \(report)")
    }
  }

  @Test(arguments: OperationCases.all.filter(\.isSmooth))
  func `a gradient's gradient agrees with central differences`(operation: OperationCase) throws {
    let (graph, variables, output) = try loss(operation)
    guard output.dtype.isFloat, !constants.contains(operation.type) else { return }
    let gradients = try graph.gradients(of: output, for: variables.map { graph.variable($0) })
    // A weighted sum of squares of the gradients: every second derivative takes part.
    var sum = graph.constant(0, .float64)
    for (index, gradient) in gradients.enumerated() {
      let square = try graph.apply(Multiply(), to: gradient, gradient)
      let part = try graph.apply(
        Multiply(), to: graph.apply(Sum(), to: square),
        graph.constant(0.3 + Double(index), .float64))
      sum = try graph.apply(Add(), to: sum, part)
    }
    for report in try GradientCheck().reports(graph, of: sum, for: variables) {
      #expect(report.passes, "\(report)")
    }
  }

  @Test func `every operation of the folder has a case`() throws {
    let covered = Set(OperationCases.all.map(\.type)).union(updates).union(refusing)
    var missing: [String] = []
    for name in try operationNames() where !covered.contains(name) { missing.append(name) }
    #expect(missing == [])
  }

  @Test func `equal operands of maximum share the gradient`() throws {
    let (a, b) = (Variable("a", tensor([1], [])), Variable("b", tensor([1], [])))
    let graph = Graph()
    let larger = try graph.apply(Maximum(), to: graph.variable(a), graph.variable(b))
    #expect(try gradients(graph, larger, [a, b]) == [[0.5], [0.5]])
  }

  @Test func `relu and abs have slope 0 at 0, and tied maxima share the gradient`()
    throws
  {
    let x = Variable("x", tensor([0, 3, 3]))
    for (operation, expected) in [
      (Relu() as any Operation, [0.0, 1, 1]), (Absolute(), [0, 1, 1]),
      (MaximumOf(), [0, 0.5, 0.5]),
      (Sort(descending: true), [1, 1, 1]), (Clip(low: 0, high: 3), [1, 1, 1]),
    ] {
      let graph = Graph()
      let output = try graph.apply(operation, toAll: [graph.variable(x)])
      #expect(try gradients(graph, graph.apply(Sum(), to: output), [x]) == [expected])
    }
  }

  @Test func `a product's gradient is right with zeros among the factors`() throws {
    let x = Variable("x", tensor([2, 0, 5]))
    let graph = Graph()
    let product = try graph.apply(Product(), to: graph.variable(x))
    #expect(try gradients(graph, product, [x]) == [[0, 10, 0]])
  }

  /// ∂²(x₀·x₁·x₂)/∂xᵢ∂xⱼ is the third factor, whichever of them are 0.
  @Test(arguments: [[2.0, 0, 5], [0, 0, 5], [0, 0, 0], [2, 3, 5]])
  func `a product's second gradient is right with zeros among the factors`(
    numbers: [Double]
  ) throws {
    for row in 0..<3 {
      let x = Variable("x", tensor(numbers))
      let graph = Graph()
      let node = graph.variable(x)
      let first = try graph.gradients(of: graph.apply(Product(), to: node), for: [node])[0]
      let own = try graph.apply(
        Sum(), to: graph.apply(Slice(axis: 0, from: row, to: row + 1), to: first))
      let expected = (0..<3).map { column in
        column == row ? 0 : numbers[3 - row - column]
      }
      #expect(try gradients(graph, own, [x]) == [expected])
    }
  }

  @Test func `a node used twice receives both gradients`() throws {
    let x = Variable("x", tensor([3], []))
    let graph = Graph()
    let node = graph.variable(x)
    let cube = try graph.apply(Multiply(), to: graph.apply(Multiply(), to: node, node), node)
    #expect(try gradients(graph, cube, [x]) == [[27]])
  }

  @Test func `a gradient where nothing leads is zero`() throws {
    let (x, z) = (Variable("x", tensor([3, 4])), Variable("z", tensor([1, 2], [1, 2])))
    let graph = Graph()
    let sum = try graph.apply(Sum(), to: graph.variable(x))
    #expect(try gradients(graph, sum, [z]) == [[0, 0]])
  }
}

/// Σ weightᵢ·outputᵢ with unequal weights, so that no part of a gradient cancels.
private func loss(_ operation: OperationCase) throws -> (Graph, [Variable], Graph.Node) {
  let graph = Graph()
  var variables: [Variable] = []
  let nodes = operation.inputs.enumerated().map { index, input in
    guard input.dtype.isFloat else { return graph.constant(input) }
    let variable = Variable("operand \(index)", input)
    variables.append(variable)
    return graph.variable(variable)
  }
  let output = try graph.apply(operation.operation, toAll: nodes)
  guard output.dtype.isFloat else { return (graph, variables, output) }
  let weights = (0..<output.shape.count).map { 0.5 + 0.25 * Double($0 % 5) }
  let weighted = try graph.apply(
    Multiply(), to: output, graph.constant(Tensor(weights, output.shape)))
  return (graph, variables, try graph.apply(Sum(), to: weighted))
}

private func gradients(
  _ graph: Graph, _ output: Graph.Node, _ variables: [Variable]
) throws -> [[Double]] {
  let nodes = try graph.gradients(of: output, for: variables.map { graph.variable($0) })
  let executor = Executor(Plan(graph, outputs: nodes))
  executor.run()
  return nodes.map { executor.value(of: $0).doubles }
}
