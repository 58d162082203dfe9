import Language
import Learning
import Support

// What an expression would be, for `:type`.
extension Interpreter {
  /// Kind, shape and size of an expression. It is evaluated aside: names, random streams and runs
  /// stay as they are, and what would train or write is refused.
  package func type(of text: String) -> Result<String, Diagnostic> {
    do {
      let expression = try parsed(text)
      var context = StatementContext(source: text, frame: global.nested)
      context.looking = .type
      let looker = Evaluator(self, context)
      defer { endLooks() }
      let value = try memory.inForce {
        try Interrupt.feeding(every: interruptInterval) {
          host.isInterrupted
        } _: {
          try undrawn { try looker.evaluate(expression) }
        }
      }
      return .success(describe(value))
    } catch {
      return .failure(Problems.diagnostic(for: error, at: nil))
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
