import Catalog
import Data
import Engine
import Support
import TestSupport
import Testing

@testable import Learning

@Suite("Training on texts and pairs")
struct TextTrainingTests {
  private let verse = String(repeating: "row, row, row your boat\n", count: 12)

  private func line(
    _ word: String, _ arguments: Argument..., named: [(name: String, value: Argument)] = []
  ) -> DataLine {
    DataLine(word, Arguments(arguments, named: named))
  }

  /// A text as a data set, with the steps that cut it.
  private func text(_ text: String, _ steps: DataLine...) throws -> Dataset {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/poem.txt")
      return try DataPipeline.load(line("text", .text(folder + "/poem.txt")), steps)
    }
  }

  /// After each character, how likely is each other one; a number stands for itself.
  private func bigrams(_ count: Int, length: Int, softmax: Bool = true) throws -> Model {
    try Model(
      name: "m", inputs: [Model.Input("input", [length])],
      lines: [
        LayerDescription("reshape", Arguments([.list([.number(Double(length)), .number(1)])])),
        LayerDescription("dense", Arguments([.number(16)], named: [("activation", .word("tanh"))])),
        LayerDescription(
          "dense",
          Arguments(
            [.number(Double(count))], named: softmax ? [("activation", .word("softmax"))] : [])),
      ], seed: 1)
  }

  private func trained(
    _ model: Model, _ samples: Samples, _ change: (inout TrainingOptions) -> Void = { _ in }
  ) throws -> TrainingRun {
    var options = TrainingOptions()
    options.epochs = 3
    options.seed = 5
    change(&options)
    let run = try TrainingRun(TrainingSetup(model, on: samples, options))
    run.start()
    run.wait()
    run.updateModel()
    return run
  }

  @Test func `windows are learnt, and a step alone has the bits of a whole run`() throws {
    let data = try text(verse, line("split", .number(0.8), .number(0.2)), line("chars", .number(8)))
    let count = try #require(data.vocabularies.first?.count)
    let model = try bigrams(count, length: 8)
    let run = try trained(model, data.train) { $0.validation = data.test }
    let losses = try #require(run.series("loss"))
    #expect(losses[2] < losses[0])
    #expect(run.series("val_loss")?.count == 3)
    let again = try trained(try bigrams(count, length: 8), data.train) {
      $0.validation = data.test
      $0.threads = 3
    }
    #expect(again.stepLosses() == run.stepLosses())
  }

  @Test func `masked tokens choose the loss that leaves the others out`() throws {
    let data = try text(verse, line("chars", .number(8)), line("mask", .number(0.3)))
    let count = try #require(data.vocabularies.first?.count)
    let setup = try TrainingSetup(
      bigrams(count, length: 8), on: data.train, TrainingOptions())
    #expect(setup.sentence().contains("loss=sparse_categorical_crossentropy(ignore_class=-1)"))
    let run = try trained(bigrams(count, length: 8), data.train)
    #expect(run.stepLosses().allSatisfy { $0.isFinite })
    // Without it, -1 would be read as a class.
    #expect(throws: LearningError.self) {
      try trained(bigrams(count, length: 8), data.train) {
        $0.loss = LossChoice(SparseCategoricalCrossentropy())
      }
    }
  }

  @Test func `masks are the same for any number of threads, and new in each epoch`() throws {
    let data = try text(verse, line("chars", .number(8)), line("mask"))
    let count = try #require(data.vocabularies.first?.count)
    let runs = try [1, 3].map { threads in
      try trained(bigrams(count, length: 8), data.train) {
        $0.threads = threads
        $0.shuffles = false
        $0.optimizer = Chosen(StochasticGradientDescent(learningRate: 1e-12), text: "sgd")
      }
    }
    #expect(runs[0].stepLosses() == runs[1].stepLosses())
    // The weights stand still, so that only the masks make the difference.
    let losses = runs[0].stepLosses()
    let steps = losses.count / 3
    #expect(losses[0] != losses[steps] && losses[0] != losses[2 * steps])
  }

  @Test func `another text with other numbers is refused once a model has learnt one`() throws {
    let data = try text(verse, line("chars", .number(8)))
    let count = try #require(data.vocabularies.first?.count)
    let model = try bigrams(count, length: 8)
    model.vocabularies = data.vocabularies
    let other = try text(verse.uppercased(), line("chars", .number(8)))
    #expect(throws: LearningError.self) { try Evaluation(of: model, on: other.train) }
    _ = try Evaluation(of: model, on: data.train)
  }

  @Test func `two inputs are found by name, whatever their order`() throws {
    let pairs = try DataPipeline.load(
      line("generated", .word("number_names"), .number(60)),
      [
        line(
          "tokens", .word("characters"), named: [("source", .number(3)), ("target", .number(28))])
      ],
      DataContext(seed: 2))
    let classes = try #require(pairs.vocabularies.last?.count)
    func model(_ first: String, _ second: String, _ sizes: [Int]) throws -> Model {
      try Model(
        name: "t",
        inputs: [Model.Input(first, [sizes[0]]), Model.Input(second, [sizes[1]])],
        lines: [
          LayerDescription("from", Arguments([.word("target")])),
          LayerDescription("reshape", Arguments([.list([.number(28), .number(1)])])),
          LayerDescription(
            "dense",
            Arguments([.number(Double(classes))], named: [("activation", .word("softmax"))])),
        ], seed: 1)
    }
    let run = try trained(model("source", "target", [3, 28]), pairs.train)
    let swapped = try trained(model("target", "source", [28, 3]), pairs.train)
    #expect(run.stepLosses() == swapped.stepLosses())
    #expect(run.setup.sentence().contains("ignore_class=0"))
    #expect(
      throws: LearningError.self, "another size of `source`"
    ) { try trained(model("source", "target", [4, 28]), pairs.train) }
    #expect(
      throws: LearningError.self, "an input that the data do not have"
    ) { try trained(model("memory", "target", [3, 28]), pairs.train) }
  }

  @Test func `data without targets say so`() throws {
    let ring = try DataPipeline.load(line("generated", .word("gaussian_ring"), .number(16)))
    let model = try Model(
      name: "m", inputs: [Model.Input("input", [2])],
      lines: [LayerDescription("dense", Arguments([.number(1)]))])
    #expect(throws: LearningError.self) { try trained(model, ring.train) }
  }

  @Test func `a batch beyond the data holds all of them, and the learner is told`() throws {
    let data = try text(verse, line("chars", .number(8)))
    let count = try #require(data.vocabularies.first?.count)
    let run = try trained(bigrams(count, length: 8), data.train) { $0.batchSize = 5_000 }
    #expect(run.stepLosses().count == 3)
    #expect(
      run.setup.lints.contains(.batchBeyondData(batch: 5_000, samples: data.train.count)))
  }
}
