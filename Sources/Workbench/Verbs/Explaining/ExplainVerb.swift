import Catalog
import Data
import Engine
import Learning
import Support

/// `explain m, row`: what an answer comes from; `explain m, d.test`: what a model listens to.
enum ExplainVerb: Verb {
  static let model = Parameter<Model>.model()
  static let data = Parameter<Value>.any(
    "data", "A row as a record, tensor or text, or a data set.",
    expected: "a row or a data set")
  private static let method = Parameter<ExplainMethod>.value(
    "method", "How; integrated_gradients for a row, permutation for a data set.",
    expected: "a method", shown: .nothing, words: ExplainMethod.allCases.map(\.rawValue)
  ) { (value, argument) throws(ArgumentError) in
    guard let word = value.word else { return nil }
    guard let method = ExplainMethod(rawValue: word) else {
      throw argument.unknownWord(word, among: ExplainMethod.allCases.map(\.rawValue))
    }
    return method
  }
  static let asked = Parameter<String>.value(
    "class", "The class that is explained, by name or number; the predicted one if left out.",
    expected: "the name or the number of a class", shown: .nothing
  ) { value, _ in
    if case .text(let name) = value { return name }
    return value.number.map { NumberText.exact($0) }
  }
  static let column = Parameter<String>.text(
    "column", "The column of partial_dependence.", expected: "the name of a column in quotes",
    shown: .nothing)
  static let baseline = Parameter<Value>.value(
    "baseline", "What a row is compared with; zeros if left out.",
    expected: "a number, a tensor or a record", shown: .nothing
  ) { value, _ in
    switch value {
    case .tensor, .record: value
    default: nil
    }
  }
  static let steps = Parameter<Int>(
    "steps", "Points of integrated_gradients.", default: 50, rule: "a whole number from 1 to 1000",
    where: { (1...1_000).contains($0) })
  static let repeats = Parameter<Int>(
    "repeats", "How often permutation shuffles each column.", default: 5,
    rule: "a whole number from 1 to 1000", where: { (1...1_000).contains($0) })
  static let row = Parameter<Int>.optional(
    "row", "Which row of the file, from 0; of data without one, of the data set.",
    expected: "the number of a row", rule: "at least 0",
    where: { $0 >= 0 })

  static let signature = Signature(
    "explain", .verb,
    "what an answer of a model comes from, by the names of columns, pixels or words",
    example: "explain model 2 { dense 1, activation=sigmoid }, [1, -2]",
    [
      model.description, data.description, method.description, asked.description,
      column.description, baseline.description, steps.description, repeats.description,
      row.description,
    ],
    details: """
      explain m, {age: 41, sex: "male"}      a row as the file has it
      explain m, d.test, row=3               the row of the file that is called 3 in predictions, where d.test has it
      explain m, d.test                      what the model listens to, column by column
      explain m, d.test, method=partial_dependence, column="age"

      A row x is compared with a baseline b: zeros, which are the training means of standardized columns, or
      baseline=. f is the probability of a class, or a number in the target's units.
        integrated_gradients  (x − b) · ∫ ∂f/∂x from b to x; the numbers add up to f(x) − f(b), and the gap is said
        saliency              (x − b) · ∂f/∂x at x
        occlusion             f(x) − f(x with this at b); of pictures patch by patch
      A data set:
        permutation           the score less that with the column shuffled, mean and deviation of repeats
        partial_dependence    the mean answer with the column set to each of some values in all rows
      One-hot columns are added up to the column that they came from. Words have a number each, and their baseline is
      a vector of zeros. plot e draws the numbers. e.attributions, e.attribution, e.gap, e.importances, …
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let number = try call.optional(row)
    var rows = try ExplainedRows(call, data, for: model, isOne: number != nil)
    if let number {
      guard let place = rows.place(of: number) else {
        throw ExplainProblem.noSuchRow(rows.missing(number), data: call.sourceText(of: data))
      }
      rows = rows.row(place)
    }
    let isRow = number != nil || rows.count == 1
    let method =
      try call.optional(method)
      ?? (try call.optional(column) != nil
        ? .partialDependence : isRow ? .integratedGradients : .permutation)
    guard rows.count > 0 else { throw LearningError.input(.noSamples(data: "the data")) }
    for (option, methods) in readers where !methods.contains(method) {
      try call.refuse(
        idle: option,
        .ofMethods(methods.map(\.rawValue), found: method.rawValue, isOne: rows.count == 1))
    }
    guard method.looksAtAll || rows.count == 1 else {
      throw ExplainProblem.whichRow(method: method.rawValue, rows: rows.count)
    }
    let value: Value =
      switch method {
      case .permutation: try PermutationReport.make(call, model, rows)
      case .partialDependence: try PartialDependence(call, model, rows).report
      case .integratedGradients, .saliency, .occlusion:
        .report(try RowExplanation(call, model, rows, method).value)
      }
    call.noteDrawnWeights(of: model)
    return value
  }
}

extension ExplainVerb {
  /// Which methods read an option that others do not.
  private static let readers: [(option: ParameterDescription, methods: [ExplainMethod])] = [
    (asked.description, ExplainMethod.ofRows + [.partialDependence]),
    (column.description, [.partialDependence]),
    (baseline.description, ExplainMethod.ofRows), (steps.description, [.integratedGradients]),
    (repeats.description, [.permutation]),
  ]
}

extension VerbCall {
  /// Says that nobody has trained a model of which something is said.
  func noteDrawnWeights(of model: Model) {
    guard model.lastTraining == nil, model.trainedLoss == nil, !model.hasGivenWeights else {
      return
    }
    interpreter.note(
      "\(model.name) was not trained: of weights as they were drawn this says nothing")
  }
}

extension Value {
  /// The bare word that stands for itself.
  fileprivate var word: String? {
    switch self {
    case .spec(let spec, _): spec.name
    case .text(let text): text
    default: nil
    }
  }
}
