import Catalog
import Language

/// What an expression out of a file may be: numbers, words, and formulas of the catalogue's functions.
///
/// The text comes from a stranger. It can start nothing, read no other file, and call nothing that it
/// was given or made itself: `(g -> x -> g(g(x)))` doubles its work with every bracket.
struct StoredExpression {
  let catalog: Catalog
  private var parameters: Set<String> = []

  init(_ catalog: Catalog) { self.catalog = catalog }

  func admits(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .quantity, .string, .bool, .none: true
    case .name(let name): parameters.contains(name) || !acts(name)
    case .list(let items): items.allSatisfy(admits)
    case .record(let fields): fields.allSatisfy { admits($0.value) }
    case .parenthesized(let inner), .unary(_, let inner), .field(let inner, _): admits(inner)
    case .call(let function, let arguments):
      isWord(function) && arguments.allSatisfy { admits($0.value) }
    case .index(let base, let indices): admits(base) && indices.allSatisfy(admits)
    case .binary(_, let left, let right), .range(let left, let right):
      admits(left) && admits(right)
    case .lambda(let function): admits(function)
    // A loop in brackets in brackets is work without end.
    case .model, .data, .block, .command, .sweep, .comprehension: false
    }
  }

  /// A model whose lines hold nothing else.
  func admits(_ model: ModelSyntax) -> Bool {
    model.inputs.allSatisfy { admits($0.value) } && model.lines.allSatisfy(admits)
  }

  /// Whether a function can be written into a file.
  func admits(_ function: FunctionSyntax) -> Bool {
    guard case .expression(let body) = function.body,
      function.parameters.allSatisfy({ $0.defaultValue == nil })
    else { return false }
    var inner = self
    inner.parameters.formUnion(function.parameters.map(\.name.text))
    return inner.admits(body)
  }

  private func admits(_ line: Line) -> Bool {
    line.arguments.allSatisfy { admits($0.value) } && (line.lines ?? []).allSatisfy(admits)
  }

  private func admits(_ index: Index) -> Bool {
    switch index {
    case .at(let expression): admits(expression)
    case .slice(let from, let to, _): (from.map(admits) ?? true) && (to.map(admits) ?? true)
    }
  }

  private func isWord(_ callee: Expression) -> Bool {
    guard case .name(let name) = callee.kind, !parameters.contains(name) else { return false }
    return !acts(name) && !catalog[name].isEmpty
  }

  /// Whether a word of the catalogue reads data or does something.
  private func acts(_ name: String) -> Bool {
    catalog.signature(name, .source) != nil || catalog.signature(name, .verb) != nil
  }
}
