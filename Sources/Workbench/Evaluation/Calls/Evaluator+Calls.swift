import Catalog
import Engine
import Language
import Learning

extension Evaluator {
  /// A call: of a user's value, a builtin, or a catalogue entry.
  func call(
    _ callee: Expression, _ arguments: [ArgumentSyntax], at span: SourceSpan
  ) throws -> Value {
    guard case .name(let name) = callee.kind, frame[name] == nil else {
      if case .field(let base, let word) = callee.kind {
        let function = try field(word, of: base, arguments)
        return try call(function, arguments, at: callee.span)
      }
      let function = try evaluate(callee)
      return try call(function, arguments, at: callee.span)
    }
    if let builtin = vocabulary.builtins[name] {
      return try call(builtin, arguments, at: callee.span)
    }
    if let source = catalog.signature(name, .source) {
      let evaluated = try evaluate(arguments, for: source, wordSpan: callee.span)
      return .dataset(try openSource(source.name, evaluated))
    }
    if let kind = Vocabulary.specKinds.first(where: { catalog.signature(name, $0) != nil }) {
      let evaluated = try evaluate(
        arguments, for: catalog.signature(name, kind), wordSpan: callee.span)
      if let value = try callEntry(name, kind, evaluated, at: span) { return value }
      return try makeSpec(name, kind, evaluated)
    }
    let function = try evaluate(callee)
    return try call(function, arguments, at: callee.span)
  }

  private func call(
    _ function: Value, _ arguments: [ArgumentSyntax], at span: SourceSpan
  ) throws -> Value {
    let evaluated = try evaluate(arguments, for: nil, wordSpan: span)
    return try Problems.located(evaluated) {
      try call(
        function, evaluated.positional.map(\.value),
        named: evaluated.named.map { ($0.name, $0.value) })
    }
  }

  private func call(
    _ builtin: Builtin, _ arguments: [ArgumentSyntax], at span: SourceSpan
  ) throws -> Value {
    let evaluated = try evaluate(arguments, for: builtin.signature, wordSpan: span)
    return try Problems.located(evaluated) {
      try perform(builtin, evaluated)
    }
  }

  private func perform(_ builtin: Builtin, _ arguments: EvaluatedArguments) throws -> Value {
    guard context.statistics != nil else { return try compute(builtin, arguments) }
    return try learning(from: arguments.positional.map(\.value)) {
      try compute(builtin, arguments)
    }
  }

  /// What is computed of these values, unless it is a statistic that another part has learnt. What is being traced, inside
  /// `grad`, belongs to its graph and is computed anew.
  func learning(from values: [Value], _ compute: () throws -> Value) throws -> Value {
    guard let statistics = context.statistics, context.tracing.graph == nil else {
      return try compute()
    }
    return try statistics.value(values, compute)
  }

  private func compute(_ builtin: Builtin, _ arguments: EvaluatedArguments) throws -> Value {
    let call = try BuiltinCall(builtin.signature, arguments, self)
    return try QuantityBuiltins.value(builtin, call) ?? builtin.call(call)
  }

  /// Calls a value with values: how `grad`, activations and losses of the user are called.
  func call(_ function: Value, _ arguments: [Value], named: [(name: String, value: Value)] = [])
    throws -> Value
  {
    switch function {
    case .function(let function):
      return try function.call(arguments, named: named, by: self)
    case .model(let model):
      return .tensor(try apply(model, to: try inputs(of: model, arguments, named)))
    case .spec(let spec, let kind):
      var evaluated = EvaluatedArguments(wordSpan: SourceSpan(0, 0))
      evaluated.positional = arguments.map { ($0, SourceSpan(0, 0)) }
      evaluated.named = named.map { ($0.name, $0.value, SourceSpan(0, 0)) }
      if let builtin = vocabulary.builtins[spec.name] {
        return try perform(builtin, evaluated)
      }
      if let value = try callSpec(spec, kind, evaluated) { return value }
      throw ValueProblem.notCallable(function.kindName)
    case .list: throw ValueProblem.notCallable(function.kindName, hasPositions: true)
    case .tensor(let tensor):
      throw ValueProblem.notCallable(function.kindName, hasPositions: tensor.shape.rank > 0)
    default: throw ValueProblem.notCallable(function.kindName)
    }
  }

  /// One tensor for each input: in the model's order, in a list as `pairs.x` is one, or by name.
  private func inputs(
    of model: Model, _ arguments: [Value], _ named: [(name: String, value: Value)]
  ) throws -> [TensorValue] {
    let names = model.inputs.map(\.name)
    var arguments = arguments
    if names.count > 1, arguments.count == 1, case .list(let items) = arguments[0] {
      arguments = Array(items)
    }
    var given = Dictionary(zip(names, arguments)) { first, _ in first }
    for (name, value) in named {
      guard names.contains(name) else {
        throw ArgumentError.unknownName(name, of: model.name, known: names)
      }
      guard given.updateValue(value, forKey: name) == nil else {
        throw ArgumentError.repeated(name, of: model.name)
      }
    }
    guard arguments.count <= names.count, given.count == names.count else {
      throw ValueProblem.wrongCount(
        function: model.name, expected: names.count...names.count,
        found: arguments.count + named.count)
    }
    return try names.compactMap { given[$0] }.map { value in
      guard case .tensor(let tensor) = value else {
        throw ValueProblem.notNumbers(value.kindName, of: model.name)
      }
      return tensor
    }
  }

  /// A user's function: captures the names that it mentions, so later changes do not reach it.
  func makeFunction(_ syntax: FunctionSyntax) throws -> Value {
    let captured = frame.capture(MentionedNames.of(syntax))
    let home = context.source
    let depth = frame.depth + 1
    let parameters = syntax.parameters
    let required = parameters.prefix { $0.defaultValue == nil }.count
    let name = syntax.name?.text ?? FunctionValue.unnamed
    // A value that has the name of a parameter is not what the function reads.
    let isClosed =
      captured.isEmpty
      || required == parameters.count
        && captured.keys.allSatisfy { known in parameters.contains { $0.name.text == known } }
    let function = FunctionValue(
      name: name, text: text(of: syntax.span),
      portableText: isClosed ? lambdaText(syntax) : nil,
      arity: required...parameters.count, session: session, captured: captured
    ) { caller, arguments, named in
      guard depth + caller.context.callDepth < Evaluator.callLimit else {
        throw ValueProblem.limit(.callTooDeep(Evaluator.callLimit))
      }
      guard arguments.count + named.count <= parameters.count,
        arguments.count + named.count >= required
      else {
        throw ValueProblem.wrongCount(
          function: name, expected: required...parameters.count,
          found: arguments.count + named.count)
      }
      let inner = Frame(captured: captured, depth: depth)
      for (parameter, value) in zip(parameters, arguments) {
        inner.locals[parameter.name.text] = value
      }
      for (label, value) in named {
        guard parameters.contains(where: { $0.name.text == label }), inner.locals[label] == nil
        else {
          throw ArgumentError.unknownName(label, of: name, known: parameters.map(\.name.text))
        }
        inner.locals[label] = value
      }
      return try caller.entering(home, inner) { evaluator in
        for parameter in parameters where inner.locals[parameter.name.text] == nil {
          guard let fallback = parameter.defaultValue else {
            throw ValueProblem.wrongCount(
              function: name, expected: required...parameters.count,
              found: arguments.count + named.count)
          }
          inner.locals[parameter.name.text] = try evaluator.evaluate(fallback)
        }
        switch syntax.body {
        case .expression(let body): return try evaluator.evaluate(body)
        case .statements(let body): return try evaluator.execute(body)
        }
      }
    }
    return try Problems.located(at: syntax.span) { try Value.function(function).checkedDepth() }
  }

  static let callLimit = 100

  /// `fn f(x) = x^2` as `(x) -> x^2`; what a file may not hold has no such form.
  private func lambdaText(_ syntax: FunctionSyntax) -> String? {
    guard case .expression(let body) = syntax.body, StoredExpression(catalog).admits(syntax) else {
      return nil
    }
    let parameters = syntax.parameters.map(\.name.text).joined(separator: ", ")
    return "(\(parameters)) -> \(text(of: body.span))"
  }

  /// Runs the body of a function whose source may be an earlier input.
  ///
  /// A mistake inside a function of an earlier input is shown at the call: the spans of another
  /// source would point to the wrong place.
  private func entering(
    _ home: String, _ frame: Frame, _ body: (Evaluator) throws -> Value
  ) throws -> Value {
    let evaluator = with {
      ($0.source, $0.frame, $0.isTop) = (home, frame, false)
      $0.callDepth += 1
    }
    do {
      return try body(evaluator)
    } catch var diagnostic as Diagnostic where home != context.source {
      diagnostic.span = nil
      throw diagnostic
    }
  }
}
