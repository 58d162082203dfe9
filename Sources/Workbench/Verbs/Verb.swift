import Catalog
import Engine
import Language
import Learning
import Support

/// A word that acts: `train`, `plot`, `save`.
protocol Verb: SendableMetatype {
  static var signature: Signature { get }
  /// What stands before braces, for verbs that take them: `train d, epochs=5 { step … }`.
  static var bodySignature: Signature? { get }
  /// What it does beside giving a value: its signature's.
  static var effects: Effects { get }
  static func perform(_ call: VerbCall) throws -> Value
}

extension Verb {
  static var bodySignature: Signature? { nil }
  static var effects: Effects { signature.effects }
}

/// All verbs of this version; words that the language reserves for later are in `ReservedWords`.
enum Verbs {
  static let all: [any Verb.Type] = [
    TrainVerb.self, StepVerb.self, ResumeVerb.self, StopVerb.self,
    CompareVerb.self, CopyVerb.self, EvaluateVerb.self,
    PredictVerb.self,
    GenerateVerb.self, TraceVerb.self, PlotVerb.self, SummaryVerb.self, CostVerb.self,
    CheckVerb.self, SeedVerb.self, SetVerb.self, PrintVerb.self,
    SaveVerb.self, LoadVerb.self,
  ]

  private static let effects = Dictionary(
    all.map { ($0.signature.name, $0.effects) }, uniquingKeysWith: { first, _ in first })

  /// What the verb of this name does; nothing where there is none.
  static func effects(of verb: String) -> Effects { effects[verb] ?? [] }
}

/// One use of a verb: its arguments with their syntax, and the interpreter that it acts on.
struct VerbCall {
  let signature: Signature
  let arguments: EvaluatedArguments
  /// The arguments as written, for names of curves and of files.
  let syntax: [ArgumentSyntax]
  /// The statements in braces behind the arguments.
  let body: [Statement]?
  let span: SourceSpan
  /// Where it stands, and what is in force there.
  let evaluator: Evaluator
  /// `&` stands at its end.
  var isBackground = false

  /// The session that it acts on.
  var interpreter: Interpreter { evaluator.session }

  /// Typed access to the options; checked when it is made.
  func bound() throws(ArgumentError) -> BoundArguments {
    try BoundArguments(arguments.catalogArguments, to: signature)
  }

  /// The value of a parameter, positional or named; `nil` where it was left out or is `none`.
  func value(_ name: String) -> Value? {
    if let named = arguments[name] { return notNone(named) }
    guard let index = position(of: name) else { return nil }
    return notNone(arguments.positional[index].value)
  }

  /// Which argument without a name is this parameter's; one that takes all that come leaves none to
  /// those behind it.
  private func position(of name: String) -> Int? {
    guard let index = signature.parameters.firstIndex(where: { $0.name == name }),
      index < arguments.positional.count,
      !signature.parameters[..<index].contains(where: \.isVariadic)
    else { return nil }
    return index
  }

  /// Where the argument stands in the source.
  func span(of name: String) -> SourceSpan {
    if let named = arguments.named.first(where: { $0.name == name }) { return named.span }
    guard let index = position(of: name) else { return span }
    return arguments.positional[index].span
  }

  func model(_ name: String = "model") throws -> Model {
    guard case .model(let model)? = value(name) else { throw wrongType(name, "a model") }
    return model
  }

  func dataset(_ name: String = "data") throws -> Dataset {
    guard case .dataset(let dataset)? = value(name) else { throw wrongType(name, "a data set") }
    return dataset
  }

  func text(_ name: String) throws -> String? {
    guard let value = value(name) else { return nil }
    guard case .text(let text) = value else { throw wrongType(name, "text in quotes") }
    return text
  }

  /// The source text of an argument, for labels of curves: `r.loss`.
  func sourceText(ofPositional index: Int) -> String {
    let positional = syntax.filter { $0.label == nil }
    return index < positional.count ? evaluator.text(of: positional[index].value.span) : ""
  }

  func wrongType(_ name: String, _ expected: String) -> ArgumentError {
    guard let value = value(name) else {
      return .missing(parameter: name, of: signature.name, expected: expected)
    }
    let position: ArgumentPosition =
      arguments[name] != nil
      ? .named(name)
      : .positional(signature.parameters.firstIndex { $0.name == name } ?? 0)
    return .wrongType(
      parameter: name, of: signature.name, expected: expected,
      found: value.number.map { NumberText.general($0) } ?? value.foundText,
      at: position)
  }

  private func notNone(_ value: Value) -> Value? {
    if case .none = value { return nil }
    return value
  }
}

extension CommandSyntax {
  /// What its verb does.
  var effects: Effects { Verbs.effects(of: verb.text) }
}

extension Evaluator {
  /// Runs a verb.
  func perform(_ command: CommandSyntax, at span: SourceSpan) throws -> Value {
    guard let verb = vocabulary.verbs[command.verb.text] else {
      throw Problems.diagnostic(
        for: ValueProblem.notAvailable(command.verb.text), at: command.verb.span)
    }
    if context.looking?.admits(verb.effects) == false {
      try refuseWhileLooking("`\(command.verb.text)`", at: command.verb.span)
    }
    guard !command.isBackground || verb.effects.contains(.mayRunBehind) else {
      throw Problems.diagnostic(
        for: ValueProblem.notAvailable("`&` behind `\(command.verb.text)`"), at: span)
    }
    guard let signature = command.body == nil ? verb.signature : verb.bodySignature else {
      throw Problems.diagnostic(
        for: ValueProblem.notAvailable("\(command.verb.text) { … }"), at: command.verb.span)
    }
    let arguments = try evaluate(
      command.arguments, for: signature, wordSpan: command.verb.span)
    return try Problems.located(arguments) {
      let call = VerbCall(
        signature: signature, arguments: arguments, syntax: command.arguments,
        body: command.body, span: span, evaluator: self, isBackground: command.isBackground)
      return try calling { try verb.perform(call) }
    }
  }

  /// Prints the value of a statement the way its kind asks for.
  func show(_ value: Value, of expression: Expression) throws {
    if case .command(let command) = expression.kind, command.effects.contains(.isSilent) { return }
    // A name, or a path such as `d.test`; anything longer is no name to print.
    let name: String? =
      switch expression.kind {
      case .name(let written): written
      case .field: self.text(of: expression.span)
      default: nil
      }
    guard let text = ValueText.render(value, name: name, in: vocabulary) else { return }
    if Interrupt.wasRaised { throw ValueProblem.interrupted }
    switch value {
    case .model, .layer, .dataset, .report: session.host.emit(.table(text))
    case .run: session.host.emit(.runLine(text, wasShownLive: false))
    default:
      guard session.host.digits != NumberText.digits,
        let detail = ValueText.render(
          value, name: name, in: vocabulary, digits: session.host.digits)
      else { return session.host.emit(.value(text)) }
      session.host.emit(.value(text), inDetail: detail)
    }
  }

}

extension Interpreter {
  /// Counts what a training will draw among what was drawn before it.
  func countDraws(of setup: inout TrainingSetup) {
    let orders =
      setup.options.shuffles ? random.nextOccurrence(.shuffle, setup.drawnOrder) : 0
    setup.count(orders: orders, inSteps: random.nextOccurrence(ofAll: setup.drawnInSteps))
  }
}
