import Catalog
import Engine
import Learning

/// The nets and data of `Benchmarks/README.md`, trained the way `train` does it.
enum Workload: String, CaseIterable {
  /// One epoch of the article's program, with accuracy and validation.
  case article = "A"
  /// Ten classes, two hidden layers of 512.
  case classes = "B"
  /// The tiny net that a learner plays with; one step.
  case plane = "F"

  /// Steps in one reported time; 0 stands for a whole epoch.
  var stepsPerEpoch: Int { self == .plane ? 100 : 0 }

  /// The wall time of each epoch after the first, or of one of its steps.
  func timing(threads: Int, repetitions: Int) throws -> Timing {
    let clock = EpochClock()
    let run = try TrainingRun(
      setup(threads: threads, repetitions: repetitions) { _ in
        clock.tick()
        return false
      })
    run.start()
    run.wait()
    return clock.timing(steps: max(stepsPerEpoch, 1))
  }

  /// The training as a user would write it; `until` is asked after each epoch.
  func setup(
    threads: Int, repetitions: Int,
    until: @escaping @Sendable ([String: Double]) -> Bool = { _ in false }
  ) throws -> TrainingSetup {
    var options = TrainingOptions()
    // Tiny epochs are repeated more often: one of them takes less than a millisecond.
    options.epochs = 1 + (self == .plane ? 50 * repetitions : repetitions)
    options.threads = threads
    options.batchSize = batchSize
    options.loss = LossChoice(loss)
    options.metrics = self == .article ? [MetricChoice(Accuracy())] : []
    options.optimizer = Chosen(optimizer, text: "")
    options.validation = self == .article ? samples(count: 10_000, seed: 1) : nil
    options.until = until
    let model = try Model(
      name: "m", inputs: [Model.Input("input", [sizes[0]])], lines: lines, seed: 0)
    let training = samples(count: trainingCount, seed: 0)
    return try TrainingSetup(model, on: training, options)
  }

  private var sizes: [Int] {
    switch self {
    case .article: [784, 256, 1]
    case .classes: [784, 512, 512, 10]
    case .plane: [2, 8, 8, 1]
    }
  }

  private var activations: [String] {
    switch self {
    case .article: ["relu", "sigmoid"]
    case .classes: ["relu", "relu", "linear"]
    case .plane: ["tanh", "tanh", "tanh"]
    }
  }

  private var lines: [LayerDescription] {
    zip(sizes.dropFirst(), activations).map { units, activation in
      LayerDescription(
        "dense",
        Arguments([.number(Double(units))], named: [("activation", .word(activation))]))
    }
  }

  private var batchSize: Int {
    switch self {
    case .article: 32
    case .classes: 128
    case .plane: 16
    }
  }

  private var trainingCount: Int {
    switch self {
    case .article: 60_000
    case .classes: 468 * 128
    case .plane: 1_600
    }
  }

  private var loss: any Loss {
    switch self {
    case .article: BinaryCrossentropy()
    case .classes: SparseCategoricalCrossentropy(fromLogits: true)
    case .plane: MeanSquaredError()
    }
  }

  private var optimizer: any Optimizer {
    self == .plane ? StochasticGradientDescent(learningRate: 0.03) : Adam()
  }

  /// Random inputs in 0..1 and random targets of the right kind.
  private func samples(count: Int, seed: UInt64) -> Samples {
    let stream = RandomStream(seed: seed, purpose: .data, name: rawValue, occurrence: 0)
    let width = sizes[0]
    let x = Tensor(TensorType([count, width], .float32)) { bytes in
      stream.fillUniform(bytes.bindMemory(to: Float.self))
    }
    let draws = (0..<count).map { stream.uniform(at: UInt64(count * width + $0)) }
    let y =
      switch self {
      case .article: Tensor(draws.map { $0 < 0.5 ? Float(0) : 1 }, [count, 1])
      case .classes: Tensor(draws.map { Int32($0 * 10) }, [count])
      case .plane: Tensor(draws.map { $0 < 0.5 ? Float(-1) : 1 }, [count, 1])
      }
    return Samples(x: x, y: y)
  }
}
