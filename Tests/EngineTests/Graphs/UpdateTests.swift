import Engine
import Testing

@Suite struct UpdateTests {
  private func run(_ update: any Operation, _ variables: [Variable], scalars: [Double]) throws {
    let graph = Graph()
    let gradient = graph.constant(tensor([0.5, -1], .float32))
    let rates = scalars.map { graph.constant($0, .float64) }
    let node = try graph.apply(
      update, toAll: variables.map { graph.variable($0) } + [gradient] + rates)
    Executor(Plan(graph, outputs: [node])).run()
  }

  private func variable(_ numbers: [Double]) -> Variable {
    Variable("w", tensor(numbers, .float32))
  }

  @Test func `plain descent goes against the gradient`() throws {
    let (w, v) = (variable([1, 2]), variable([9, 9]))
    try run(SGDUpdate(), [w, v], scalars: [0.5])
    #expect(w.value.doubles == [0.75, 2.5])
    #expect(v.value.doubles == [9, 9])
  }

  @Test func `momentum adds to the velocity`() throws {
    let (w, v) = (variable([1, 2]), variable([1, -1]))
    try run(SGDUpdate(momentum: 0.5), [w, v], scalars: [0.5])
    #expect(v.value.doubles == [0.25, 0])
    #expect(w.value.doubles == [1.25, 2])
  }

  @Test func `Nesterov's momentum looks ahead`() throws {
    let (w, v) = (variable([1, 2]), variable([1, -1]))
    try run(SGDUpdate(momentum: 0.5, nesterov: true), [w, v], scalars: [0.5])
    // v = 0.25, 0; w += 0.5·v − 0.5·g.
    #expect(w.value.doubles == [0.875, 2.5])
  }

  @Test func `Adam's first step is the rate, with epsilon in either place`() throws {
    // engine.md B3, epsilon 0.1: 0.98635 inside Keras's form, 0.91667 in PyTorch's, times g = 0.5.
    for (hat, expected) in [(true, 0.5 / (0.5 + 0.1 / 0.001.squareRoot())), (false, 0.5 / 0.6)] {
      let (w, m, v) = (variable([0, 0]), variable([0, 0]), variable([0, 0]))
      try run(
        AdamUpdate(beta1: 0.9, beta2: 0.999, epsilon: 0.1, epsilonHat: hat), [w, m, v],
        scalars: [1, 1 - 0.9, 1 - 0.999])
      #expect(abs(m.value[0] - 0.05) < 1e-8)
      #expect(abs(v.value[0] - 0.00025) < 1e-10)
      #expect(abs(w.value[0] + expected) < 1e-6)
    }
  }

  @Test func `assigning replaces a variable, and later nodes read the new value`() throws {
    let (w, graph) = (variable([1, 2]), Graph())
    let node = graph.variable(w)
    let before = try graph.apply(Negate(), to: node)
    let assigned = try graph.apply(
      Assign(), to: node, graph.apply(Add(), to: node, graph.constant(1, .float32)))
    let after = try graph.apply(Negate(), to: node)
    let executor = Executor(Plan(graph, outputs: [before, assigned, after]))
    executor.run()
    #expect(executor.value(of: before).doubles == [-1, -2])
    #expect(executor.value(of: after).doubles == [-2, -3])
    #expect(w.value.doubles == [2, 3])
  }

  @Test func `updates wait until everything else is computed`() throws {
    let (w, graph) = (variable([1, 2]), Graph())
    let node = graph.variable(w)
    let assigned = try graph.apply(Assign(), to: node, graph.constant(tensor([5, 6], .float32)))
    let loss = try graph.apply(Sum(), to: graph.constant(tensor([1, .infinity], .float32)))
    let executor = Executor(Plan(graph, outputs: [assigned, loss], guards: [loss]))
    #expect(!executor.run())
    #expect(w.value.doubles == [1, 2])
  }

  @Test func `the first value that is not finite is named with its layer`() throws {
    let graph = Graph()
    let x = graph.input(TensorType([2], .float32), name: "x")
    graph.scope = "hidden"
    let root = try graph.apply(SquareRoot(), to: x)
    graph.scope = "out"
    let sum = try graph.apply(Sum(), to: graph.apply(Exponential(), to: root))
    let executor = Executor(Plan(graph, outputs: [sum], guards: [sum]))
    executor.set(x, tensor([1, -1], .float32))
    #expect(!executor.run())
    #expect(
      executor.firstNonFinite()
        == NonFinite(
          scope: "hidden", origin: .operation(.squareRoot, name: "sqrt"),
          inputs: [NonFinite.Span(lowest: -1, highest: 1, hasZero: false)]))
    executor.set(x, tensor([1, .nan], .float32))
    #expect(executor.firstNonFinite() == NonFinite(scope: "x", origin: .input))
    executor.set(x, tensor([1, 4], .float32))
    #expect(executor.run() && executor.firstNonFinite() == nil)
  }

  @Test func `operands of different types are refused`() {
    #expect(throws: ShapeError.self) {
      try run(SGDUpdate(), [variable([1, 2]), variable([1])], scalars: [1])
    }
  }

  @Test func `a row is written in place, and what follows reads it through views, too`() throws {
    let buffer = Variable("memory", Tensor(repeating: 0, [2, 3, 2], .float32))
    let graph = Graph()
    let table = graph.variable(buffer)
    let places = graph.input(TensorType([2], .int32), name: "places")
    let before = try graph.apply(Reshape([12]), to: table)
    let row = graph.constant(Tensor([1, 2, 3, 4].map { Float($0) }, [2, 1, 2]))
    let write = try graph.apply(WriteRow(axis: 1), to: table, row, places)
    let behind = try graph.apply(
      Add(), to: graph.apply(Reshape([6, 2]), to: table), graph.constant(0, .float32))
    let executor = Executor(Plan(graph, outputs: [before, behind, write]))
    executor.set(places, Tensor([2, 0] as [Int32], [2]))
    executor.run()
    #expect(executor.doubles(of: before) == [Double](repeating: 0, count: 12))
    #expect(executor.doubles(of: behind) == [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0])
    // Places that are none write nothing.
    executor.set(places, Tensor([-1, 3] as [Int32], [2]))
    executor.run()
    #expect(executor.doubles(of: before) == [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0])
    #expect(buffer.value.doubles == [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0])
  }

  @Test func `a row that does not fit is refused`() {
    let graph = Graph()
    let table = graph.variable(Variable("memory", Tensor(repeating: 0, [2, 3], .float32)))
    let places = graph.input(TensorType([2], .int32), name: "places")
    for (axis, shape) in [(0, [1, 3] as Shape), (2, [2, 3]), (1, [2, 2]), (1, [1, 1])] {
      let row = graph.input(TensorType(shape, .float32), name: "row")
      #expect(throws: ShapeError.self) {
        try graph.apply(WriteRow(axis: axis), to: table, row, places)
      }
    }
  }
}
