import Engine
import Language

extension Evaluator {
  /// `[f(x) for x in xs if c]`: numbers and tensors of one shape give a tensor, anything else a list.
  ///
  /// The names of items hold inside of the brackets only. Rounds are bounded as those of loops are.
  func collect(_ syntax: ComprehensionSyntax, at span: SourceSpan) throws -> Value {
    let source = try evaluate(syntax.items)
    let items = try Problems.located(at: syntax.items.span) {
      try self.items(of: source, for: "for")
    }
    let names = frame.nested
    let inner = inside(names)
    var results: [Value] = []
    var rounds = 0
    for item in items {
      rounds += 1
      try Problems.located(at: syntax.items.span) {
        try Evaluator.checkRounds(rounds)
        let parts = try unpack(item, into: syntax.names.count)
        for (name, part) in zip(syntax.names, parts) { names.locals[name.text] = part }
      }
      if let condition = syntax.condition {
        let answer = try inner.evaluate(condition)
        guard try Problems.located(at: condition.span, { try truth(of: answer) }) else { continue }
      }
      results.append(try inner.evaluate(syntax.value))
    }
    return try Problems.located(at: span) { try ListBuiltins.collected(results) }
  }
}
