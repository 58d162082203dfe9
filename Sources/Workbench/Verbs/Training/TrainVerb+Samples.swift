import Catalog
import Data
import Formats
import Learning
import Support

// How much each sample counts, how it is hidden and whose it is.
extension TrainVerb {
  /// Numbers for each sample of training, or the name of a column.
  enum Weights: Sendable {
    case numbers([Double])
    case column(String)
  }

  static let sampleWeight = Parameter<Weights>.sampleWeight(
    "How much each training sample counts: numbers, or a column.")
  static let privacy = Parameter<DifferentialPrivacy>.privacy(
    "Hides each sample: dp(noise=1.1, clip=1, delta=1e-5).")
  static let clients = Parameter<Clients>.value(
    "clients", "Federated averaging: how many clients share the rows, or whose column.",
    expected: "a whole number or the name of a column", shown: .nothing
  ) { (value, argument) throws(ArgumentError) in
    if case .text(let name) = value { return .column(name) }
    guard let number = value.number else { return nil }
    guard let count = Int(whole: number), count >= 1 else {
      throw argument.outOfRange("a whole number, at least 1")
    }
    return .count(count)
  }
  static let localEpochs = Parameter<Int>(
    "local_epochs", "How often each client sees its rows in an epoch.", default: 1,
    rule: "at least 1"
  ) { $0 >= 1 && $0 <= 1_000_000 }

  enum Clients: Sendable {
    case count(Int)
    case column(String)
  }

  /// Takes what the call says of whose samples there are.
  static func setClients(of options: inout TrainingOptions, _ call: VerbCall, _ dataset: Dataset)
    throws
  {
    options.privacy = try call.optional(privacy)
    options.localEpochs = try call[localEpochs]
    switch try call.optional(clients) {
    case nil: break
    case .count(let count): options.clients = .evenly(count)
    case .column(let name):
      options.clients = try Problems.located(at: call.span(of: clients.description)) {
        try owners(in: name, of: dataset)
      }
    }
  }

  /// Refuses what only another option gives a meaning to, and what another one decides already.
  static func refuseIdleOptions(
    _ call: VerbCall, _ options: TrainingOptions, _ dataset: Dataset
  ) throws {
    if options.clients == nil {
      try call.refuse(
        idle: localEpochs.description, .without(clients.name, typed: "\(clients.name)=5"))
    }
    if options.privacy != nil {
      let cause = IdleOption.Cause.beside(privacy.name)
      try call.refuse(idle: classWeightMean.description, cause)
      if !options.shuffles { try call.refuse(idle: shuffle.description, cause) }
    }
    if options.classWeights == nil {
      try call.refuse(
        idle: classWeightMean.description,
        .without(classWeight.name, typed: "\(classWeight.name)=balanced"))
    }
    if options.validationSplit > 0 {
      if call.wrote(validation.description) {
        try call.refuse(idle: validationSplit.description, .beside(validation.name))
      } else if dataset.validation != nil {
        try call.refuse(idle: validationSplit.description, .besidePart(validation.name))
      }
    }
  }

  private static func owners(
    in name: String, of dataset: Dataset
  ) throws -> TrainingOptions.Clients {
    let column = try dataset.column(named: name, of: .train)
    guard column.count == dataset.train.count else {
      throw LearningError.training(
        .clients(
          .otherRows(column: name, rows: column.count, samples: dataset.train.count)))
    }
    let words = column.texts
    if let row = words.firstIndex(of: nil) {
      throw LearningError.training(.clients(.missing(column: name, row: row)))
    }
    let names = Set(words.compactMap { $0 }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return .named(names, owners: words.map { $0.flatMap { numbers[$0] } ?? 0 })
  }

  /// Said once in an input: what the guarantee is of.
  static func sayPrivacy(_ setup: TrainingSetup, _ call: VerbCall) {
    guard let privacy = setup.options.privacy else { return }
    let learnt =
      setup.options.recipe == nil ? "" : "what the data's steps learnt (medians, means, words) and "
    call.interpreter.noteOnce(
      "privacy hides each training row in the weights, by epsilon at delta "
        + NumberText.general(privacy.delta) + "; it does not cover " + learnt
        + "what is measured on the rows. The noise follows from the seed: keep it secret",
      of: "privacy")
    if setup.start != nil {
      call.interpreter.noteOnce(
        "the model was trained before: what it learnt then is not hidden by this run, and epsilons of "
          + "runs on the same rows add up",
        of: "privacy of a trained model")
    }
  }
}

extension Parameter where Output == TrainVerb.Weights {
  static func sampleWeight(_ summary: String) -> Parameter {
    .value(
      "sample_weight", summary, expected: "a list of numbers or the name of a column",
      shown: .nothing
    ) { value, _ in
      switch value {
      case .text(let name): return .column(name)
      case .tensor(let tensor):
        guard let known = tensor.known,
          known.shape.rank == 1 || known.shape.rank == 2 && known.shape[1] == 1
        else { return nil }
        return .numbers(known.doubles)
      default: return nil
      }
    }
  }
}

extension VerbCall {
  /// The data with the weights that are asked for, in place of their own; `part` is how a part that is no training
  /// part is called.
  func weighted(
    _ dataset: Dataset, by parameter: Parameter<TrainVerb.Weights>, of part: String = ""
  ) throws -> Dataset {
    guard let weights = try optional(parameter) else { return dataset }
    var result = dataset
    try Problems.located(at: span(of: parameter.description)) {
      switch weights {
      case .numbers(let numbers):
        do throws(SampleWeights.Fault) {
          result.train.weights = try SampleWeights.rows(numbers, for: dataset.train.count)
        } catch {
          throw DataError(.recipe(.weights(error, column: "")), word: part)
        }
      case .column(let name):
        result.train.weights = try dataset.weights(in: name, of: .train)
        if dataset.validation != nil {
          result.validation?.weights = try dataset.weights(in: name, of: .validation)
        }
        if dataset.test != nil { result.test?.weights = try dataset.weights(in: name, of: .test) }
        if dataset.columns.contains(name), dataset.tabular?.weight != name {
          interpreter.note(
            "\(name) is a feature too; `weight \(Problems.quotedName(name))` in the data leaves it out"
          )
        }
      }
    }
    return result
  }
}

extension Dataset {
  /// The weights in a column as it came.
  fileprivate func weights(in name: String, of part: Part) throws -> SampleRows {
    let column = try column(named: name, of: part)
    do throws(SampleWeights.Fault) {
      if name == target { throw .isTarget }
      return try SampleWeights.rows(column, for: samples(of: part)?.count ?? 0)
    } catch {
      throw DataError(.recipe(.weights(error, column: name)))
    }
  }
}
