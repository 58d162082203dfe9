import Language

/// A syntax tree as one line of nested brackets, to be compared whole.
enum SyntaxOutline {
  static func of(_ source: String) -> String {
    let result = Parser.parse(source)
    let errors = result.diagnostics.map { "!\($0.code)" }
    return (result.program.statements.map(of) + errors).joined(separator: " ")
  }

  private static func of(_ statements: [Statement]) -> String {
    "{" + statements.map(of).joined(separator: " ") + "}"
  }

  private static func of(_ statement: Statement) -> String {
    let text =
      switch statement.kind {
      case .function(let function): "(fn \(of(function)))"
      case .forIn(let names, let values, let body):
        "(for \(names.map(\.text).joined(separator: " ")) \(of(values)) \(of(body)))"
      case .repetition(let count, let body): "(repeat \(of(count)) \(of(body)))"
      case .conditional(let branches, let otherwise):
        "(if " + branches.map { "\(of($0.condition)) \(of($0.body))" }.joined(separator: " ")
          + (otherwise.isEmpty ? ")" : " \(of(otherwise)))")
      case .intervention(let run, let unit, let place, let body):
        "(at \(run.text) \(unit.text) \(of(place)) \(of(body)))"
      case .assignment(let targets, let value):
        "(= " + targets.map(of).joined(separator: " ") + " \(of(value)))"
      case .expression(let expression): of(expression)
      }
    return statement.isSilenced ? text + ";" : text
  }

  private static func of(_ target: Target) -> String {
    target.path.reduce(target.name.text) { text, step in
      switch step {
      case .field(let name): "\(text).\(name.text)"
      case .index(let indices): text + of(indices)
      }
    }
  }

  private static func of(_ function: FunctionSyntax) -> String {
    let parameters = function.parameters.map { parameter in
      parameter.name.text + (parameter.defaultValue.map { "=" + of($0) } ?? "")
    }
    let body =
      switch function.body {
      case .expression(let expression): of(expression)
      case .statements(let statements): of(statements)
      }
    return "\(function.name?.text ?? "")(\(parameters.joined(separator: " "))) \(body)"
  }

  private static func of(_ indices: [Index]) -> String {
    let items = indices.map { index in
      switch index {
      case .at(let position): of(position)
      case .slice(let from, let to, _): "\(from.map(of) ?? ""):\(to.map(of) ?? "")"
      }
    }
    return "[" + items.joined(separator: " ") + "]"
  }

  private static func of(_ arguments: [ArgumentSyntax]) -> String {
    arguments.map { argument in
      " " + (argument.label.map { $0.text + "=" } ?? "") + of(argument.value)
    }.joined()
  }

  private static func of(_ lines: [Line]) -> String {
    let items = lines.map { line in
      (line.label.map { $0.text + ": " } ?? "") + line.word.text + of(line.arguments)
        + (line.lines.map { " " + of($0) } ?? "")
    }
    return "{" + items.joined(separator: "; ") + "}"
  }

  static func of(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .quantity(let number, let unit): "\(number)\(unit)"
    case .string(let text): "\"\(text)\""
    case .bool(let flag): "\(flag)"
    case .none: "none"
    case .name(let name): name
    case .list(let items): "[" + items.map(of).joined(separator: " ") + "]"
    case .comprehension(let each):
      "[\(of(each.value)) for \(each.names.map(\.text).joined(separator: " ")) \(of(each.items))"
        + (each.condition.map { " if \(of($0))" } ?? "") + "]"
    case .record(let fields):
      "{" + fields.map { "\($0.name.text): \(of($0.value))" }.joined(separator: " ") + "}"
    case .parenthesized(let inner): "<\(of(inner))>"
    case .call(let callee, let arguments): "(\(of(callee))\(of(arguments)))"
    case .index(let base, let indices): of(base) + of(indices)
    case .field(let base, let name): "\(of(base)).\(name.text)"
    case .unary(let name, let operand): "(\(name.rawValue) \(of(operand)))"
    case .binary(let name, let left, let right): "(\(name.rawValue) \(of(left)) \(of(right)))"
    case .range(let left, let right): "(.. \(of(left)) \(of(right)))"
    case .lambda(let function): "(-> \(of(function)))"
    case .model(let model):
      "(model"
        + model.inputs.map { input in
          " " + (input.name.map { $0.text + "=" } ?? "") + of(input.value)
        }
        .joined() + " \(of(model.lines)))"
    case .data(let source, let steps): "(data \(of(source)) \(of(steps)))"
    case .block(let lines): "(block \(of(lines)))"
    case .command(let command):
      "(\(command.verb.text)!\(of(command.arguments))"
        + (command.body.map { " " + of($0) } ?? "") + (command.isBackground ? " &)" : ")")
    case .sweep(let sweep):
      "(sweep" + sweep.axes.map { " \($0.name.text):\(of($0.values))" }.joined()
        + of(sweep.options) + " \(of(sweep.body)))"
    }
  }
}
