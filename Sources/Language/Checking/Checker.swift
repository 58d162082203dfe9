import Catalog

/// Finds unknown words and argument names before anything runs.
///
/// Shapes, values and the number of arguments are checked when a statement is reached; here only
/// what can be known from the text and the catalogue.
package struct Checker {
  let source: String
  let catalog: Catalog
  var scopes: ScopeStack
  var diagnostics: [Diagnostic] = []
  /// Short spellings found, with the full word for each.
  var replacements: [(span: SourceSpan, text: String)] = []
  /// Functions whose body is being read; they cannot call themselves.
  var openFunctions: [String] = []
  /// Each unknown word is reported once.
  var reported: Set<String> = []
  /// Whether `step` can stand here.
  var isInTrainBody = false
  /// Layer words of the model being read: `dense_1` names the second dense layer.
  var layerWords: Set<String> = []

  /// Errors of words and of arguments' names, each told once, and notes on what can be run but may
  /// not be meant: a name that hides a built-in word, `x <- 3`.
  package static func check(_ program: Program, catalog: Catalog, scope: Scope = Scope())
    -> [Diagnostic]
  {
    run(program, catalog, scope).diagnostics
  }

  /// The same where it is not known what the names stand for.
  package static func check(_ program: Program, catalog: Catalog, names: Set<String>)
    -> [Diagnostic]
  {
    check(program, catalog: catalog, scope: Scope(names: names))
  }

  static func run(_ program: Program, _ catalog: Catalog, _ scope: Scope) -> Checker {
    var checker = Checker(
      source: program.source, catalog: catalog, scopes: ScopeStack(scope))
    checker.check(program.statements)
    return checker
  }

  mutating func check(_ statements: [Statement]) {
    for statement in statements { check(statement) }
  }

  private mutating func check(_ statement: Statement) {
    switch statement.kind {
    case .function(let function): define(function)
    case .forIn(let names, let values, let body):
      check(values)
      for name in names { define(name) }
      check(body)
    case .repetition(let count, let body):
      check(count)
      check(body)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        check(branch.condition)
        check(branch.body)
      }
      check(otherwise)
    case .intervention(let run, let unit, let place, let body):
      resolve(run.text, at: run.span)
      if unit.text != "step", unit.text != "epoch" {
        report(unknownArgument(unit, of: "at", known: ["step", "epoch"]))
      }
      check(place)
      check(body)
    case .assignment(let targets, let value):
      check(value)
      for target in targets { bind(target, kind(of: value, among: targets.count)) }
    case .expression(let expression):
      noteArrow(expression)
      check(expression)
    }
  }

  private mutating func bind(_ target: Target, _ kind: Scope.Kind) {
    if target.path.isEmpty { return define(target.name, kind) }
    resolve(target.name.text, at: target.name.span)
    for case .index(let indices) in target.path { check(indices) }
  }

  private mutating func define(_ function: FunctionSyntax) {
    guard let name = function.name else { return }
    openFunctions.append(name.text)
    check(function)
    openFunctions.removeLast()
    define(name, .function(parameters: function.parameters.map(\.name.text)))
  }

  /// Parameters and body of a function or lambda, in a scope of their own.
  mutating func check(_ function: FunctionSyntax) {
    scopes.push()
    for parameter in function.parameters {
      if let value = parameter.defaultValue { check(value) }
      scopes.define(parameter.name.text)
    }
    switch function.body {
    case .expression(let expression): check(expression)
    case .statements(let statements): check(statements)
    }
    scopes.pop()
  }

  /// Gives a name to a value; a built-in word of the same name is hidden, with one note.
  private mutating func define(_ name: Name, _ kind: Scope.Kind = .value) {
    let hidden = catalog[name.text].contains { valueKinds.contains($0.kind) }
    if hidden, scopes[name.text] == nil {
      let note = Diagnostic(
        .note, "", "\(name.text) now names your value", at: name.span, hint: nil)
      diagnostics.append(note)
    }
    scopes.define(name.text, kind)
  }

  private func kind(of value: Expression, among count: Int) -> Scope.Kind {
    guard count == 1 else { return .value }
    switch value.kind {
    case .lambda(let function): return .function(parameters: function.parameters.map(\.name.text))
    case .model, .block: return .function(parameters: nil)
    case .parenthesized(let inner): return kind(of: inner, among: 1)
    default: return .value
    }
  }

  mutating func report(_ diagnostic: Diagnostic) {
    let key = "\(diagnostic.code) \(diagnostic.message)"
    guard reported.insert(key).inserted, diagnostics.count < Limits.diagnostics else { return }
    diagnostics.append(diagnostic)
  }
}

/// What a bare name in an expression can mean.
let valueKinds: [Signature.Kind] = [
  .function, .constant, .activation, .loss, .metric, .optimizer, .schedule, .initializer,
  .regularizer, .mechanism,
]
