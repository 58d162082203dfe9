import Language
import Learning
import Support

// Conditions of lessons: they look at what the session holds, and change nothing of it.
extension Interpreter {
  /// Whether a condition holds now. `seconds` tells how long a cell took, by its id; `nil` where that is not asked.
  ///
  /// The problem of one that cannot be computed as things are: a name has no value yet, a shape does not fit.
  package func holds(
    _ condition: String, seconds: (String) -> Double? = { _ in nil }
  ) -> Result<Bool, Diagnostic> {
    withoutActuallyEscaping(seconds) { seconds in
      looking { looker in
        try CheckJudge(looker, try CheckSyntax(condition), seconds).holds()
      }
    }
  }

  /// An expression of a lesson's message as its text: series as their newest values; why it has none.
  ///
  /// A function is no text: whoever gave one in place of a number is told so.
  package func checkText(of expression: String) -> Result<String, Diagnostic> {
    looking { looker in
      let value = try CheckJudge(looker, try CheckSyntax(expression), { _ in nil }).value()
      if value.isFunction {
        throw ValueProblem.wrongKind(
          of: "the exercise", expected: "a number", found: value.kindName)
      }
      return ValueText.render(value, in: vocabulary) ?? ValueText.short(value)
    }
  }

  /// What `body` computes aside: names, random streams and runs stay as they are.
  private func looking<Result>(
    _ body: (Evaluator) throws -> Result
  ) -> Swift.Result<Result, Diagnostic> {
    var context = StatementContext(source: "", frame: global.nested)
    context.looking = .check
    defer { desk.endLooks() }
    do {
      return .success(
        try memory.inForce {
          try Interrupt.feeding(every: interruptInterval) {
            breathe()
          } _: {
            try undrawn { try body(Evaluator(self, context)) }
          }
        })
    } catch {
      return .failure(Problems.diagnostic(for: error, at: nil))
    }
  }
}

/// Computes one condition.
struct CheckJudge {
  private let looker: Evaluator
  private let syntax: CheckSyntax
  private let seconds: (String) -> Double?

  init(_ looker: Evaluator, _ syntax: CheckSyntax, _ seconds: @escaping (String) -> Double?) {
    (self.looker, self.syntax, self.seconds) = (looker, syntax, seconds)
  }

  func holds() throws -> Bool { try holds(syntax.expression) }

  func value() throws -> Value { try value(of: syntax.expression) }

  /// What stands behind `and` and `or` is asked only where it decides: `exists(x) and x > 2`.
  private func holds(_ expression: Expression) throws -> Bool {
    switch expression.kind {
    case .parenthesized(let inner): return try holds(inner)
    case .unary(.not, let operand): return try !holds(operand)
    case .binary(.and, let left, let right): return try holds(left) && holds(right)
    case .binary(.or, let left, let right): return try holds(left) || holds(right)
    case .binary(.equal, let left, let right):
      if let isSame = try functions(left, right) { return isSame }
    case .binary(.notEqual, let left, let right):
      if let isSame = try functions(left, right) { return !isSame }
    default: break
    }
    if let (predicate, arguments) = CheckSyntax.predicate(expression), predicate != .took {
      return try answer(predicate, arguments.map(\.value))
    }
    switch try value(of: expression) {
    case .bool(let flag): return flag
    // A comparison of many numbers holds where it does for each.
    case .tensor(let tensor):
      guard case .binary = expression.kind, let known = tensor.known else { break }
      return (0..<known.count).allSatisfy { known[$0] == 1 }
    default: break
    }
    throw CheckProblem.noCondition
  }

  /// Whether both are functions that draw the same curve; `nil` where neither is one.
  private func functions(_ left: Expression, _ right: Expression) throws -> Bool? {
    for side in [left, right] where isFunction(side) { return try isSame(left, right) }
    return nil
  }

  private func isFunction(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .lambda: return true
    case .parenthesized(let inner): return isFunction(inner)
    case .call, .name:
      guard let value = try? value(of: expression) else { return false }
      return value.isFunction
    default: return false
    }
  }

  /// The value, with questions answered and series as their newest values.
  private func value(of expression: Expression) throws -> Value {
    let parts = CheckParts(expression, elementwise: CheckJudge.elementwise)
    var replaced: [(span: SourceSpan, text: String)] = []
    var hidden: [String: Value] = [:]
    for (span, run, name) in parts.series {
      guard case .run(let training)? = looker.session[run] else { continue }
      let value = try RunFields.value(of: training, name)
      guard case .tensor(let series) = value, series.shape.rank == 1, let known = series.known
      else { continue }
      let stand = "newest_\(hidden.count)_\(name)"
      hidden[stand] = .number(known.count == 0 ? .nan : known[known.count - 1])
      replaced.append((span, stand))
    }
    for (span, predicate, arguments) in parts.predicates {
      let text =
        predicate == .took
        ? try took(arguments) : try answer(predicate, arguments.map(\.value)) ? "true" : "false"
      replaced.append((span, text))
    }
    return try evaluate(text(of: expression, replacing: replaced), hidden)
  }

  private func text(
    of expression: Expression, replacing replaced: [(span: SourceSpan, text: String)]
  ) -> String {
    var bytes: [UInt8] = []
    var place = expression.span.start
    let source = Array(syntax.source.utf8)
    for (span, text) in replaced.sorted(by: { $0.span.start < $1.span.start }) {
      bytes += source[place..<span.start] + Array(text.utf8)
      place = span.end
    }
    return String(decoding: bytes + source[place..<expression.span.end], as: UTF8.self)
  }

  private func evaluate(_ text: String, _ hidden: [String: Value] = [:]) throws -> Value {
    let expression = try looker.session.parsed(text, and: Array(hidden.keys)).expression
    let frame = looker.session.global.nested
    frame.locals.merge(hidden) { $1 }
    return try looker.with {
      ($0.source, $0.frame) = (text, frame)
      $0.begin(expression.span)
    }.evaluate(expression)
  }

  private static let elementwise = Set(
    ElementwiseBuiltins.all.map(\.signature.name)
  ).union(["tanh", "sigmoid", "relu"])
}

// The questions that only checks ask.
extension CheckJudge {
  private func answer(_ predicate: CheckPredicate, _ arguments: [Expression]) throws -> Bool {
    guard arguments.count == predicate.argumentCount, let first = arguments.first else {
      throw CheckProblem.argumentCount(
        predicate: predicate.rawValue, expected: predicate.argumentCount,
        example: predicate.signature.example)
    }
    switch predicate {
    case .exists:
      if case .name(let name) = first.kind { return looker.session[name] != nil }
      return (try? evaluate(syntax.text(of: first))) != nil
    case .uses: return try uses(first, CheckJudge.word(arguments[1], syntax))
    case .learnt: return try learnt(first, arguments[1])
    case .diverged: return try diverged(evaluate(syntax.text(of: first)))
    case .monotone:
      let values = try numbers(evaluate(syntax.text(of: first)))
      let steps = zip(values, values.dropFirst())
      return values.allSatisfy(\.isFinite)
        && (steps.allSatisfy { $0 >= $1 } || steps.allSatisfy { $0 <= $1 })
    case .same: return try isSame(first, arguments[1])
    case .took: return true
    }
  }

  /// The time as the language writes it: `0.12s`. Where nobody measures, it took none.
  private func took(_ arguments: [ArgumentSyntax]) throws -> String {
    guard arguments.count == 1 else {
      throw CheckProblem.argumentCount(
        predicate: "took", expected: 1, example: CheckPredicate.took.signature.example)
    }
    let id = CheckJudge.word(arguments[0].value, syntax)
    return "\(NumberText.fixed(seconds(id) ?? 0, decimals: 6))s"
  }

  /// A word as it stands, or a text without its quotes.
  static func word(_ expression: Expression, _ syntax: CheckSyntax) -> String {
    if case .string(let text) = expression.kind { return text }
    return syntax.text(of: expression).filter { $0 != " " }
  }

  /// Asked of what it was made from, and of the layers of a model.
  private func uses(_ expression: Expression, _ word: String) throws -> Bool {
    var texts: [String] = []
    if case .name(let name) = expression.kind {
      texts.append(looker.session.definition(of: name) ?? "")
    }
    let value = try evaluate(syntax.text(of: expression))
    var models: [Model] = []
    switch value {
    case .model(let model), .layer(let model, _): models = [model]
    case .run(let run): models = run.models
    case .function(let function): texts.append(function.text)
    case .spec(let spec, _): texts.append(spec.name)
    default: break
    }
    texts += models.map(\.source)
    if models.contains(where: { $0.layers.contains { $0.kind == word || $0.activation == word } }) {
      return true
    }
    return texts.contains { text in
      Lexer.tokenize(text).tokens.contains { $0.text == word }
    }
  }

  private func learnt(_ run: Expression, _ data: Expression) throws -> Bool {
    let values = try (evaluate(syntax.text(of: run)), evaluate(syntax.text(of: data)))
    guard case .run(let training) = values.0, case .dataset(let known) = values.1 else {
      throw CheckProblem.noCondition
    }
    // Weights that came from others have learnt from theirs, too.
    let before = training.setup.start.flatMap { $0.isReplaced ? nil : $0.training.rows } ?? []
    return training.setup.training.isPart(of: known.train)
      && before.allSatisfy { $0.areAmong(known.train) }
  }

  private func diverged(_ value: Value) throws -> Bool {
    if case .run(let run) = value {
      if case .failed? = run.outcome { return true }
      return CheckJudge.isLost(run.series("loss") ?? [])
    }
    return CheckJudge.isLost(try numbers(value))
  }

  private static func isLost(_ values: [Double]) -> Bool {
    guard let first = values.first, let last = values.last else { return false }
    return values.contains { !$0.isFinite } || abs(last) > 10 * abs(first) && first != 0
  }

  private func numbers(_ value: Value) throws -> [Double] {
    if case .run(let run) = value { return run.series("loss") ?? [] }
    guard case .tensor(let tensor) = value, let known = tensor.known else {
      throw CheckProblem.noCondition
    }
    return (0..<known.count).map { known[$0] }
  }

  private func isSame(_ left: Expression, _ right: Expression) throws -> Bool {
    let texts = (syntax.text(of: left), syntax.text(of: right))
    let values = try (evaluate(texts.0), evaluate(texts.1))
    guard values.0.isFunction || values.1.isFunction else {
      return try CheckJudge.areClose(values.0, values.1)
    }
    guard values.0.isFunction, values.1.isFunction else { return false }
    for step in 0...12 {
      let place = "\(Double(step) / 2 - 3)"
      guard let first = try? evaluate("(\(texts.0))(\(place))"),
        let second = try? evaluate("(\(texts.1))(\(place))"),
        try CheckJudge.areClose(first, second)
      else { return false }
    }
    return true
  }
}
