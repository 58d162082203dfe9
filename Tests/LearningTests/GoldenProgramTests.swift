import Catalog
import Data
import Engine
import Learning
import TestSupport
import Testing

/// The benchmark's nets, dense, convolutional, attention and recurrent, against PyTorch: the same
/// weights, the same batches, three seeds.
@Suite struct GoldenProgramTests {
  @Test(arguments: try GoldenFile(named: "programs").cases)
  func `the benchmark's nets follow PyTorch for a hundred steps in float64`(
    golden: GoldenCase
  ) throws {
    let losses = try golden.train(.float64)
    #expect(try golden["losses.float64"].difference(from: losses) <= 1e-10)
  }

  @Test(arguments: try GoldenFile(named: "programs").cases)
  func `in float32 they follow within 1e-5`(golden: GoldenCase) throws {
    let losses = try golden.train(.float32)
    #expect(try golden["losses.float32"].difference(from: losses) <= 1e-5)
  }
}

extension GoldenCase {
  /// The loss of each step in which PyTorch's is known.
  fileprivate func train(_ dtype: DType) throws -> [Double] {
    let net = try #require(Net(rawValue: options["net"] ?? ""))
    let batch = try #require(Int(options["batch"] ?? ""))
    let steps = try self["losses." + dtype.name].numbers.count
    let (x, y) = (try self["x"], try self["y"])
    let model = try Model(
      name: "m", inputs: [Model.Input("input", Shape(Array(x.shape.dropFirst())))],
      lines: net.lines, dtype: dtype)
    for (path, _) in model.parameters { try model.set(path, to: try self[path].tensor(dtype)) }
    let order = (0..<steps * batch).map { $0 * 7 % x.shape[0] }
    let samples = Samples(x: x.whole(dtype), y: y.whole(dtype)).subset(order)
    var options = TrainingOptions()
    options.batchSize = batch
    options.shuffles = false
    options.metrics = []
    options.loss = LossChoice(try net.loss)
    options.optimizer = Chosen(try net.optimizer, text: net.rawValue)
    let run = try TrainingRun(TrainingSetup(model, on: samples, options))
    run.start()
    run.wait()
    return run.stepLosses()
  }
}

extension GoldenTensor {
  /// Whole numbers without what a formula has behind the point.
  fileprivate func whole(_ dtype: DType) -> Tensor {
    guard self.dtype == "int32" else { return tensor(dtype) }
    return Tensor(numbers.map { Int32($0) }, Shape(shape))
  }
}

/// The lines, the loss and the optimizer of a workload.
private enum Net: String {
  case article = "a"
  case classes = "b"
  case images = "c"
  case text = "d"
  case memory = "e"
  case plane = "f"

  var lines: [LayerDescription] {
    switch self {
    case .article: dense([256, 1], ["relu", "linear"])
    case .classes: dense([512, 512, 10], ["relu", "relu", "linear"])
    case .plane: dense([8, 8, 1], ["tanh", "tanh", "tanh"])
    case .images:
      [convolution(6), convolution(10), line("max_pooling2d", [2]), line("flatten")]
        + dense([32, 10], ["relu", "linear"])
    case .memory:
      [
        line("embedding", [20, 12]), line("lstm", [32], [("return_sequences", .bool(true))]),
        line("dense", [20]),
      ]
    case .text:
      [line("embedding", [20, 32]), line("position_embedding")]
        + (0..<2).flatMap { _ in [attention, feedForward] } + [normalization, narrow(20)]
    }
  }

  var loss: any Loss {
    get throws {
      switch self {
      case .article: try made(BinaryCrossentropy.self, [("from_logits", .bool(true))])
      case .plane: try made(MeanSquaredError.self, [])
      default: try made(SparseCategoricalCrossentropy.self, [("from_logits", .bool(true))])
      }
    }
  }

  var optimizer: any Optimizer {
    get throws {
      let pytorch: [(String, Argument)] = [
        ("epsilon", .number(1e-8)), ("epsilon_hat", .bool(false)),
      ]
      func number(_ name: String, _ value: Double) -> (String, Argument) { (name, .number(value)) }
      return switch self {
      case .plane: try optimizer(StochasticGradientDescent.self, [number("learning_rate", 0.03)])
      case .text:
        try optimizer(
          AdamW.self,
          pytorch + [
            number("learning_rate", 0.001), number("beta_2", 0.99), number("weight_decay", 0.1),
            number("global_clipnorm", 1),
          ])
      default:
        try optimizer(
          Adam.self, pytorch + [number("learning_rate", self == .memory ? 0.01 : 0.001)])
      }
    }
  }

  private func made<Made: Loss>(
    _ type: Made.Type, _ named: [(String, Argument)]
  ) throws -> any Loss {
    try type.init(BoundArguments(Arguments([], named: named), to: type.signature))
  }

  private func optimizer<Made: Optimizer>(
    _ type: Made.Type, _ named: [(String, Argument)]
  ) throws -> any Optimizer {
    try type.init(BoundArguments(Arguments([], named: named), to: type.signature))
  }

  private func dense(_ units: [Double], _ activations: [String]) -> [LayerDescription] {
    zip(units, activations).map { line("dense", [$0], [("activation", .word($1))]) }
  }

  private func convolution(_ filters: Double) -> LayerDescription {
    line("conv2d", [filters, 3], [("activation", .word("relu"))])
  }

  private func narrow(_ units: Double) -> LayerDescription {
    line("dense", [units], [("use_bias", .bool(false))])
  }

  private var normalization: LayerDescription {
    line("layer_normalization", [], [("center", .bool(false)), ("epsilon", .number(1e-5))])
  }

  private var attention: LayerDescription {
    let heads = line(
      "multi_head_attention", [4, 8],
      [("use_causal_mask", .bool(true)), ("use_bias", .bool(false))])
    return LayerDescription("residual", lines: [normalization, heads])
  }

  private var feedForward: LayerDescription {
    let wide = line(
      "dense", [128], [("activation", .word("gelu")), ("use_bias", .bool(false))])
    return LayerDescription("residual", lines: [normalization, wide, narrow(32)])
  }

  private func line(
    _ word: String, _ numbers: [Double] = [], _ named: [(name: String, value: Argument)] = []
  ) -> LayerDescription {
    LayerDescription(word, Arguments(numbers.map { .number($0) }, named: named))
  }
}
