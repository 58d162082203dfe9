import Language
import Learning
import Support

// What an expression would be, for `:type`.
extension Interpreter {
  /// Kind, shape and size of an expression. It is evaluated aside: names, random streams and runs
  /// stay as they are, and what would train or write is refused.
  public func type(of text: String) -> Result<String, Diagnostic> {
    do {
      let expression = try parsed(text)
      guard !acts(expression) else { throw ValueProblem.notAvailable("a command in `:type`") }
      let (outer, draws) = (source, random)
      source = text
      defer {
        (source, random) = (outer, draws)
        endLooks()
      }
      let value = try evaluate(expression, in: global.nested)
      return .success(describe(value))
    } catch {
      return .failure(Problems.diagnostic(for: error, at: nil))
    }
  }

  /// Whether evaluating it would do more than compute: train, write, set.
  private func acts(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .data: false
    case .command(let command):
      !["predict", "evaluate"].contains(command.verb.text)
        || command.arguments.contains { CommandSearch.finds(in: $0.value) }
    default: CommandSearch.finds(in: expression)
    }
  }

  private func describe(_ value: Value) -> String {
    let row = row(of: value, named: "")
    var lines = [row.detail.isEmpty ? row.kind : "\(row.kind), \(row.detail)"]
    if case .model(let model) = value {
      var table = TextTable(header: ["layer", "gives"], alignments: [.left, .left])
      for layer in model.layers { table.append([layer.label, layer.shape.description]) }
      lines += table.lines(indent: 2)
    }
    return lines.joined(separator: "\n")
  }
}
