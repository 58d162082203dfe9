import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("Optimizers")
struct OptimizerTests {
  /// Weights after each update of one weight whose gradient is given.
  private func path(
    _ optimizer: any Optimizer, from start: Double, gradients: [Double]
  ) throws -> [Double] {
    let graph = Graph()
    let weight = Variable("w", tensor([start], [1]))
    let slots = optimizer.slots.map { Variable($0, tensor([0], [1])) }
    let gradient = graph.input(TensorType([1], .float64))
    let feeds = optimizer.feeds(learningRate: 0, number: 1).map { _ in
      graph.input(TensorType([], .float64))
    }
    let updates = try optimizer.update(
      graph.variable(weight), slots: slots.map(graph.variable), gradient: gradient, feeds: feeds,
      in: graph)
    let executor = Executor(Plan(graph, outputs: updates), threads: 1)
    guard case .constant(let rate) = optimizer.settings.learningRate else { return [] }
    return gradients.enumerated().map { index, value in
      executor.set(gradient, tensor([value], [1]))
      let numbers = optimizer.feeds(learningRate: rate, number: index + 1)
      for (node, number) in zip(feeds, numbers) { executor.set(node, Tensor(scalar: number)) }
      executor.run(step: UInt64(index))
      return weight.value.first
    }
  }

  @Test func `plain descent goes against the gradient`() throws {
    let weights = try path(
      StochasticGradientDescent(learningRate: 0.1), from: 1, gradients: [1, -2])
    #expect(isClose(weights, [0.9, 1.1], within: 1e-15))
  }

  /// v = −0.1, −0.19, −0.271.
  @Test func `momentum keeps a share of the last step`() throws {
    let optimizer = StochasticGradientDescent(learningRate: 0.1, momentum: 0.9)
    let weights = try path(optimizer, from: 1, gradients: [1, 1, 1])
    #expect(isClose(weights, [0.9, 0.71, 0.439], within: 1e-15))
  }

  /// v = −0.1, then w += 0.9·v − 0.1.
  @Test func `nesterov looks ahead`() throws {
    let optimizer = StochasticGradientDescent(learningRate: 0.1, momentum: 0.9, nesterov: true)
    #expect(isClose(try path(optimizer, from: 1, gradients: [1]), [0.81], within: 1e-15))
  }

  /// Keras: 1 − 0.001·√0.001/0.1 · 0.1·g/(√(0.001·g²) + 0.1), g = 0.5, ε = 0.1 and rate 0.1;
  /// PyTorch: 1 − 0.1·0.5/(0.5 + 0.1).
  @Test func `epsilon stands outside the correction, or inside like PyTorch's`() throws {
    let keras = try path(
      Adam(learningRate: 0.1, epsilon: 0.1), from: 1, gradients: [0.5])
    let pytorch = try path(
      Adam(learningRate: 0.1, epsilon: 0.1, epsilonHat: false), from: 1, gradients: [0.5])
    #expect(isClose(keras, [1 - 0.1 * 0.0316227766 * 0.5 / (0.0316227766 * 0.5 + 0.1)]))
    #expect(isClose(pytorch, [1 - 0.1 * 0.5 / 0.6]))
  }

  @Test func `weight decay shrinks the weight before the step`() throws {
    let optimizer = StochasticGradientDescent(learningRate: 0.1, weightDecay: 0.5)
    #expect(isClose(try path(optimizer, from: 1, gradients: [1]), [0.85], within: 1e-15))
  }

  @Test func `clipping keeps direction by norm and cuts by value`() throws {
    let m = try model([2], [LayerDescription.dense(1)])
    let samples = Samples(
      x: tensor([30, 40], [1, 2], .float32), y: tensor([1e4], [1]))
    try m.set("dense.kernel", to: tensor([0, 0], [2, 1]))
    try train(m, samples) {
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = chosen(
        StochasticGradientDescent(learningRate: 1, clipping: GradientClipping(norm: 1)))
    }
    // The kernel's gradient points along (30, 40): a step of length 1 is (0.6, 0.8).
    let kernel = try #require(m.parameter("dense.kernel")).value.doubles
    #expect(isClose(kernel, [0.6, 0.8], within: 1e-5))
  }

  @Test func `a rate that is no number is refused`() {
    #expect(
      throws: ArgumentError.wrongType(
        parameter: "learning_rate", of: "adam", expected: "a number or a function of the step",
        found: "fast", at: .positional(0))
    ) {
      try Adam.make(Arguments([.word("fast")]))
    }
  }
}
