import Catalog

extension Checker {
  /// `expected` are the parameters that the value may be for, in every meaning of the word before it.
  mutating func check(_ expression: Expression, for expected: [ParameterDescription] = []) {
    switch expression.kind {
    case .number, .quantity, .string, .bool, .none: break
    case .name(let name): resolve(name, at: expression.span, for: expected)
    case .list(let items): for item in items { check(item, for: expected) }
    case .comprehension(let comprehension): check(comprehension)
    case .record(let fields): for field in fields { check(field.value, for: expected) }
    case .parenthesized(let inner): check(inner)
    case .call(let callee, let arguments): checkCall(callee, arguments, for: expected)
    case .index(let base, let indices):
      check(base)
      check(indices)
    case .field(let base, _): check(base)
    case .unary(_, let operand): check(operand)
    case .binary(_, let left, let right), .range(let left, let right):
      check(left)
      check(right)
    case .lambda(let function): check(function)
    case .model(let model): check(model)
    case .data(let source, let steps): checkData(source, steps)
    case .block(let lines): checkLayers(lines)
    case .command(let command): check(command)
    case .sweep(let sweep): check(sweep, at: expression.span)
    }
  }

  /// The names of a comprehension hold inside of its brackets only.
  private mutating func check(_ comprehension: ComprehensionSyntax) {
    check(comprehension.items)
    scopes.push(comprehension.names.map(\.text))
    if let condition = comprehension.condition { check(condition) }
    check(comprehension.value)
    scopes.pop()
  }

  mutating func check(_ indices: [Index]) {
    for index in indices {
      switch index {
      case .at(let position): check(position)
      case .slice(let from, let to, _):
        if let from { check(from) }
        if let to { check(to) }
      }
    }
  }

  /// A bare name: a name of the user, an option word, or a built-in value.
  mutating func resolve(
    _ name: String, at span: SourceSpan, for expected: [ParameterDescription] = []
  ) {
    if scopes[name] != nil { return }
    if isOption(name, of: expected) { return }
    if catalog[name].contains(where: { valueKinds.contains($0.kind) }) { return }
    if let full = Aliases.table[name],
      isOption(full, of: expected)
        || catalog[full].contains(where: { valueKinds.contains($0.kind) })
    {
      return replace(span, by: full)
    }
    if isLayerName(name) { return }
    report(unknownValue(name, at: span, for: expected))
  }

  private func isOption(_ name: String, of expected: [ParameterDescription]) -> Bool {
    expected.contains { parameter in
      parameter.isLabel || parameter.words.contains(name)
        || parameter.kinds.contains { catalog.signature(name, $0) != nil }
    }
  }

  /// `dense_1` inside a model that has a `dense`.
  private func isLayerName(_ name: String) -> Bool {
    if layerWords.contains(name) { return true }
    guard let mark = name.lastIndex(of: "_") else { return false }
    let digits = name[name.index(after: mark)...]
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
      && layerWords.contains(String(name[..<mark]))
  }

  private mutating func checkCall(
    _ callee: Expression, _ arguments: [ArgumentSyntax], for expected: [ParameterDescription]
  ) {
    guard case .name(let name) = callee.kind else {
      check(callee)
      return checkPlain(arguments)
    }
    if let kind = scopes[name] { return checkUserCall(name, kind, arguments) }
    if openFunctions.contains(name), catalog[name].isEmpty {
      report(callsItself(name, at: callee.span))
      return checkPlain(arguments)
    }
    if let signatures = callable(name) { return check(arguments, of: name, signatures) }
    if let full = Aliases.table[name], let signatures = callable(full) {
      replace(callee.span, by: full)
      return check(arguments, of: full, signatures)
    }
    let problem = unknownFunction(name, at: callee.span, arguments, for: expected)
    report(problem)
    // The arguments of a word of a later version belong to that version.
    if problem.code != "E0102" { checkPlain(arguments) }
  }

  private func callable(_ name: String) -> [Signature]? {
    let found = catalog[name].filter { valueKinds.contains($0.kind) || $0.kind == .source }
    return found.isEmpty ? nil : found
  }

  mutating func check(_ command: CommandSyntax) {
    let verb = command.verb.text
    let effects = catalog.effects(of: verb)
    if effects.contains(.isTrainingStep) != isInTrainBody {
      return report(isInTrainBody ? strayTrainVerb(command.verb) : strayStep(at: command.verb.span))
    }
    guard let signature = catalog.signature(verb, .verb) else {
      return report(unavailable(verb, at: command.verb.span))
    }
    if Aliases.table[source(command.verb.span)] == verb { replace(command.verb.span, by: verb) }
    check(command.arguments, of: verb, [signature])
    guard let body = command.body else { return }
    if effects.contains(.takesSteps) {
      checkTrainBody(body)
    } else {
      report(noBraces(after: verb, at: body.first?.span ?? command.verb.span))
    }
  }

  private mutating func check(_ sweep: SweepSyntax, at span: SourceSpan) {
    guard let signature = catalog.signature("sweep", .verb) else {
      return report(unavailable("sweep", at: SourceSpan(span.start, span.start + 5)))
    }
    for axis in sweep.axes { check(axis.values) }
    check(sweep.options, of: "sweep", [signature])
    scopes.push(sweep.axes.map(\.name.text))
    check(sweep.body)
    scopes.pop()
  }

  mutating func replace(_ span: SourceSpan, by text: String) {
    replacements.append((span, text))
  }

  func source(_ span: SourceSpan) -> String {
    span.text(in: source)
  }
}
