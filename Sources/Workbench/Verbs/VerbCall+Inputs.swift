import Catalog
import Data
import Engine
import Learning

extension VerbCall {
  /// What a model works on: a data set, a tensor, a list of as many tensors as the model has
  /// inputs, a record with a field for each, or one tensor for each input by name.
  func samples(_ x: Parameter<Value>, for model: Model) throws -> Samples {
    try asked(x, for: model).samples
  }

  /// The same with the rows of a file that they are, where they come from one.
  func asked(_ x: Parameter<Value>, for model: Model) throws -> AskedRows {
    func plain(_ samples: Samples) -> AskedRows { AskedRows(samples: samples, recipe: nil) }
    try checkInputNames(of: model)
    let expected = "a tensor, a data set, or a list with a tensor for each input"
    let named = model.inputs.compactMap { input in
      bound.input(input.name, expected: input.name == x.name ? expected : "a tensor")
    }
    guard named.isEmpty else {
      guard named.count == model.inputs.count else {
        throw LearningError.input(
          .severalInputs(model: model.name, names: model.inputs.map(\.name)))
      }
      return plain(
        try batch(try named.map { try tensor($0, $0.languageValue, for: model) }, for: model))
    }
    guard let argument = bound.argument(of: x, expected: expected) else {
      throw bound.missing(x, expected)
    }
    if let tensors = try tensors(of: argument.languageValue, for: model) {
      return plain(try batch(tensors, for: model))
    }
    switch argument.languageValue {
    case .dataset(let dataset):
      return try evaluator.rowsAndRecipe(
        of: dataset, for: model, as: sourceText(of: x), withTarget: false,
        at: span(of: x.description))
    case .list(let items):
      return plain(try batch(items.map { try tensor(argument, $0, for: model) }, for: model))
    case let value: return plain(try model.samples(of: [try tensor(argument, value, for: model)]))
    }
  }

  /// The numbers of a value, which are not those of rows that were prepared otherwise.
  private func tensor(
    _ argument: WrittenArgument, _ value: Value, for model: Model
  ) throws -> Tensor {
    if case .tensor(let tensor) = value {
      try evaluator.requirePreparation(tensor.preparation, for: model)
    }
    // Rows in brackets are one tensor, as they are in a record.
    return try argument.tensor(try Self.joined(value))
  }

  private static func joined(_ value: Value) throws -> Value {
    guard case .list(let items) = value else { return value }
    return try ListValue.make(try items.map { try joined($0) })
  }

  /// A data set as a model learns from it; see `Evaluator.prepared`.
  func prepared(
    _ dataset: Dataset, _ parameter: Parameter<Dataset>, for model: Model? = nil
  ) throws -> Dataset {
    try evaluator.prepared(
      dataset, as: sourceText(of: parameter), for: model, at: span(of: parameter.description))
  }

  /// The source text of an argument, for what is said of it; empty where it was left out.
  func sourceText<Output>(of parameter: Parameter<Output>) -> String {
    let span = span(of: parameter.description)
    return span == self.span ? "" : evaluator.text(of: span)
  }

  /// Names that are neither of the verb nor of the model's inputs.
  func checkInputNames(of model: Model) throws(ArgumentError) {
    let inputs = model.inputs.map(\.name)
    if let other = bound.inputs.first(where: { !inputs.contains($0.name) }) {
      throw bound.unknown(other.name, among: signature.parameters.map(\.name) + inputs)
    }
  }
}

extension WrittenArgument {
  /// The numbers of a value that stands in the argument.
  fileprivate func tensor(_ value: Value) throws -> Tensor {
    guard case .tensor(let tensor) = value else { throw wrongKind() }
    guard let known = tensor.known else { throw ValueProblem.conditionTraced }
    return known
  }
}
