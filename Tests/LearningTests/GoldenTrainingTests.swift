import Catalog
import Data
import Engine
import Learning
import TestSupport
import Testing

/// Whole nets, step by step against PyTorch: the same weights, the same batches.
@Suite struct GoldenTrainingTests {
  @Test(arguments: try GoldenFile(named: "training").cases)
  func `a hundred steps in float64 give the losses and weights of PyTorch`(
    golden: GoldenCase
  ) throws {
    let run = try TrainingRun(golden.setup(.float64))
    run.start()
    run.wait()
    run.updateModel()
    #expect(try golden["losses.float64"].difference(from: run.stepLosses()) <= 1e-10)
    for (path, variable) in run.model.parameters {
      let final = try golden["final." + path.goldenName]
      let numbers = Array(variable.value.doubles.prefix(final.numbers.count))
      #expect(final.difference(from: numbers) <= 1e-10, "\(path)")
    }
  }

  /// The order of summation alone moves small nets apart, so only 784-256-1 is held for all steps.
  @Test(arguments: try GoldenFile(named: "training").cases)
  func `float32 follows PyTorch within 1e-5`(golden: GoldenCase) throws {
    let run = try TrainingRun(golden.setup(.float32))
    run.start()
    run.wait()
    let losses = try golden["losses.float32"]
    let steps = golden.name.hasPrefix("A") ? losses.numbers.count : 10
    let computed = Array(run.stepLosses().prefix(steps))
    #expect(losses.prefix(steps).difference(from: computed) <= 1e-5)
  }
}

extension GoldenCase {
  /// The training that the case describes; its batches are the samples in their order.
  fileprivate func setup(_ dtype: DType) throws -> TrainingSetup {
    let order = try self["order"]
    let samples = Samples(x: try self["x"].tensor(dtype), y: try self["y"].tensor(dtype))
    var options = TrainingOptions()
    options.batchSize = order.shape[1]
    options.shuffles = false
    options.metrics = []
    options.loss = LossChoice(try loss)
    options.optimizer = Chosen(try optimizer, text: word)
    return try TrainingSetup(
      model(dtype), on: samples.subset(order.numbers.map { Int($0) }), options)
  }

  private func model(_ dtype: DType) throws -> Model {
    let sizes = list("sizes").compactMap { Int($0) }
    let lines = zip(sizes.dropFirst(), list("activations")).enumerated().map { index, layer in
      LayerDescription(
        label: "layer_\(index)", "dense",
        Arguments([.number(Double(layer.0))], named: [("activation", .word(layer.1))]))
    }
    let model = try Model(
      name: "m", inputs: [Model.Input("input", [sizes[0]])], lines: lines, dtype: dtype)
    for (path, _) in model.parameters {
      try model.set(path, to: try self[path.goldenName].tensor(dtype))
    }
    return model
  }

  private var loss: any Loss {
    get throws {
      let type = try #require(Losses.named(options["loss"] ?? ""))
      let isLogits = options["from_logits"] == "true"
      let arguments = Arguments([], named: isLogits ? [("from_logits", .bool(true))] : [])
      return try type.init(BoundArguments(arguments, to: type.signature))
    }
  }

  private var optimizer: any Optimizer {
    get throws {
      let type = try #require(Optimizers.named(options["optimizer"] ?? ""))
      let others: Set = ["sizes", "activations", "loss", "from_logits", "optimizer"]
      return try type.init(BoundArguments(arguments(leavingOut: others), to: type.signature))
    }
  }

  private func list(_ option: String) -> [String] {
    (options[option] ?? "").split(separator: ",").map(String.init)
  }
}

extension String {
  /// `layer_1.kernel` is `kernel_1` in golden files.
  fileprivate var goldenName: String {
    let parts = split(separator: ".")
    let index = parts[0].split(separator: "_")[1]
    return "\(parts[1])_\(index)"
  }
}
