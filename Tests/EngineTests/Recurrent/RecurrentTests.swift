import Engine
import Testing

@Suite struct RecurrentTests {
  @Test(arguments: RecurrentCase.all)
  func `the kernels compute what the formula says, gradients included`(form: RecurrentCase) throws {
    for (dtype, tolerance) in [(DType.float64, 1e-13), (.float32, 2e-6)] {
      let (variables, append) = form.operands(dtype)
      let graph = Graph()
      let operands = append(graph)
      let targets = variables.map { graph.variable($0) }
      let kernel = try graph.recurrence(form.recurrence, operands)
      let formula = try RecurrentFormula(form.recurrence).append(operands, in: graph)
      var pairs = [(kernel.states, formula.states)]
      if let ours = kernel.memories, let theirs = formula.memories { pairs.append((ours, theirs)) }
      let ours = try graph.gradients(of: form.loss(of: kernel.states, in: graph), for: targets)
      let theirs = try graph.gradients(of: form.loss(of: formula.states, in: graph), for: targets)
      pairs += zip(ours, theirs)
      let executor = Executor(Plan(graph, outputs: pairs.flatMap { [$0, $1] }))
      executor.run()
      for (index, (a, b)) in pairs.enumerated() {
        let (a, b) = (executor.value(of: a).doubles, executor.value(of: b).doubles)
        let difference = zip(a, b).map { abs($0 - $1) }.max() ?? 0
        #expect(difference <= tolerance * (1 + (b.map(abs).max() ?? 0)), "\(index) in \(dtype)")
      }
    }
  }

  @Test(arguments: RecurrentCase.all)
  func `gradients agree with central differences`(form: RecurrentCase) throws {
    let (variables, append) = form.operands()
    let graph = Graph()
    let states = try graph.recurrence(form.recurrence, append(graph)).states
    let loss = try form.loss(of: states, in: graph)
    for report in try GradientCheck().reports(graph, of: loss, for: variables) {
      #expect(report.passes, "\(report)")
    }
  }

  @Test(arguments: RecurrentCase.all)
  func `second derivatives agree with central differences`(form: RecurrentCase) throws {
    var form = form
    (form.batch, form.steps) = (2, 3)
    let (variables, append) = form.operands()
    let graph = Graph()
    let states = try graph.recurrence(form.recurrence, append(graph)).states
    let gradients = try graph.gradients(
      of: form.loss(of: states, in: graph), for: variables.map { graph.variable($0) })
    var sum = graph.constant(0, .float64)
    for (index, gradient) in gradients.enumerated() {
      let square = try graph.apply(
        Sum(), to: graph.apply(Multiply(), to: gradient, gradient))
      let part = try graph.apply(
        Multiply(), to: square, graph.constant(0.3 + Double(index), .float64))
      sum = try graph.apply(Add(), to: sum, part)
    }
    for report in try GradientCheck().reports(graph, of: sum, for: variables) {
      #expect(report.passes, "\(report)")
    }
  }

  @Test(arguments: [Recurrence.Cell.simple, .lstm, .gru], KernelSet.available)
  func `any instruction set and number of threads gives the same bits`(
    cell: Recurrence.Cell, set: KernelSet
  ) throws {
    for dtype in DType.floats {
      var form = RecurrentCase(recurrence: Recurrence(cell), hasBias: true, hasMask: true)
      // No multiples of a tile or of a register.
      (form.batch, form.steps, form.units, form.masks) = (21, 5, 37, form.recurrence.gates)
      let (variables, append) = form.operands(dtype)
      let graph = Graph()
      let states = try graph.recurrence(form.recurrence, append(graph)).states
      let gradients = try graph.gradients(
        of: form.loss(of: states, in: graph), for: variables.map { graph.variable($0) })
      let plan = Plan(graph, outputs: [states] + gradients)
      #expect(bytes(plan, .generic, nil) == bytes(plan, set, nil))
      #expect(bytes(plan, .generic, nil) == bytes(plan, set, ThreadTeam(threads: 3)))
    }
  }

  @Test func `a sequence goes on from the state that another one left`() throws {
    var form = RecurrentCase(recurrence: Recurrence(.lstm), hasBias: true)
    form.steps = 6
    let (_, append) = form.operands(.float32)
    let graph = Graph()
    let whole = append(graph)
    let once = try graph.recurrence(form.recurrence, whole)
    func part(_ steps: Range<Int>) throws -> Recurrence.Operands {
      var operands = whole
      operands.projected = try graph.apply(
        Slice(axis: 1, from: steps.lowerBound, to: steps.upperBound), to: whole.projected)
      return operands
    }
    func last(_ node: Graph.Node?) throws -> Graph.Node {
      let node = try #require(node)
      let steps = node.shape[1]
      return try graph.apply(
        Reshape([form.batch, form.units]),
        to: graph.apply(Slice(axis: 1, from: steps - 1, to: steps), to: node))
    }
    let first = try graph.recurrence(form.recurrence, part(0..<4))
    var rest = try part(4..<6)
    (rest.state, rest.memory) = (try last(first.states), try last(first.memories))
    let second = try graph.recurrence(form.recurrence, rest)
    let joined = try graph.apply(Concatenate(axis: 1), to: first.states, second.states)
    let executor = Executor(Plan(graph, outputs: [once.states, joined]))
    executor.run()
    #expect(executor.value(of: once.states).doubles == executor.value(of: joined).doubles)
  }

  @Test func `operands that do not fit are refused`() throws {
    let graph = Graph()
    let projected = graph.input(TensorType([2, 3, 8], .float32))
    let weights = graph.input(TensorType([3, 8], .float32))
    #expect(throws: ShapeError.self) {
      try graph.recurrence(
        Recurrence(.lstm), Recurrence.Operands(projected: projected, weights: weights))
    }
  }
}

private func bytes(_ plan: Plan, _ set: KernelSet, _ team: ThreadTeam?) -> [[UInt8]] {
  let executor = Executor(plan, team: team, kernels: set)
  executor.run()
  return plan.outputs.map { executor.value(of: $0).withBytes { Array($0) } }
}
