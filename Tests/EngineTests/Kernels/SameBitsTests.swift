@testable import Engine
import Testing

/// The promise of decision 4: instruction set and number of threads never change a bit.
@Suite struct SameBitsTests {
  @Test(arguments: OperationCases.all, KernelSet.available)
  func `every instruction set gives the same bits`(operation: OperationCase, set: KernelSet) throws
  {
    for dtype in DType.floats {
      let graph = Graph()
      let nodes = operation.inputs.map { input in
        graph.constant(input.dtype.isFloat ? input.cast(to: dtype) : input)
      }
      let plan = Plan(graph, outputs: [try graph.apply(operation.operation, toAll: nodes)])
      #expect(bytes(plan, .generic) == bytes(plan, set))
    }
  }

  @Test(arguments: KernelSet.available, 1...4)
  func `large products and sums keep their bits on any set and number of threads`(
    set: KernelSet, threads: Int
  ) throws {
    for dtype in DType.floats {
      let plan = try largePlan(dtype)
      let team = threads > 1 ? ThreadTeam(threads: threads) : nil
      #expect(bytes(plan, .best) == bytes(plan, set, team))
    }
  }

  @Test(arguments: KernelSet.available, 1...3)
  func `a product with what follows it has the bits of several lines`(
    set: KernelSet, threads: Int
  ) throws {
    for dtype in DType.floats {
      for (rows, columns, depth) in [(1, 1, 1), (5, 33, 7), (130, 65, 300), (33, 1, 20)] {
        let graph = try followedProducts(rows, columns, depth, dtype)
        let fused = Plan(graph.graph, outputs: graph.outputs)
        let plain = Plan(graph.graph, outputs: graph.outputs, simplifies: false)
        #expect(fused.lines.count < plain.lines.count)
        let team = threads > 1 ? ThreadTeam(threads: threads) : nil
        #expect(bytes(plain, .best) == bytes(fused, set, team))
      }
    }
  }

  /// Bias, relu and both after products, relu's gradient, and constants that are known beforehand.
  private func followedProducts(
    _ rows: Int, _ columns: Int, _ depth: Int, _ dtype: DType
  ) throws -> (graph: Graph, outputs: [Graph.Node]) {
    let graph = Graph()
    let stream = RandomStream(seed: 6, purpose: .data, name: "bits", occurrence: 0)
    func random(_ shape: Shape, _ step: UInt64) -> Graph.Node {
      graph.variable(Variable("v", stream.normalTensor(shape, dtype, step: step)))
    }
    let (x, w, v) = (random([rows, depth], 1), random([depth, columns], 2), random([columns], 3))
    func product() throws -> Graph.Node { try graph.apply(MatrixProduct(), to: x, w) }
    let hidden = try graph.apply(Relu(), to: graph.apply(Add(), to: product(), v))
    let outputs = [
      try graph.apply(Add(), to: product(), v), try graph.apply(Relu(), to: product()),
      try graph.apply(MatrixProduct(transposeRight: true), to: hidden, random([6, columns], 4)),
    ]
    let half = try graph.apply(Sum(), to: outputs[2])
    let loss = try graph.apply(
      Multiply(), to: half, graph.apply(Negate(), to: graph.constant(0.5, dtype)))
    return (graph, outputs + [loss] + (try graph.gradients(of: loss, for: [x, w, v])))
  }

  /// Shapes that are no multiples of any tile, in all four forms, and what follows a product.
  private func largePlan(_ dtype: DType) throws -> Plan {
    let graph = Graph()
    let stream = RandomStream(seed: 5, purpose: .data, name: "bits", occurrence: 0)
    func random(_ shape: Shape, _ step: UInt64) -> Graph.Node {
      graph.constant(stream.normalTensor(shape, dtype, step: step))
    }
    let (a, b, c) = (random([53, 97], 1), random([97, 71], 2), random([71, 97], 3))
    let plain = try graph.apply(MatrixProduct(), to: a, b)
    let right = try graph.apply(MatrixProduct(transposeRight: true), to: a, c)
    let left = try graph.apply(MatrixProduct(transposeLeft: true), to: a, random([53, 45], 5))
    let activated = try graph.apply(
      HyperbolicTangent(), to: graph.apply(Add(), to: plain, random([71], 4)))
    let rows = try graph.apply(Softmax(), to: activated)
    let sums = try graph.apply(Sum(axes: [0]), to: graph.apply(Multiply(), to: rows, right))
    let noise = try graph.apply(
      DropoutMask(rate: 0.3, stream: stream), to: random([90, 90], 6))
    let normal = try graph.apply(RandomNormal([7, 333], dtype, stream: stream))
    return Plan(graph, outputs: [plain, right, left, activated, rows, sums, noise, normal])
  }

  @Test(arguments: KernelSet.available, 1...3)
  func `convolutions keep their bits on any set and number of threads`(
    set: KernelSet, threads: Int
  ) throws {
    for dtype in DType.floats {
      let plan = try convolutions(dtype)
      let team = threads > 1 ? ThreadTeam(threads: threads) : nil
      #expect(bytes(plan, .best) == bytes(plan, set, team))
    }
  }

  /// Every direction, with edges, gaps, several panels, and more kernel rows than one panel holds.
  private func convolutions(_ dtype: DType) throws -> Plan {
    let graph = Graph()
    let stream = RandomStream(seed: 6, purpose: .data, name: "bits", occurrence: 0)
    var outputs: [Graph.Node] = []
    for (operation, x, kernel) in [
      (Convolution(rows: .same(input: 19, taps: 3)), [3, 19, 23, 5], [3, 3, 5, 37]),
      (Convolution(rows: WindowAxis(stride: 2, before: 1)), [2, 9, 8, 40], [3, 2, 40, 64]),
      (Convolution(columns: WindowAxis(inputDilation: 2)), [2, 6, 7, 3], [2, 3, 3, 50]),
      (Convolution(groups: 37), [2, 8, 9, 37], [3, 3, 1, 37]),
      (Convolution(), [2, 4, 4, 300], [2, 2, 300, 11]),
    ] as [(Convolution, Shape, Shape)] {
      let operands = [
        graph.constant(stream.normalTensor(x, dtype, step: UInt64(outputs.count))),
        graph.constant(stream.normalTensor(kernel, dtype, step: 99)),
      ]
      let y = try graph.apply(operation, toAll: operands)
      outputs += [y] + (try graph.gradients(of: y, for: operands, startingWith: y))
    }
    return Plan(graph, outputs: outputs)
  }

  private func bytes(_ plan: Plan, _ set: KernelSet, _ team: ThreadTeam? = nil) -> [[UInt8]] {
    let executor = Executor(plan, team: team, kernels: set)
    executor.run(step: 7)
    return plan.outputs.map { executor.value(of: $0).withBytes { Array($0) } }
  }
}
