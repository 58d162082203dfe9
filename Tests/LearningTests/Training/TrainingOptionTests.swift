import Catalog
import Data
import Engine
import Learning
import Testing

/// Options that surround an update: averages, accumulation, schedules, ignored classes.
@Suite struct TrainingOptionTests {
  private func weights(_ change: (inout TrainingOptions) -> Void) throws -> [Double] {
    let m = try model([1], [.dense(3, "tanh"), .dense(1, "sigmoid")], dtype: .float64)
    try train(m, points(24)) {
      $0.batchSize = 4
      $0.epochs = 2
      $0.shuffles = false
      change(&$0)
    }
    return m.parameters.flatMap { $0.variable.value.doubles }
  }

  private func optimizer(_ word: String, _ named: [(name: String, value: Argument)]) throws
    -> Chosen<any Optimizer>
  {
    let type = try #require(Optimizers.named(word))
    return chosen(try type.make(Arguments([], named: named)))
  }

  @Test(arguments: Optimizers.all.map { $0.signature.name })
  func `every optimizer trains a net and gives finite weights`(word: String) throws {
    let chosen = try optimizer(word, [])
    #expect(try weights { $0.optimizer = chosen }.allSatisfy(\.isFinite))
  }

  /// The mean over equal parts of a batch is the mean over the batch.
  @Test func `two steps of half a batch, accumulated, are one step of the batch`() throws {
    let whole = try weights {
      $0.optimizer = chosen(Adam(learningRate: 0.1))
      $0.batchSize = 8
    }
    let halves = try optimizer(
      "adam", [("learning_rate", .number(0.1)), ("gradient_accumulation_steps", .number(2))])
    #expect(isClose(whole, try weights { $0.optimizer = halves }, within: 1e-12))
  }

  @Test func `an average of momentum 0 is the weights themselves`() throws {
    let plain = try weights { $0.optimizer = chosen(Adam(learningRate: 0.1)) }
    let rate: (name: String, value: Argument) = ("learning_rate", .number(0.1))
    let newest = try optimizer(
      "adam", [rate, ("use_ema", .bool(true)), ("ema_momentum", .number(0))])
    #expect(try weights { $0.optimizer = newest } == plain)
    let slow = try optimizer(
      "adam", [rate, ("use_ema", .bool(true)), ("ema_momentum", .number(0.9))])
    #expect(try weights { $0.optimizer = slow } != plain)
  }

  @Test func `a schedule that is constant changes nothing`() throws {
    let plain = try weights { $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0.1)) }
    let spec = Argument.spec(Spec("constant", Arguments([.number(0.1)])))
    let constant = try optimizer("sgd", [("learning_rate", spec)])
    #expect(try weights { $0.optimizer = constant } == plain)
  }

  /// Quadratic: L-BFGS comes to rest at the minimum, where g·d is above −1e-9: 1e-5 beside it.
  @Test func `lbfgs solves a small regression in ten steps`() throws {
    let x = (0..<8).map { Double($0) / 4 - 1 }
    let samples = Samples(
      x: tensor(x, [8, 1]), y: tensor(x.map { 3 * $0 - 0.5 }, [8, 1]))
    let m = try model([1], [.dense(1)], dtype: .float64)
    let lbfgs = try optimizer("lbfgs", [])
    try train(m, samples) {
      $0.loss = LossChoice(MeanSquaredError())
      $0.optimizer = lbfgs
      $0.batchSize = 8
      $0.epochs = 10
    }
    #expect(isClose(m.parameters.flatMap { $0.variable.value.doubles }, [3, -0.5], within: 2e-5))
  }

  /// Two steps of a sequence, the second ignored: only the first counts, in loss and accuracy.
  @Test func `ignored targets leave loss and accuracy`() throws {
    let m = try model([2, 1], [.dense(2, "softmax")], dtype: .float64)
    try m.set("dense.kernel", to: tensor([1, -1], [1, 2], .float64))
    let x = tensor([1, 9, -2, 3, 0.5, 0.5], [3, 2, 1])
    let loss = SparseCategoricalCrossentropy(ignoreClass: -1)
    let ignored = Samples(x: x, y: labels([0, -1, 0, -1, 1, 1], [3, 2]))
    let result = try Evaluation(
      of: m, on: ignored, loss: LossChoice(loss), metrics: [MetricChoice(Accuracy())])
    // −log softmax(x, −x)[y] = log(1 + e^(∓2x)).
    let expected = [0.126928, 4.018150, 1.313262, 1.313262].reduce(0, +) / 4
    #expect(isClose([result.value("loss")?.summary ?? .nan], [expected], within: 1e-6))
    #expect(result.value("accuracy") == .number(0.25))
  }

  /// Σ w·l / N in Keras, Σ w·l / Σ w in PyTorch.
  @Test func `class weights divide by the number of values or by their sum`() throws {
    let m = try model([1], [.dense(2, "softmax")], dtype: .float64)
    try m.set("dense.kernel", to: tensor([0, 0], [1, 2], .float64))
    let samples = Samples(x: tensor([1, 2, 3, 4], [4, 1]), y: labels([0, 0, 0, 1], [4]))
    for (mean, expected) in [(false, 1.5), (true, 1)] {
      let run = try train(m.copy(), samples) {
        $0.loss = LossChoice(SparseCategoricalCrossentropy())
        $0.classWeights = .given([1, 3])
        $0.classWeightMean = mean
        $0.batchSize = 4
      }
      #expect(isClose(run.stepLosses(), [expected * 0.693147], within: 1e-6))
    }
  }
}
