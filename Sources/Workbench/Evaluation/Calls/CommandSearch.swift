import Language

/// Whether a piece of syntax contains a verb, a sweep or a data set: anything that could act.
enum CommandSearch {
  static func finds(in expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .quantity, .string, .bool, .none, .name: false
    case .list(let items): items.contains(where: finds)
    case .record(let fields): fields.contains { finds(in: $0.value) }
    case .parenthesized(let inner), .unary(_, let inner): finds(in: inner)
    case .field(let inner, _): finds(in: inner)
    case .call(let function, let arguments): finds(in: function) || finds(in: arguments)
    case .index(let base, let indices): finds(in: base) || indices.contains(where: finds)
    case .binary(_, let left, let right), .range(let left, let right):
      finds(in: left) || finds(in: right)
    case .lambda(let function): finds(in: function)
    case .model(let model):
      model.inputs.contains { finds(in: $0.value) } || model.lines.contains(where: finds)
    case .block(let lines): lines.contains(where: finds)
    case .comprehension(let comprehension):
      finds(in: comprehension.items) || finds(in: comprehension.value)
        || (comprehension.condition.map(finds) ?? false)
    case .data, .command, .sweep: true
    }
  }

  private static func finds(in function: FunctionSyntax) -> Bool {
    if function.parameters.contains(where: { $0.defaultValue.map(finds) ?? false }) { return true }
    // Bodies of statements do not occur in saved models; refusing them keeps this short.
    guard case .expression(let body) = function.body else { return true }
    return finds(in: body)
  }

  private static func finds(in arguments: [ArgumentSyntax]) -> Bool {
    arguments.contains { finds(in: $0.value) }
  }

  private static func finds(in index: Index) -> Bool {
    switch index {
    case .at(let expression): finds(in: expression)
    case .slice(let from, let to, _): (from.map(finds) ?? false) || (to.map(finds) ?? false)
    }
  }

  private static func finds(in line: Line) -> Bool {
    finds(in: line.arguments) || (line.lines ?? []).contains(where: finds)
  }
}
