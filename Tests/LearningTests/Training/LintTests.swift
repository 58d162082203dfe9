import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("Warnings before a training")
struct LintTests {
  private func lints(
    _ lines: [LayerDescription], _ samples: Samples = points(8),
    _ change: (inout TrainingOptions) -> Void = { _ in }
  ) throws -> [Lint] {
    try TrainingSetup(
      model([samples.x.shape[1]], lines), on: samples, options(change)
    ).lints
  }

  private func labelled(_ y: [Int32]) -> Samples {
    Samples(
      x: Tensor((0..<y.count).map { Double($0) / 10 }, [y.count, 1], .float32),
      y: Tensor(y, [y.count]))
  }

  @Test func `a sound program has none`() throws {
    #expect(try lints([.dense(4, "relu"), .dense(1, "sigmoid")]) == [])
  }

  @Test func `digits 0 to 9 against binary cross-entropy`() throws {
    let found = try lints([.dense(1, "sigmoid")], labelled([0, 4, 9])) {
      $0.loss = LossChoice(BinaryCrossentropy())
    }
    #expect(
      found == [.targetsOutsideUnitRange(loss: "binary_crossentropy", low: 0, high: 9)])
    #expect(found[0].code == "W0001")
  }

  @Test func `softmax over one unit`() throws {
    let found = try lints([.dense(1, "softmax")]) { $0.loss = LossChoice(BinaryCrossentropy()) }
    #expect(found == [.softmaxOverOneUnit(layer: "dense")])
  }

  @Test func `sigmoid against class numbers`() throws {
    let found = try lints([.dense(2, "sigmoid")]) {
      $0.loss = LossChoice(SparseCategoricalCrossentropy())
    }
    #expect(
      found
        == [.sigmoidWithClasses(layer: "dense", loss: "sparse_categorical_crossentropy")])
  }

  @Test func `logits against a loss on probabilities, and the reverse`() throws {
    let bare = try lints([.dense(1)]) { $0.loss = LossChoice(BinaryCrossentropy()) }
    #expect(bare == [.logitsForProbabilityLoss(layer: "dense", loss: "binary_crossentropy")])
    let double = try lints([.dense(1, "sigmoid")]) {
      $0.loss = .named(
        BinaryCrossentropy(fromLogits: true), text: "binary_crossentropy(from_logits=true)")
    }
    #expect(
      double == [
        .probabilitiesForLogitLoss(
          layer: "dense", activation: "sigmoid", loss: "binary_crossentropy(from_logits=true)")
      ])
  }

  @Test func `inputs of pixels that were not rescaled`() throws {
    let samples = Samples(
      x: tensor([0, 255, 0, 255], [4, 1], .float32), y: labels([0, 1, 0, 1], [4]))
    #expect(
      try lints([.dense(1, "sigmoid")], samples)
        == [.unscaledInputs(mean: 127.5, deviation: 127.5, data: "data")])
  }

  @Test func `zero kernels keep hidden units twins`() throws {
    let zeros: [(name: String, value: Argument)] = [("kernel_initializer", .word("zeros"))]
    let found = try lints([.dense(2, "tanh", with: zeros), .dense(1, "sigmoid")])
    #expect(found == [.zeroKernel(layer: "dense")])
  }

  @Test func `dropout at the end and a large learning rate`() throws {
    let found = try lints([.dense(1, "sigmoid"), .word("dropout", .number(0.5))]) {
      $0.optimizer = chosen(Adam(learningRate: 2))
    }
    #expect(
      found
        == [.dropoutAtTheEnd(layer: "dropout"), .largeLearningRate(optimizer: "adam", rate: 2)])
  }

  @Test func `validation on the test samples`() throws {
    let test = points(8)
    let found = try lints([.dense(1, "sigmoid")]) {
      $0.validation = test
      $0.test = test
    }
    #expect(found == [.validationIsTest])
  }

  @Test func `a rare class without weights`() throws {
    let y = [Int32](repeating: 0, count: 54) + [Int32](repeating: 1, count: 6)
    #expect(
      try lints([.dense(1, "sigmoid")], labelled(y))
        == [.classImbalance(ratio: 9, frequent: 0, rare: 1)])
    #expect(try lints([.dense(1, "sigmoid")], labelled(y)) { $0.classWeights = .balanced } == [])
  }
}
