import Catalog
import Engine
import Learning

/// The nets of `Benchmarks/README.md`, trained the way `train` does it.
enum Workload: String, CaseIterable {
  /// One epoch of the article's program, with accuracy and validation.
  case article = "A"
  /// Ten classes, two hidden layers of 512.
  case classes = "B"
  /// A small convolutional net.
  case images = "C"
  /// A character GPT.
  case text = "D"
  /// An LSTM over characters.
  case memory = "E"
  /// The tiny net that a learner plays with.
  case plane = "F"
  /// The first batch of the article's program, and the end: what starting costs.
  case start = "S"

  /// Steps of an epoch, where one step is reported; 0 stands for a whole epoch.
  var stepsPerEpoch: Int {
    switch self {
    case .article, .classes: 0
    case .start: 1
    case .images: 10
    case .text, .memory: 20
    case .plane: 100
    }
  }

  /// The times of each epoch after the first, or of one of its steps.
  func timing(threads: Int, repetitions: Int) throws -> Timing {
    let clock = EpochClock()
    // Tiny epochs are repeated more often: one of them takes less than a millisecond.
    let epochs = self == .start ? 1 : 1 + (self == .plane ? 50 * repetitions : repetitions)
    let run = try TrainingRun(
      setup(threads: threads, epochs: epochs) { _ in
        clock.tick()
        return false
      })
    run.start()
    run.wait()
    return clock.timing(steps: max(stepsPerEpoch, 1))
  }

  /// The training as a user would write it; `until` is asked after each epoch.
  func setup(
    threads: Int, epochs: Int = 1,
    until: @escaping @Sendable ([String: Double]) -> Bool = { _ in false }
  ) throws -> TrainingSetup {
    var options = TrainingOptions()
    options.epochs = epochs
    options.threads = threads
    options.batchSize = batchSize
    options.loss = LossChoice(loss)
    options.metrics = self == .article ? [MetricChoice(Accuracy())] : []
    options.optimizer = Chosen(try optimizer, text: "")
    options.validation = self == .article ? samples(count: 10_000, seed: 1) : nil
    options.until = until
    let model = try Model(name: "m", inputs: [Model.Input("input", inputShape)], lines: lines)
    return try TrainingSetup(model, on: samples(count: trainingCount, seed: 0), options)
  }

  private var batchSize: Int {
    switch self {
    case .article, .memory, .start: 32
    case .classes, .images: 128
    case .text: 12
    case .plane: 16
    }
  }

  private var trainingCount: Int {
    switch self {
    case .article: 60_000
    case .classes: 468 * 128
    default: stepsPerEpoch * batchSize
    }
  }

  private var loss: any Loss {
    switch self {
    case .article, .start: BinaryCrossentropy()
    case .plane: MeanSquaredError()
    default: SparseCategoricalCrossentropy(fromLogits: true)
    }
  }

  private var optimizer: any Optimizer {
    get throws {
      switch self {
      case .plane: StochasticGradientDescent(learningRate: 0.03)
      case .text:
        try AdamW(
          BoundArguments(
            Arguments(named: [
              ("beta_2", .number(0.99)), ("weight_decay", .number(0.1)),
              ("global_clipnorm", .number(1)),
            ]), to: AdamW.signature))
      default: Adam()
      }
    }
  }
}
