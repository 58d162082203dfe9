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
package enum Verbs {
  static let all: [any Verb.Type] = [
    TrainVerb.self, StepVerb.self, ResumeVerb.self, StopVerb.self,
    CompareVerb.self, SweepVerb.self, CrossValidateVerb.self, CopyVerb.self, ResizeVerb.self,
    QuantizeVerb.self,
    DistillVerb.self, PruneVerb.self, MergeVerb.self,
    EvaluateVerb.self,
    ExplainVerb.self, AuditVerb.self,
    PredictVerb.self,
    GenerateVerb.self, TraceVerb.self, PlotVerb.self, SummaryVerb.self, DescribeVerb.self,
    CostVerb.self, ServeVerb.self, RollbackVerb.self,
    CheckVerb.self, SeedVerb.self, SetVerb.self, PrintVerb.self,
    SaveVerb.self, LoadVerb.self, ExportVerb.self, ImportVerb.self,
  ]

  private static let effects = Dictionary(
    all.map { ($0.signature.name, $0.effects) }, uniquingKeysWith: { first, _ in first })

  /// What the verb of this name does; nothing where there is none.
  package static func effects(of verb: String) -> Effects { effects[verb] ?? [] }
}

/// One use of a verb: its arguments with their syntax, and the interpreter that it acts on.
struct VerbCall {
  /// The arguments matched with the parameters of the verb.
  let bound: BoundArguments
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

  var signature: Signature { bound.signature }

  /// The value of a parameter, or its default; throws when missing, of another type, or refused.
  subscript<Output>(_ parameter: Parameter<Output>) -> Output {
    get throws(ArgumentError) { try bound[parameter] }
  }

  /// The value of a parameter; `nil` where it was left out or is `none`.
  func optional<Output>(_ parameter: Parameter<Output>) throws(ArgumentError) -> Output? {
    try bound.optional(parameter)
  }

  /// The value as written, where it decides what else is wanted; `nil` where it was left out or is
  /// `none`.
  func value<Output>(of parameter: Parameter<Output>) -> Value? {
    bound.argument(of: parameter).flatMap { $0.isNone ? nil : $0.languageValue }
  }

  /// The argument is of a kind that the verb cannot use here; missing where it was left out.
  func wrongKind<Output>(_ parameter: Parameter<Output>, _ expected: String) -> ArgumentError {
    bound.argument(of: parameter)?.wrongKind(expected) ?? bound.missing(parameter, expected)
  }

  /// Where the argument stands in the source; the verb's place where it was left out.
  func span(of parameter: ParameterDescription) -> SourceSpan {
    bound.argument(parameter).map { arguments.span(of: $0.position) } ?? span
  }

  /// The source text of an argument, for labels of curves: `r.loss`.
  func sourceText(ofPositional index: Int) -> String {
    let positional = syntax.filter { $0.label == nil }
    return index < positional.count ? evaluator.text(of: positional[index].value.span) : ""
  }
}

extension CommandSyntax {
  /// What its verb does.
  package var effects: Effects { Verbs.effects(of: verb.text) }
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
        for: ValueProblem.notInBackground(command.verb.text), at: span)
    }
    guard let signature = command.body == nil ? verb.signature : verb.bodySignature else {
      throw Problems.diagnostic(
        for: ValueProblem.notAvailable("\(command.verb.text) { … }"), at: command.verb.span)
    }
    let arguments = try evaluate(
      command.arguments, for: signature, wordSpan: command.verb.span)
    return try Problems.located(arguments) {
      let call = try VerbCall(
        bound: arguments.bound(to: signature), arguments: arguments, syntax: command.arguments,
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
    if let report = ValueText.report(value, name: name) {
      if Interrupt.wasRaised { throw ValueProblem.interrupted }
      if case .run = value { return session.host.emit(.runLine(report, wasShownLive: false)) }
      return session.host.emit(.report(report))
    }
    guard let text = ValueText.render(value, in: vocabulary) else { return }
    if Interrupt.wasRaised { throw ValueProblem.interrupted }
    guard session.host.digits != NumberText.digits,
      let detail = ValueText.render(value, in: vocabulary, digits: session.host.digits)
    else { return session.host.emit(.value(text)) }
    session.host.emit(.value(text), inDetail: detail)
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
