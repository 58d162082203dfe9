import Data
import Engine
import Formats
import Learning
import Support

/// A training as a program of another framework, with its data and the weights that it begins with.
package enum TrainingProgram {
  /// In whose words it is.
  package enum Framework: String, Sendable, CaseIterable {
    case pytorch, keras, jax
  }

  /// How far a training came that ended before its time.
  package struct Ran {
    /// Whole epochs.
    let epochs: Int
    /// Steps behind these.
    let steps: Int

    /// `epochs` whole ones and so many `steps` of the next.
    package init(epochs: Int, steps: Int) { (self.epochs, self.steps) = (epochs, steps) }
  }

  /// The files of a program: itself, those beside it by their names, and what is told of it.
  package struct Files {
    /// The program's text.
    package var program: [UInt8]
    /// Data and weights.
    package var beside: [(name: String, bytes: [UInt8])]
    /// What is another one there than here.
    package var remarks: [String]
  }

  /// Samples of more bytes are not written.
  package static let dataLimit = 1 << 30
  /// So many places of orders are written; later epochs draw their own.
  static let orderLimit = 1 << 24

  /// The program of a training that begins with `start`, the weights in the order of its models' weights; its files
  /// begin with `stem`. `ran` is how far it came where somebody ended it before its time.
  ///
  /// Throws `ProgramRefusal` for what has no form there, `ExportError` for a layer.
  package static func files(
    of setup: TrainingSetup, from start: [Tensor], _ framework: Framework, stem: String,
    ran: Ran? = nil
  ) throws -> Files {
    let source = try TrainingSource(setup, start, stem: stem, ran: ran)
    switch framework {
    case .pytorch: return try TorchTraining(source).files()
    case .jax: return try JAXTraining(source).files()
    case .keras: return try KerasTraining(source).files()
    }
  }
}

/// Why a training cannot be written; worded elsewhere.
package enum ProgramRefusal: Error {
  /// What it is made of has no form in such a program.
  case part(String)
  /// So many bytes of data are too many for a file beside a program.
  case large(bytes: Int, limit: Int)
}

/// What all programs of a training have in common.
struct TrainingSource {
  let setup: TrainingSetup
  let supervision: Supervision
  /// With the weights that the training begins with.
  let start: Model
  let stem: String
  let optimizer: PythonOptimizer
  let rate: PythonRate
  /// How many epochs the program trains: those that were run, or were to be.
  let epochs: Int
  private(set) var remarks: [String] = []

  var options: TrainingOptions { setup.options }
  var model: Model { supervision.model }
  var dataFile: String { stem + ".npz" }

  init(
    _ setup: TrainingSetup, _ weights: [Tensor], stem: String, ran: TrainingProgram.Ran? = nil
  ) throws {
    guard let supervision = setup.supervision, setup.steps.count == 1 else {
      throw ProgramRefusal.part("a training of several steps, or with a loss of the batch")
    }
    guard setup.hasPlainBatches else {
      throw ProgramRefusal.part("clients and privacy")
    }
    guard setup.options.distillation == nil else {
      throw ProgramRefusal.part("a training with a teacher")
    }
    guard setup.models.allSatisfy({ $0.zeroKeepingPaths.isEmpty }) else {
      throw ProgramRefusal.part("zeros that a pruned model keeps")
    }
    guard setup.training.change == nil else {
      throw ProgramRefusal.part("samples that are drawn anew for each batch")
    }
    let bytes = [setup.training, setup.validation].compactMap { $0 }.reduce(0) { sum, samples in
      samples.inputs.map(\.rows).reduce(sum) { saturatingSum($0, $1.type.byteCount) }
    }
    guard bytes <= TrainingProgram.dataLimit else {
      throw ProgramRefusal.large(bytes: bytes, limit: TrainingProgram.dataLimit)
    }
    self.setup = setup
    self.supervision = supervision
    self.stem = stem
    epochs = ran.map { max(1, $0.epochs) } ?? setup.options.epochs
    start = supervision.model.copy()
    for ((_, variable), value) in zip(start.parameters, weights) { variable.set(value) }
    optimizer = try PythonOptimizer(setup.steps[0].optimizer)
    rate = try PythonRate(optimizer.settings.learningRate)
    if setup.model(drops: "dropout") { remarks.append("dropout draws other numbers there") }
    if let rule = setup.options.earlyStopping,
      !["loss", "val_loss"].contains(rule.monitor ?? "loss")
    {
      remarks.append("early stopping watches the loss there")
    }
    if setup.options.until != nil { remarks.append("`until` is left out") }
    if let ran { remarks.append(Self.told(ran, of: setup.options.epochs)) }
    if epochs * setup.training.count > TrainingProgram.orderLimit {
      remarks.append("later epochs have an order of their own there")
    }
  }

  /// What is told of a training that ended before its time.
  private static func told(_ ran: TrainingProgram.Ran, of planned: Int) -> String {
    let whole = "\(NumberText.grouped(ran.epochs)) of \(NumberText.count(planned, "epoch"))"
    let left = ran.steps == 0 ? "" : " and \(NumberText.count(ran.steps, "step"))"
    return "it ended after \(whole)\(left): EPOCHS is \(max(1, ran.epochs))"
  }

  /// The values of the start by path, and whether gradients change them.
  var weights: [(path: String, value: Tensor, isTrained: Bool)] {
    zip(start.parameters, model.parameters).map {
      ($0.path, $0.variable.value, setup.trains($1.variable))
    }
  }

  /// The arrays of the data file; `weights` of the model among them where that is asked for.
  func arrays(withWeights: Bool) throws -> [UInt8] {
    var arrays: [(name: String, array: NumPyArray)] = []
    func add(_ samples: Samples, _ prefix: String) {
      for (place, input) in samples.inputs.enumerated() {
        arrays.append(("\(prefix)x\(place)", NumPyArray(input.rows.tensor)))
      }
      if let targets = samples.targets { arrays.append(("\(prefix)y", NumPyArray(targets.tensor))) }
      if let weights = samples.weights {
        arrays.append(("\(prefix)weights", NumPyArray(weights.tensor)))
      }
    }
    add(setup.training, "")
    if let validation = setup.validation { add(validation, "val_") }
    let count = setup.training.count
    let epochs = min(epochs, max(1, TrainingProgram.orderLimit / max(count, 1)))
    var order: [Int32] = []
    order.reserveCapacity(epochs * count)
    for epoch in 0..<epochs {
      order += setup.order(ofEpoch: epoch).map { Int32(clamping: $0) }
    }
    arrays.append(("order", NumPyArray(Tensor(order, [epochs, count]))))
    if withWeights {
      for weight in weights { arrays.append(("weight:" + weight.path, NumPyArray(weight.value))) }
    }
    return try NPZFile.write(arrays)
  }

  var inputCount: Int { setup.training.inputs.count }
  var hasWeights: Bool { setup.training.weights != nil }

  /// Two graphs of a step, for two sizes of batch.
  func pair(
    isTraining: Bool, drawsMasks: Bool, countsClasses: Bool = true, format: String
  ) throws(ExportError) -> (pair: GraphPair, traced: TracedTraining) {
    var all: [TracedTraining] = []
    let pair = try GraphPair(named: model.name, format: format) { (rows) throws(ExportError) in
      let traced: TracedTraining?
      do {
        traced = try setup.traced(
          rows: rows, isTraining: isTraining, drawsMasks: drawsMasks, countsClasses: countsClasses)
      } catch {
        throw .model(error)
      }
      guard let traced else {
        throw .operation("a training of several steps", layer: "", format: format)
      }
      all.append(traced)
      return (traced.graph, traced.inputs, traced.output, traced.mask)
    }
    guard let traced = all.first(where: { $0.graph === pair.graph }) else {
      throw .operation("batches of this size", layer: "", format: format)
    }
    return (pair, traced)
  }

  /// What a step of 1 of the target as it is learnt is in the units of the data, in which metrics are; `nil` where these
  /// are the same.
  var unit: String? {
    TargetUnits(options.recipe).flatMap { $0.scale == 1 ? nil : PythonText.number($0.scale) }
  }

  /// The measure that `evaluate` prints beside the loss: its name and its expression of `output` and `target`.
  func measure(_ dialect: PythonDialect) -> (name: String, text: String)? {
    let xp = dialect.prefix
    let real = dialect == .torch ? ".double().mean()" : ".mean()"
    guard supervision.loss.expectation?.targets != .numbers,
      let expectation = supervision.loss.expectation
    else {
      let difference = "\(xp).abs(output - target.reshape(output.shape))\(real)"
      return ("mean_absolute_error", unit.map { "(\(difference) * \($0))" } ?? difference)
    }
    let axis = dialect == .torch ? "-1" : "axis=-1"
    switch (supervision.layout.kind, expectation.targets) {
    case (.sparse, .classNumbers):
      return ("accuracy", "(output.argmax(\(axis)) == target.reshape(output.shape[:-1]))\(real)")
    case (.oneHot, .distributions):
      return ("accuracy", "(output.argmax(\(axis)) == target.argmax(\(axis)))\(real)")
    case (.binary(let threshold), .shares):
      return (
        "accuracy",
        "((output > \(PythonText.number(threshold))) == (target.reshape(output.shape) > 0.5))\(real)"
      )
    default: return nil
    }
  }
}

extension TrainingSetup {
  /// Whether some line of its models has such a word.
  func model(drops word: String) -> Bool {
    models.contains {
      $0.calls.contains { call in
        call.name == word
          || call.arguments.contains { name, value in
            guard name.hasSuffix("dropout"), case .number(let rate) = value else { return false }
            return rate > 0
          }
      }
    }
  }
}

extension NumPyArray {
  /// A tensor's numbers in its type, bit for bit.
  package init(_ tensor: Tensor) {
    let type: ElementType =
      switch tensor.dtype {
      case .float32: .float32
      case .float64: .float64
      case .int32: .int32
      }
    self.init(type, shape: tensor.shape.extents, bytes: tensor.withBytes { Array($0) })
  }
}
