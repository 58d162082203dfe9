import Engine
import Testing

@Suite struct PlanTests {
  @Test func `a plan that reuses memory computes the same as one that does not`() throws {
    let net = try SmallNet()
    let reusing = net.run(Plan(net.graph, outputs: [net.loss] + net.gradients))
    let lavish = net.run(
      Plan(net.graph, outputs: [net.loss] + net.gradients, reusesMemory: false))
    #expect(reusing.count == 5)
    #expect(reusing == lavish)
  }

  @Test func `reuse makes the arena smaller`() throws {
    let net = try SmallNet()
    let outputs = [net.loss] + net.gradients
    let reusing = Plan(net.graph, outputs: outputs).arenaByteCount
    #expect(reusing < Plan(net.graph, outputs: outputs, reusesMemory: false).arenaByteCount)
  }

  @Test func `a chain of element-wise operations needs one place`() throws {
    let graph = Graph()
    var node = graph.input(TensorType([16], .float32))
    for _ in 0..<5 { node = try graph.apply(Negate(), to: node) }
    #expect(Plan(graph, outputs: [node]).arenaByteCount == 64)
  }

  @Test func `what no output needs is not computed`() throws {
    let graph = Graph()
    let (a, b) = (
      graph.constant(tensor([1, 2], [1, 2])), graph.constant(tensor([1, 2], [2, 1]))
    )
    _ = try graph.apply(MatrixProduct(), to: a, b)
    let used = try graph.apply(Add(), to: a, b)
    #expect(Plan(graph, outputs: [used]).multiplyAccumulates == 0)
  }

  @Test func `multiply-accumulates add up over products`() throws {
    let net = try SmallNet()
    // 4 × 3 × 5 forwards in the first layer, 4 × 5 × 2 in the second.
    #expect(Plan(net.graph, outputs: [net.loss]).multiplyAccumulates == 60 + 40)
  }

  @Test func `an output that is a view keeps its value`() throws {
    let graph = Graph()
    let x = graph.input(TensorType([2, 2], .float64))
    let doubled = try graph.apply(Add(), to: x, x)
    let flat = try graph.apply(Reshape([4]), to: doubled)
    let later = try graph.apply(Negate(), to: doubled)
    let executor = Executor(Plan(graph, outputs: [flat, later]))
    executor.set(x, tensor([1, 2, 3, 4], [2, 2]))
    executor.run()
    #expect(executor.value(of: flat).doubles == [2, 4, 6, 8])
    #expect(executor.value(of: later).doubles == [-2, -4, -6, -8])
  }

  @Test func `a node of no elements is computed`() throws {
    let graph = Graph()
    let x = graph.input(TensorType([0, 3], .float32))
    let row = graph.constant(tensor([1, 2, 3], .float32))
    let sum = try graph.apply(Sum(axes: [0]), to: graph.apply(Add(), to: x, row))
    let executor = Executor(Plan(graph, outputs: [sum]))
    executor.run()
    #expect(executor.value(of: sum).doubles == [0, 0, 0])
  }
}

/// 3 inputs, 5 tanh units, 2 classes; 4 samples.
struct SmallNet {
  let graph = Graph()
  let loss: Graph.Node
  let gradients: [Graph.Node]
  let variables: [Variable]

  init(_ dtype: DType = .float32) throws {
    let stream = RandomStream(seed: 3, purpose: .data, name: "net", occurrence: 0)
    func random(_ name: String, _ shape: Shape, _ step: UInt64) -> Variable {
      Variable(name, stream.normalTensor(shape, dtype, step: step))
    }
    variables = [
      random("w1", [3, 5], 1), random("b1", [5], 2), random("w2", [5, 2], 3), random("b2", [2], 4),
    ]
    let nodes = variables.map { [graph] in graph.variable($0) }
    let x = graph.constant(stream.normalTensor([4, 3], dtype, step: 5))
    let labels = graph.constant(ints([0, 1, 1, 0]))
    let product = try graph.apply(MatrixProduct(), to: x, nodes[0])
    let hidden = try graph.apply(HyperbolicTangent(), to: graph.apply(Add(), to: product, nodes[1]))
    let logits = try graph.apply(
      Add(), to: graph.apply(MatrixProduct(), to: hidden, nodes[2]), nodes[3])
    let picked = try graph.apply(
      PickClass(), to: graph.apply(LogSoftmax(), to: logits), labels)
    loss = try graph.apply(Negate(), to: graph.apply(Mean(), to: picked))
    gradients = try graph.gradients(of: loss, for: nodes)
  }

  func run(_ plan: Plan, team: ThreadTeam? = nil, kernels: KernelSet = .best) -> [[Double]] {
    let executor = Executor(plan, team: team, kernels: kernels)
    executor.run()
    return ([loss] + gradients).map { executor.value(of: $0).doubles }
  }
}
