@testable import Engine
import Testing

/// Convolutions end with what follows them; the bits are those of the lines one by one.
@Suite struct FusedConvolutionTests {
  @Test(arguments: KernelSet.available, 1...2)
  func `a net of convolutions has the same bits fused and line by line`(
    set: KernelSet, threads: Int
  ) throws {
    for dtype in [DType.float32, .float64] {
      for (channels, filters) in [(1, 32), (5, 37), (300, 7)] {
        let (graph, outputs) = try net(channels, filters, dtype)
        let fused = Plan(graph, outputs: outputs)
        let plain = Plan(graph, outputs: outputs, simplifies: false)
        // Bias and relu of both convolutions, relu's gradient in one and in the pooling.
        #expect(fused.lines.count <= plain.lines.count - 6)
        let team = threads > 1 ? ThreadTeam(threads: threads) : nil
        #expect(numbers(plain, .best, nil) == numbers(fused, set, team))
      }
    }
  }

  /// Two convolutions, a pooling, and the gradients of everything.
  private func net(
    _ channels: Int, _ filters: Int, _ dtype: DType
  ) throws -> (Graph, [Graph.Node]) {
    let graph = Graph()
    let stream = RandomStream(seed: 3, purpose: .data, name: "net", occurrence: 0)
    func random(_ shape: Shape, _ step: UInt64) -> Graph.Node {
      graph.variable(Variable("v", stream.normalTensor(shape, dtype, step: step)))
    }
    let x = random([3, 9, 8, channels], 0)
    let weights = [
      random([3, 2, channels, filters], 1), random([filters], 2),
      random([3, 3, filters, 6], 3), random([6], 4),
    ]
    var y = x
    for (kernel, bias) in [(weights[0], weights[1]), (weights[2], weights[3])] {
      let rows = WindowAxis.same(input: y.shape[1], taps: 3)
      y = try graph.apply(Convolution(rows: rows), to: y, kernel)
      y = try graph.apply(Relu(), to: graph.apply(Add(), to: y, bias))
    }
    let step = WindowAxis(stride: 2)
    y = try graph.apply(MaxPool(PoolWindow(size: [2, 2], rows: step, columns: step)), to: y)
    let loss = try graph.apply(Sum(), to: graph.apply(Multiply(), to: y, y))
    return (graph, [loss] + (try graph.gradients(of: loss, for: [x] + weights)))
  }

  private func numbers(_ plan: Plan, _ set: KernelSet, _ team: ThreadTeam?) -> [[UInt8]] {
    let executor = Executor(plan, team: team, kernels: set)
    executor.run()
    return plan.outputs.map { executor.value(of: $0).withBytes { Array($0) } }
  }
}
