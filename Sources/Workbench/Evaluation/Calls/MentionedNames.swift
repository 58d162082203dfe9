import Language

/// All names that a piece of syntax mentions; what a function captures when it is made.
///
/// Names bound inside are collected too: capturing a value that is then shadowed does no harm.
package struct MentionedNames {
  /// What was mentioned in all that was visited.
  package private(set) var names: Set<String> = []

  /// Nothing was visited yet.
  package init() {}

  static func of(_ function: FunctionSyntax) -> Set<String> {
    var collector = MentionedNames()
    collector.visit(function)
    return collector.names
  }

  mutating func visit(_ function: FunctionSyntax) {
    for parameter in function.parameters { parameter.defaultValue.map { visit($0) } }
    switch function.body {
    case .expression(let body): visit(body)
    case .statements(let statements): visit(statements)
    }
  }

  /// Takes in what statements mention.
  package mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  /// Takes in what a statement mentions; a name that it only gives a value is not mentioned by that.
  package mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .function(let function): visit(function)
    case .forIn(_, let items, let body):
      visit(items)
      visit(body)
    case .repetition(let count, let body):
      visit(count)
      visit(body)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        visit(branch.condition)
        visit(branch.body)
      }
      visit(otherwise)
    case .intervention(let run, _, let at, let body):
      names.insert(run.text)
      visit(at)
      visit(body)
    case .assignment(let targets, let value):
      for target in targets where !target.path.isEmpty { names.insert(target.name.text) }
      visit(value)
    case .expression(let expression): visit(expression)
    }
  }

  /// Takes in what an expression mentions.
  package mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .number, .quantity, .string, .bool, .none: break
    case .name(let name): names.insert(name)
    case .list(let items): for item in items { visit(item) }
    case .comprehension(let comprehension):
      visit(comprehension.items)
      comprehension.condition.map { visit($0) }
      visit(comprehension.value)
    case .record(let fields): for field in fields { visit(field.value) }
    case .parenthesized(let inner): visit(inner)
    case .call(let function, let arguments):
      visit(function)
      visit(arguments)
    case .index(let base, let indices):
      visit(base)
      for index in indices { visit(index) }
    case .field(let base, _): visit(base)
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right), .range(let left, let right):
      visit(left)
      visit(right)
    case .lambda(let function): visit(function)
    case .model(let model):
      for input in model.inputs { visit(input.value) }
      visit(model.lines)
    case .data(let source, let steps):
      visit(source)
      visit(steps)
    case .block(let lines): visit(lines)
    case .command(let command):
      visit(command.arguments)
      visit(command.body ?? [])
    case .sweep(let sweep):
      for axis in sweep.axes { visit(axis.values) }
      visit(sweep.options)
      visit(sweep.body)
    }
  }

  private mutating func visit(_ arguments: [ArgumentSyntax]) {
    for argument in arguments { visit(argument.value) }
  }

  private mutating func visit(_ index: Index) {
    switch index {
    case .at(let expression): visit(expression)
    case .slice(let from, let to, _):
      from.map { visit($0) }
      to.map { visit($0) }
    }
  }

  private mutating func visit(_ lines: [Line]) {
    for line in lines {
      names.insert(line.word.text)
      visit(line.arguments)
      visit(line.lines ?? [])
    }
  }
}
