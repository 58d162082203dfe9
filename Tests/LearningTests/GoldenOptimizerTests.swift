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
    // Where the average of the weights is what the case is about.
    let seen = golden.tensors["averages"] == nil ? nil : "average"
    for dtype in golden.dtypes {
      let steps = try Stepper(optimizer, Variable("w", golden["w"].tensor(dtype)))
      var path: [Double] = []
      for (index, rate) in rates.enumerated() {
        let row = Array(gradients.numbers[index * count..<(index + 1) * count])
        steps.run(gradient: row, rate: rate)
        path += steps.value(of: seen).doubles
      }
      let expected = try golden[seen == nil ? "weights" : "averages"]
      #expect(expected.difference(from: path) <= goldenTolerance(dtype), "\(dtype)")
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

  /// The algorithms of PyTorch's documentation in NumPy, float64, defaults of PyTorch: w = 1 after one
  /// gradient of 1e-8, where epsilon shows, and after n gradients t·(−1)ᵗ·1e-6. PyTorch 2.13 itself
  /// gives all of them to 14 digits.
  @Test(
    arguments: [
      ("nadam", 0.9989435482216447, 1.0002723235122757, 1.0006655243458675),
      ("adamax", 0.999, 1.0016903700183142, 1.001731285782384),
      ("rmsprop", 0.990909090909091, 1.0209789147785233, 1.0409093073820008),
      ("adagrad", 0.9900990099009901, 1.0027717927202064, 1.0051071976502597),
      ("adadelta", 0.99999999, 0.9999950000216475, 0.9985043429151658),
      ("adamw", 0.9994900000000001, 1.0007149011823577, 0.9712749867237815),
    ])
  func `under compat=pytorch updates are PyTorch's`(
    word: String, one: Double, ten: Double, many: Double
  ) throws {
    let type = try #require(Optimizers.named(word))
    let optimizer = try type.make(Arguments(compatibility: .pytorch))
    let rate = try #require(optimizer.settings.learningRate.known)
    for (count, expected) in [(1, one), (10, ten), (3_000, many)] {
      let steps = try Stepper(optimizer, Variable("w", Tensor([1.0], [1])))
      for step in 1...count {
        let size = Double(step % 2 == 0 ? step : -step) * 1e-6
        steps.run(gradient: [count == 1 ? 1e-8 : size], rate: rate)
      }
      let difference = abs(steps.value(of: nil).first - expected)
      #expect(difference <= 1e-10, "\(word) after \(count)")
    }
  }

  @Test func `every optimizer has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "optimizers").cases.map(\.word))
    #expect(Optimizers.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }
}

/// Single steps of one weight by given gradients, as a run takes them.
private final class Stepper {
  private let optimizer: any Optimizer
  private let weight: Variable
  private let state: [Variable]
  private let updating: Executor
  private let accumulating: Executor
  private let gradient: Graph.Node
  private let feeds: [Graph.Node]
  private var step = 0

  init(_ optimizer: any Optimizer, _ weight: Variable) throws {
    self.optimizer = optimizer
    self.weight = weight
    state = optimizer.stateNames.map { optimizer.state($0, of: weight) }
    let graph = Graph()
    gradient = graph.input(weight.type)
    feeds = optimizer.stepFeeds(learningRate: 0, number: 1).map { _ in
      graph.input(TensorType([], .float64))
    }
    let nodes = state.map(graph.variable)
    let sums = try optimizer.appendAccumulation(state: [nodes], gradients: [gradient], in: graph)
    accumulating = Executor(Plan(graph, outputs: sums.updates), threads: 1)
    let update = try optimizer.appendStep(
      [graph.variable(weight)], state: [nodes], gradients: [gradient], feeds: feeds, in: graph)
    updating = Executor(Plan(graph, outputs: update.updates), threads: 1)
  }

  func run(gradient numbers: [Double], rate: Double) {
    step += 1
    let update = optimizer.update(ofStep: step)
    let executor = update.updates ? updating : accumulating
    executor.set(gradient, Tensor(numbers, weight.type.shape, weight.type.dtype))
    if update.updates {
      let values = optimizer.stepFeeds(learningRate: rate, number: update.number)
      for (node, value) in zip(feeds, values) { executor.set(node, Tensor(scalar: value)) }
    }
    executor.run(step: UInt64(step - 1))
  }

  func value(of name: String?) -> Tensor {
    (zip(optimizer.stateNames, state).first { $0.0 == name }?.1 ?? weight).value
  }
}
