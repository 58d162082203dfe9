import Catalog
import Engine
import Formats
import Language
import Learning

/// The arguments of one call with their values and their places in the source.
struct EvaluatedArguments {
  var positional: [(value: Value, span: SourceSpan)] = []
  var named: [(name: String, value: Value, span: SourceSpan)] = []
  /// The word that the arguments stand behind.
  var wordSpan: SourceSpan
  /// Whose defaults fill what is left out.
  var compatibility = Compatibility.keras

  /// Those that were named, but for some parameters.
  func named(
    except parameters: ParameterSet
  ) -> [(name: String, value: Value, span: SourceSpan)] {
    named.filter { !parameters.contains(argumentNamed: $0.name) }
  }

  subscript(_ name: String) -> Value? { named.first { $0.name == name }?.value }

  /// The arguments as the catalogue's signatures read them.
  var catalogArguments: Arguments {
    Arguments(
      positional.map { $0.value.argument }, named: named.map { ($0.name, $0.value.argument) },
      compatibility: compatibility)
  }

  /// The arguments matched with the parameters of a signature.
  func bound(to signature: Signature) throws(ArgumentError) -> BoundArguments {
    try BoundArguments(
      positional: positional.map(\.value), named: named.map { ($0.name, $0.value) },
      compatibility: compatibility, to: signature)
  }

  /// Where an argument stands; the word itself for mistakes of the whole call.
  func span(of position: ArgumentPosition) -> SourceSpan {
    switch position {
    case .whole: wordSpan
    case .positional(let index):
      index < positional.count ? positional[index].span : wordSpan
    case .named(let name): named.first { $0.name == name }?.span ?? wordSpan
    }
  }
}

extension Value: ArgumentValue {
  /// A function of the language is told the kind of value; what else has arguments, what was written.
  package func described(for kind: Signature.Kind) -> String {
    kind == .function ? kindText : argument.described
  }

  package var isNone: Bool { if case .none = self { true } else { false } }

  /// The value as a signature sees it.
  package var argument: Argument {
    switch self {
    case .none: return .none
    case .bool(let flag): return .bool(flag)
    case .text(let text): return .text(text)
    case .tensor(let tensor):
      guard let known = tensor.known else { return .value(tensor) }
      if tensor.shape.rank == 0 { return .number(known.first) }
      if tensor.shape.rank == 1, tensor.isWeak, tensor.shape[0] <= 1 << 16 {
        return .list(known.doubles.map { .number($0) })
      }
      return .value(known)
    case .list(let items): return .list(items.map(\.argument))
    case .record(let record): return .value(record)
    case .spec(let spec, _):
      let isBare = spec.arguments.positional.isEmpty && spec.arguments.named.isEmpty
      return isBare && spec.arguments.compatibility == .keras ? .word(spec.name) : .spec(spec)
    case .function(let function): return .value(function)
    case .model(let model): return .value(model)
    case .dataset(let dataset): return .value(dataset)
    case .block(let lines, _): return .value(lines)
    case .range, .quantity, .run, .report, .layer, .server: return .value(self)
    }
  }
}

extension Evaluator {
  /// Evaluates arguments; a bare word that the signature lists stands for itself.
  func evaluate(
    _ arguments: [ArgumentSyntax], for signature: Signature?, wordSpan: SourceSpan
  ) throws -> EvaluatedArguments {
    var result = EvaluatedArguments(wordSpan: wordSpan)
    result.compatibility = compatibility
    for argument in arguments {
      let parameter = parameter(for: argument, number: result.positional.count, in: signature)
      let value =
        parameter?.isCondition == true
        ? Value.none
        : try inputs(argument.value, behind: result, of: signature)
          ?? asking(result, signature, argument.value).evaluate(argument.value, as: parameter)
      if let label = argument.label {
        result.named.append((label.text, value, argument.span))
      } else {
        result.positional.append((value, argument.span))
      }
    }
    return result
  }

  /// Where an argument is a file as it stands, behind a model that was trained on a table, or behind the data of a
  /// training: its rows are those of a table whose target is known.
  private func asking(
    _ before: EvaluatedArguments, _ signature: Signature?, _ expression: Expression
  ) -> Evaluator {
    guard signature?.kind == .verb, let signature else { return self }
    let source: Expression
    switch expression.kind {
    case .call: source = expression
    case .data(let inner, let steps) where steps.isEmpty: source = inner
    default: return self
    }
    guard case .call(let callee, _) = source.kind, case .name(let name) = callee.kind,
      frame[name] == nil, catalog.signature(name, .source) != nil
    else { return self }
    let asked = before.positional.lazy.compactMap { argument -> (String?, DelimitedHabits)? in
      switch argument.value {
      case .model(let model) where !signature.effects.contains(.trains):
        return model.recipe.flatMap { $0.raw == nil ? ($0.target?.column, $0.asked) : nil }
      case .dataset(let dataset) where signature.effects.contains(.trains):
        return dataset.tabular.map { ($0.target, $0.asked) }
      default: return nil
      }
    }.first
    return asked.map { asked in
      with { ($0.askedTarget, $0.askedReading) = asked }
    } ?? self
  }

  private func parameter(
    for argument: ArgumentSyntax, number: Int, in signature: Signature?
  ) -> ParameterDescription? {
    guard let signature else { return nil }
    if let label = argument.label { return signature.parameter(named: label.text) }
    return signature.parameter(at: number)
  }

  /// Words of the parameter come first, then the user's names, then names of the wanted kinds.
  private func evaluate(
    _ expression: Expression, as parameter: ParameterDescription?
  ) throws -> Value {
    guard let parameter else { return try evaluate(expression) }
    switch expression.kind {
    case .name(let name):
      if parameter.words.contains(name) || parameter.isLabel {
        return .spec(Spec(name), .constant)
      }
      if frame[name] == nil,
        let kind = parameter.kinds.first(where: { catalog.signature(name, $0) != nil })
      {
        return .spec(Spec(name, Arguments(compatibility: compatibility)), kind)
      }
    case .call(let function, let arguments):
      // A function of the language is called; only entries with options become specs here.
      if case .name(let name) = function.kind, frame[name] == nil,
        let kind = parameter.kinds.first(where: {
          $0 != .function && catalog.signature(name, $0) != nil
        })
      {
        return try makeSpec(name, kind, arguments, wordSpan: function.span)
      }
    case .list(let items) where parameter.isList:
      let values = try items.map { try evaluate($0) }
      return try Problems.located(at: expression.span) { .list(try ValueList(values).checked()) }
    case .list(let items)
    where !parameter.words.isEmpty || !parameter.kinds.isEmpty || parameter.isLabel:
      let values = try items.map { try evaluate($0, as: parameter) }
      return try Problems.located(at: expression.span) { try ListValue.make(values) }
    case .record(let fields):
      return try record(fields, at: expression.span) { try evaluate($0, as: parameter) }
    default: break
    }
    return try evaluate(expression)
  }

  /// `adam(0.01)`: checked against the signature when it is written, not when it is used.
  func makeSpec(
    _ name: String, _ kind: Signature.Kind, _ arguments: [ArgumentSyntax], wordSpan: SourceSpan
  ) throws -> Value {
    let evaluated = try evaluate(
      arguments, for: catalog.signature(name, kind), wordSpan: wordSpan)
    return try makeSpec(name, kind, evaluated)
  }

  /// The same of arguments that are evaluated: what is drawn in them is drawn once.
  func makeSpec(
    _ name: String, _ kind: Signature.Kind, _ evaluated: EvaluatedArguments
  ) throws -> Value {
    if let signature = catalog.signature(name, kind) {
      try Problems.located(evaluated) {
        _ = try evaluated.bound(to: signature)
        try SpecCheck.make(name, kind, evaluated.catalogArguments)
      }
    }
    let spec = Value.spec(Spec(name, evaluated.catalogArguments), kind)
    return try Problems.located(at: evaluated.wordSpan) { try spec.checkedDepth() }
  }
}
