import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("Evaluation and gradient check")
struct EvaluationTests {
  /// p = σ(x): 0.731059 for 1 and 0.268941 for −1, so loss is 0.313262 when right.
  @Test func `loss, metrics and confusion come together`() throws {
    let m = try model([1], [.dense(1, "sigmoid")])
    try m.set("dense.kernel", to: tensor([1], [1, 1]))
    let samples = Samples(
      x: tensor([1, -1, 1], [3, 1], .float32), y: labels([1, 0, 0], [3]))
    let evaluation = try Evaluation(of: m, on: samples)
    #expect(evaluation.sampleCount == 3)
    #expect(evaluation.rows.map(\.name) == ["loss", "accuracy"])
    guard case .number(let loss)? = evaluation.value("loss") else {
      Issue.record("a number is expected")
      return
    }
    #expect(isClose([loss], [(0.313262 * 2 + 1.313262) / 3]))
    #expect(evaluation.value("accuracy") == .number(2.0 / 3))
    #expect(evaluation.confusion == [[1, 1], [0, 1]])
  }

  @Test func `numbers have no confusion`() throws {
    let samples = Samples(x: tensor([1, 2], [2, 1]), y: tensor([0.5, 1.5], [2]))
    let evaluation = try Evaluation(of: model([1], [.dense(1)]), on: samples)
    #expect(evaluation.confusion == nil)
    #expect(evaluation.rows.map(\.name) == ["loss", "mean_absolute_error"])
  }

  static let activations = Activations.all.map { $0.signature.name }

  @Test(arguments: activations)
  func `gradients through each activation agree with differences`(name: String) throws {
    // Of halves there are two.
    let lines: [LayerDescription] = [.dense(name == "glu" ? 6 : 5, name), .dense(3, "softmax")]
    let samples = Samples(
      x: Tensor((0..<24).map { Double($0 * 7 % 11) / 5 - 1 }, [8, 3], .float32),
      y: Tensor((0..<8).map { Int32($0 % 3) }, [8]))
    let check = try ModelCheck(of: model([3], lines), on: samples)
    #expect(
      check.rows.map(\.path) == ["dense.kernel", "dense.bias", "dense_1.kernel", "dense_1.bias"])
    #expect(check.passes, "\(check.rows)")
    #expect(check.rows.reduce(0) { $0 + $1.checked } > 20)
  }

  @Test(
    arguments: [
      "mean_squared_error", "mean_absolute_error", "huber", "log_cosh", "binary_crossentropy",
      "categorical_crossentropy", "kl_divergence",
    ])
  func `gradients of each loss agree with differences`(name: String) throws {
    let samples = Samples(
      x: Tensor((0..<16).map { Double($0 * 5 % 13) / 6 - 1 }, [8, 2], .float32),
      y: tensor([0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0], [8, 2]))
    let loss = try #require(Losses.named(name)).make()
    let lines: [LayerDescription] = [
      .dense(4, "tanh"), .around("residual", [.dense(4, "relu"), .word("dropout", .number(0.2))]),
      .dense(2, "softmax"),
    ]
    let check = try ModelCheck(of: model([2], lines), on: samples, loss: LossChoice(loss))
    #expect(check.passes, "\(check.rows)")
  }

  @Test func `a check leaves the model as it was`() throws {
    let m = try model([1], [.dense(3, "tanh"), .dense(1, "sigmoid")])
    let before = WeightHash.of(m)
    _ = try ModelCheck(of: m, on: points(8))
    #expect(WeightHash.of(m) == before)
  }
}
