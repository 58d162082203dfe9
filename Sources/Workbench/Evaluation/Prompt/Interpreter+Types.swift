import Language
import Plots
import Support

// What an expression would be, for `:type`.
extension Interpreter {
  /// Kind, shape and size of an expression. It is evaluated aside: names, random streams and runs
  /// stay as they are, and what would train or write is refused.
  package func type(of text: String) -> Result<Report, Diagnostic> {
    do {
      let expression = try parsed(text).expression
      var context = StatementContext(source: text, frame: global.nested)
      context.looking = .type
      let looker = Evaluator(self, context)
      defer { desk.endLooks() }
      let value = try memory.inForce {
        try Interrupt.feeding(every: interruptInterval) {
          breathe()
        } _: {
          try undrawn { try looker.evaluate(expression) }
        }
      }
      return .success(describe(value))
    } catch {
      return .failure(Problems.diagnostic(for: error, at: nil))
    }
  }

  /// One expression; `names` are known beside those of the user.
  func parsed(
    _ text: String, and names: [String] = []
  ) throws -> (statement: Statement, expression: Expression) {
    let known = Scope(names: Set(scope.names.keys).union(names))
    let analysis = Analysis.of(text, catalog: catalog, scope: known)
    if let error = analysis.errors.first { throw error }
    guard let statement = analysis.program.statements.first,
      analysis.program.statements.count == 1,
      case .expression(let expression) = statement.kind
    else { throw RunProblem.watchNoExpression }
    return (statement, expression)
  }

  private func describe(_ value: Value) -> Report {
    let row = row(of: value, named: "")
    let line = row.detail.isEmpty ? row.kind : "\(row.kind), \(row.detail)"
    guard case .model(let model) = value else { return Report("type", [.note(line)]) }
    let layers = Table(
      model.layers, [.text("layer") { $0.label }, .text("gives") { $0.shape.description }])
    return Report("type", title: line, [.table(layers)])
  }
}
