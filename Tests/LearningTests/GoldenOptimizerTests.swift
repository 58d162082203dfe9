import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenOptimizerTests {
  @Test(arguments: try GoldenFile(named: "optimizers").cases)
  func `twenty updates are those of the reference`(golden: GoldenCase) throws {
    let type = try #require(Optimizers.named(golden.word), "\(golden.word) is registered")
    let optimizer = try type.init(BoundArguments(golden.arguments(), to: type.signature))
    let gradients = try golden["gradients"]
    let rates = try golden["learning_rates"].numbers
    let count = gradients.shape[1]
    for dtype in golden.dtypes {
      let start = try golden["w"].tensor(dtype)
      let weight = Variable("w", start)
      let slots = optimizer.slots.map { slot in
        Variable(slot, Tensor([Double](repeating: 0, count: count), start.shape, dtype))
      }
      let graph = Graph()
      let gradient = graph.input(TensorType(start.shape, dtype))
      let feeds = optimizer.feeds(learningRate: 0, number: 1).map { _ in
        graph.input(TensorType([], .float64))
      }
      let update = try optimizer.update(
        graph.variable(weight), slots: slots.map(graph.variable), gradient: gradient,
        feeds: feeds, in: graph)
      let executor = Executor(Plan(graph, outputs: update), threads: 1)
      var steps: [Double] = []
      for (index, rate) in rates.enumerated() {
        let row = Array(gradients.numbers[index * count..<(index + 1) * count])
        executor.set(gradient, Tensor(row, start.shape, dtype))
        let values = optimizer.feeds(learningRate: rate, number: index + 1)
        for (node, value) in zip(feeds, values) { executor.set(node, Tensor(scalar: value)) }
        executor.run(step: UInt64(index))
        steps += weight.value.doubles
      }
      let difference = try golden["weights"].difference(from: steps)
      #expect(difference <= goldenTolerance(dtype), "\(dtype)")
    }
  }

  /// Epsilon outside or inside the bias correction: the first step of 0.1 from 1, gradient 0.5.
  @Test(arguments: [(true, 0.98635), (false, 0.91667)])
  func `adam's two epsilons differ as measured`(epsilonHat: Bool, expected: Double) throws {
    let adam = Adam(learningRate: 0.1, epsilon: 0.1, epsilonHat: epsilonHat)
    let weight = Variable("w", Tensor([1.0], [1]))
    let slots = adam.slots.map { Variable($0, Tensor([0.0], [1])) }
    let graph = Graph()
    let feeds = adam.feeds(learningRate: 0.1, number: 1).map { graph.constant($0, .float64) }
    let update = try adam.update(
      graph.variable(weight), slots: slots.map(graph.variable),
      gradient: graph.constant(Tensor([0.5], [1])), feeds: feeds, in: graph)
    Executor(Plan(graph, outputs: update), threads: 1).run(step: 0)
    #expect(abs(weight.value.first - expected) < 5e-6)
  }

  @Test func `every optimizer has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "optimizers").cases.map(\.word))
    #expect(Optimizers.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }
}
