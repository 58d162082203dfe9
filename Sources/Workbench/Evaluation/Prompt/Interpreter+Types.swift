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
      let (outer, draws) = (source, random)
      source = text
      lookOnly = .type
      defer {
        lookOnly = nil
        (source, random) = (outer, draws)
        endLooks()
      }
      let value = try memory.inForce {
        try Interrupt.feeding(every: interruptInterval) {
          host.isInterrupted
        } _: {
          try evaluate(expression, in: global.nested)
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
