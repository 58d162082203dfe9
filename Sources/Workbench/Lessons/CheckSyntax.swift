import Catalog
import Language

/// A condition of a check, read but not judged.
struct CheckSyntax {
  let source: String
  let expression: Expression

  /// One expression; refuses statements, commands and what cannot be read.
  init(_ source: String) throws(CheckProblem) {
    let program = ProgramText(source)
    if let error = program.parsed.diagnostics.first(where: { $0.severity == .error }) {
      throw .unreadable(error.message, hint: error.hint)
    }
    guard program.statements.count == 1,
      case .expression(let expression)? = program.statements.first?.kind
    else { throw .noCondition }
    if case .command(let command) = expression.kind, !command.isCall(in: source) {
      throw .noCondition
    }
    (self.source, self.expression) = (source, expression)
  }

  func text(of expression: Expression) -> String { source.text(of: expression.span) }

  /// A question of checks, with its arguments; `nil` for any other expression.
  static func predicate(_ expression: Expression) -> (CheckPredicate, [ArgumentSyntax])? {
    guard case .call(let function, let arguments) = expression.kind,
      case .name(let name) = function.kind, let predicate = CheckPredicate(rawValue: name)
    else { return nil }
    return (predicate, arguments)
  }
}

extension CommandSyntax {
  /// Whether it is written as a call, which gives a value.
  fileprivate func isCall(in source: String) -> Bool {
    source.utf8.dropFirst(verb.span.end).first == UInt8(ascii: "(")
  }
}

/// What a check is made of: where another text stands for what it says when it is computed.
struct CheckParts {
  /// Places that hold something else when it is computed.
  private(set) var series: [(span: SourceSpan, run: String, name: String)] = []
  private(set) var predicates:
    [(span: SourceSpan, predicate: CheckPredicate, arguments: [ArgumentSyntax])] = []
  /// Functions that compute each number by itself: in them a series is its newest value, too.
  private let elementwise: Set<String>

  init(_ expression: Expression, elementwise: Set<String>) {
    self.elementwise = elementwise
    visit(expression, takesNewest: true)
  }

  private mutating func visit(_ expression: Expression, takesNewest: Bool) {
    if let (predicate, arguments) = CheckSyntax.predicate(expression) {
      predicates.append((expression.span, predicate, arguments))
      return
    }
    switch expression.kind {
    case .field(let base, let name):
      if takesNewest, case .name(let run) = base.kind {
        series.append((expression.span, run, name.text))
      } else {
        visit(base, takesNewest: false)
      }
    case .parenthesized(let inner), .unary(_, let inner): visit(inner, takesNewest: takesNewest)
    case .binary(_, let left, let right):
      visit(left, takesNewest: takesNewest)
      visit(right, takesNewest: takesNewest)
    case .list(let items): for item in items { visit(item, takesNewest: takesNewest) }
    case .call(let function, let arguments):
      var isElementwise = false
      if case .name(let name) = function.kind { isElementwise = elementwise.contains(name) }
      for argument in arguments {
        visit(argument.value, takesNewest: takesNewest && isElementwise)
      }
    case .index(let base, _): visit(base, takesNewest: false)
    default: break
    }
  }
}
