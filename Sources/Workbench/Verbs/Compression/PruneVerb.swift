import Catalog
import Data
import Learning
import Support

/// `thin = prune m, sparsity=80%`: another model in which the smallest weights are 0 and stay so, or without the
/// smallest units.
enum PruneVerb: Verb {
  /// When weights become 0.
  enum Schedule: String, CaseIterable {
    case once, gradual
  }

  static let model = Parameter<Model>.model()
  static let sparsity = Parameter<[Double]>.value(
    "sparsity", "The share of weights that become 0, or of units that go; a list makes a table.",
    expected: "a share such as 80%, or a list of them"
  ) { (value, argument) throws(ArgumentError) in
    guard case .tensor(let tensor) = value, let known = tensor.known, known.shape.rank <= 1 else {
      return nil
    }
    let shares = known.doubles
    guard let wrong = shares.first(where: { !($0 >= 0 && $0 < 1) }) else {
      guard 1...100 ~= shares.count else {
        throw argument.outOfRange("1 to 100 shares", found: "\(shares.count)")
      }
      return shares
    }
    throw argument.outOfRange("at least 0 and below 100%", found: NumberText.general(wrong))
  }
  static let data = Parameter<Dataset>.dataset(
    "data", "What the model is measured on, before and after, and with epochs= trained on.",
    shown: .nothing)
  static let epochs = Parameter<Int>.optional(
    "epochs", "How often all samples are seen afterwards, or meanwhile, to mend it.",
    rule: "at least 1"
  ) { $0 >= 1 }
  static let scope = choice(
    "scope", "Whether the smallest of all layers go, or the same share of each.",
    PruningScope.allCases.map(\.rawValue))
  static let schedule = choice(
    "schedule", "With epochs: all at once, or more and more while it trains.",
    Schedule.allCases.map(\.rawValue))
  static let structured = choice(
    "structured", "Whole units and channels go: the layers become smaller.", ["units"])

  /// What `train` takes, but for what it has of its own.
  static var trainParameters: [ParameterDescription] {
    let own = ParameterSet(
      TrainVerb.model.description, TrainVerb.data.description, TrainVerb.epochs.description,
      TrainVerb.checkpoint.description)
    return TrainVerb.signature.parameters.filter { !own.contains($0) }
  }

  static let signature = Signature(
    "prune", .verb,
    "makes another model whose smallest weights are 0, or without its smallest units",
    example: "thin = prune m, sparsity=80%",
    [
      model.description, sparsity.description, data.description, epochs.description,
      scope.description, schedule.description, structured.description,
    ] + trainParameters,
    details: """
      thin = prune big, sparsity=80%, data=d, epochs=3

      Of the kernels the weights nearest to 0 become 0 (Han et al. 2015): the smallest of all layers, with scope=layer
      the same share of each. Biases and numbers of normalisation stay. The zeros stay zeros: in the epochs asked for
      here, in `train thin, d` later, after `save` and `load`, in copies. schedule=gradual prunes while it trains, by
      Zhu and Gupta (2017): slower and slower until three quarters of the steps, the rest mends.
      m stays as it is. With data= the report says how good both are on the rows for test.

      Zeros are multiplied like other numbers: such a model is no faster, and its file is as large; compressed it is
      smaller. structured=units takes whole units and channels away, those with the smallest weights (Euclidean norm)
      in each layer: the layers shrink, the model is smaller and faster, and its text says so. Units that others are
      added to, or that anything but a dense or convolution layer reads, stay; the report says which.

      sparsity=[0, 50%, 80%, 90%] does it for each and gives a table; `plot` of it draws how good the model is over the
      share of zeros.
      """, effects: [.trains, .givesValue])

  static func perform(_ call: VerbCall) throws -> Value {
    let (model, shares) = (try call[model], try call[sparsity])
    try refuseIdle(call)
    // A single share in brackets is a list, too.
    if case .tensor(let tensor)? = call.value(of: sparsity), tensor.shape.rank == 0 {
      return .model(try PrunedModel(model, share: shares[0], call).made())
    }
    return try PrunedSweep(model, shares, call).report()
  }

  /// Options that mean something only with others.
  private static func refuseIdle(_ call: VerbCall) throws {
    if try call.optional(epochs) == nil {
      for option in trainParameters + [schedule.description] {
        try call.refuse(idle: option, .without(epochs.name, typed: "\(epochs.name)=3"))
      }
    } else if try call.optional(data) == nil {
      throw CompressionProblem.noData(option: epochs.name)
    }
    guard try call.optional(structured) != nil else { return }
    for option in [scope.description, schedule.description] {
      try call.refuse(idle: option, .beside("\(structured.name)=units"))
    }
  }

  private static func choice(
    _ name: String, _ summary: String, _ words: [String]
  ) -> Parameter<String> {
    .value(
      name, summary, expected: Problems.list(words),
      shown: words.count > 1 ? .word(words[0]) : .nothing, words: words
    ) { value, _ in
      switch value {
      case .spec(let spec, _) where words.contains(spec.name): spec.name
      case .text(let text) where words.contains(text): text
      default: nil
      }
    }
  }
}
