import Catalog
import Data
import Engine
import TestSupport
import Testing

@testable import Learning

/// What a student learns of a teacher.
@Suite("Distillation")
struct DistillationTests {
  @Test(arguments: try GoldenFile(named: "distilling").cases)
  func `loss and gradient are those of PyTorch`(golden: GoldenCase) throws {
    for dtype in golden.dtypes {
      let logits = try golden["student"].tensor(dtype)
      let ends = (golden.options["student"] ?? "", golden.options["teacher"] ?? "")
      let (student, teacher) = (try end(ends.0, logits, dtype), try end(ends.1, logits, dtype))
      let loss: LossChoice =
        switch golden.options["kind"] {
        case "classes": LossChoice(SparseCategoricalCrossentropy(fromLogits: ends.0 == "linear"))
        case "shares": LossChoice(BinaryCrossentropy())
        default: LossChoice(MeanSquaredError())
        }
      let distillation = try Distillation(
        teacher, temperature: number(golden, "temperature"), alpha: number(golden, "alpha")
      ).fitted(to: student, loss)
      let graph = Graph()
      let z = graph.variable(Variable("z", logits))
      let targets = graph.constant(try golden["targets"].tensor(dtype))
      let weights = try golden.tensors["weights"].map { _ in
        graph.constant(try golden["weights"].tensor(.float64))
      }
      let applied = try student.apply(to: [z], in: graph)
      let answers = try teacher.apply(
        to: [graph.constant(try golden["teacher"].tensor(dtype))], in: graph)
      let own = try graph.meanLoss(
        loss, targets: targets, applied, weights: weights, dtype: dtype)
      let whole = try graph.distilled(
        own, distillation, loss, targets: targets, teacher: answers.output, applied,
        activation: student.outputActivation, weights: weights
      ).total.value
      let slope = try graph.gradients(of: whole, for: [z])[0]
      for (name, numbers) in zip(["loss", "gradient"], try run(graph, for: [whole, slope])) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  private func end(_ activation: String, _ logits: Tensor, _ dtype: DType) throws -> Model {
    try Model(
      name: activation,
      inputs: [Model.Input("input", Shape(Array(logits.shape.extents.dropFirst())))],
      lines: [LayerDescription("activation", Arguments([.word(activation)]))], dtype: dtype)
  }

  private func number(_ golden: GoldenCase, _ option: String) throws -> Double {
    try #require(golden.options[option].flatMap(Double.init))
  }

  private func net(_ units: Int, classes: Int = 2, inputs: Int = 1) throws -> Model {
    try Model(
      name: "net\(units)", inputs: [Model.Input("input", [inputs])],
      lines: [.dense(units, "tanh"), .dense(classes, "softmax")], seed: 3)
  }

  @Test func `a student of whom only the teacher counts comes to its answers`() throws {
    let samples = points(64)
    let (teacher, student) = (try net(8), try net(4))
    try train(teacher, samples) {
      $0.epochs = 30; $0.optimizer = chosen(Adam(learningRate: 0.05))
    }
    let before = teacher.parameters.map(\.variable.value)
    let run = try train(student, samples) {
      $0.epochs = 60
      $0.optimizer = chosen(Adam(learningRate: 0.05))
      $0.distillation = Distillation(teacher, temperature: 2, alpha: 1)
    }
    let x = Tensor([0.1, 0.4, 0.7, 0.9], [4, 1], .float32)
    for (a, b) in zip(try teacher.predict(x).doubles, try student.predict(x).doubles) {
      #expect(abs(a - b) < 0.05)
    }
    // The divergence is 0 where both agree; entropy is no part of it.
    #expect((run.series("loss")?.last ?? 1) < 0.01)
    #expect(zip(before, teacher.parameters).allSatisfy { $0.isIdentical(to: $1.variable.value) })
  }

  @Test func `the loss for validation has the teacher's part, too`() throws {
    let samples = points(64)
    let (teacher, student) = (try net(8), try net(4))
    let run = try train(student, samples) {
      $0.validation = samples
      $0.optimizer = chosen(StochasticGradientDescent(learningRate: 0))
      $0.batchSize = 64
      $0.distillation = Distillation(teacher, temperature: 3, alpha: 0.6)
    }
    let (own, seen) = (
      try #require(run.series("loss")?.last), try #require(run.series("val_loss")?.last)
    )
    #expect(abs(own - seen) < 1e-5)
  }

  @Test func `alpha 0 is the training without a teacher`() throws {
    let samples = points(40)
    let (plain, taught, teacher) = (try net(4), try net(4), try net(8))
    try train(plain, samples) { $0.epochs = 3 }
    try train(taught, samples) {
      $0.epochs = 3
      $0.distillation = Distillation(teacher, temperature: 4, alpha: 0)
    }
    for (a, b) in zip(plain.parameters, taught.parameters) {
      let gaps = zip(a.variable.value.doubles, b.variable.value.doubles).map { abs($0 - $1) }
      #expect((gaps.max() ?? 1) < 1e-6, "\(a.path)")
    }
  }

  @Test func `teachers that cannot teach are told with both shapes`() throws {
    let (student, samples) = (try net(4), points(16))
    func refusal(_ teacher: Model) -> DistillationError? {
      do {
        _ = try TrainingSetup(
          student, on: samples,
          options { $0.distillation = Distillation(teacher, temperature: 4, alpha: 0.5) })
        return nil
      } catch LearningError.training(.distillation(let error)) {
        return error
      } catch {
        return nil
      }
    }
    #expect(
      try refusal(net(5, classes: 3))
        == .outputs(student: "net4", [2], teacher: "net5", [3]))
    #expect(
      try refusal(net(5, inputs: 2)) == .inputs(student: "net4", [[1]], teacher: "net5", [[2]]))
    #expect(refusal(student) == .sameWeights(student: "net4", teacher: "net4"))
  }
}
