import Engine
import Language
import Learning
import Workbench

/// What a program reads before it gives values itself.
struct CellReads {
  /// Names, in the order of the text.
  private(set) var names: [String] = []
  private var given: Set<String> = []

  init(_ program: ProgramText) {
    for statement in program.statements {
      var mentioned = MentionedNames()
      mentioned.visit(statement)
      for name in mentioned.names.sorted() where !given.contains(name) && !names.contains(name) {
        names.append(name)
      }
      if mentioned.names.contains("out") {
        names += Self.results(in: program.source).filter { !names.contains($0) }
      }
      // Inside a loop or a condition a name may get its value or may not.
      switch statement.kind {
      case .assignment(let targets, _):
        given.formUnion(targets.filter(\.path.isEmpty).map(\.name.text))
      case .function(let function): function.name.map { _ = given.insert($0.text) }
      default: break
      }
    }
  }
}

/// What a program will change when it runs, as far as its text tells.
struct CellWrites {
  /// Names that get values, and those of models that are trained.
  private(set) var names: Set<String> = []

  init(_ program: ProgramText) {
    for statement in program.statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .assignment(let targets, let value):
      names.formUnion(targets.map(\.name.text))
      visit(value)
    case .function(let function): function.name.map { _ = names.insert($0.text) }
    case .forIn(let each, _, let body):
      names.formUnion(each.map(\.text))
      for statement in body { visit(statement) }
    case .repetition(_, let body): for statement in body { visit(statement) }
    case .conditional(let branches, let otherwise):
      for statement in branches.flatMap(\.body) + otherwise { visit(statement) }
    case .intervention(let run, _, _, let body):
      names.insert(run.text)
      for statement in body { visit(statement) }
    case .expression(let expression): visit(expression)
    }
  }

  private mutating func visit(_ expression: Expression) {
    guard case .command(let command) = expression.kind, command.effects.contains(.changesModels)
    else { return }
    var mentioned = MentionedNames()
    if let model = command.arguments.first, command.body == nil { mentioned.visit(model.value) }
    mentioned.visit(command.body ?? [])
    names.formUnion(mentioned.names)
  }
}

extension CellReads {
  /// `_3` for each `out[3]`.
  private static func results(in source: String) -> [String] {
    let tokens = Lexer.tokenize(source).tokens
    return tokens.indices.dropLast(2).compactMap { index in
      guard tokens[index].text == "out", tokens[index + 1].kind == .symbol(.openBracket) else {
        return nil
      }
      return Int(tokens[index + 2].span.text(in: source)).map { "_\($0)" }
    }
  }
}
