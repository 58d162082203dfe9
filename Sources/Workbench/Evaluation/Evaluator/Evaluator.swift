import Catalog
import Engine
import Language

/// Computes expressions and statements in one context, on the values of a session.
///
/// Immutable: what runs inside has an evaluator of its own.
struct Evaluator {
  /// Whose names, random streams and settings they are.
  unowned let session: Interpreter
  let context: StatementContext

  init(_ session: Interpreter, _ context: StatementContext) {
    (self.session, self.context) = (session, context)
  }

  /// The names in force.
  var frame: Frame { context.frame }

  var catalog: Catalog { session.catalog }
  var vocabulary: Vocabulary { session.vocabulary }

  /// The type of new tensors and weights.
  var dtype: DType { context.defaults?.dtype ?? session.options.dtype }

  /// Whose defaults fill what is left out.
  var compatibility: Compatibility {
    context.defaults?.compatibility ?? session.options.compatibility
  }

  /// The same in a context that differs in something.
  func with(_ change: (inout StatementContext) -> Void) -> Evaluator {
    var inner = context
    change(&inner)
    return Evaluator(session, inner)
  }

  /// The same with other names in force.
  func inside(_ frame: Frame) -> Evaluator { with { $0.frame = frame } }

  /// Hands work to another module, from which functions of the user may be called back.
  func calling<Result>(_ work: () throws -> Result) rethrows -> Result {
    try StatementContext.$caller.withValue(context, operation: work)
  }

  /// Tells a remark about the text that runs here.
  func report(_ diagnostic: Diagnostic) {
    session.report(diagnostic, source: context.source, firstLine: context.firstLine)
  }

  /// The source text of a span.
  func text(of span: SourceSpan) -> String { context.source.text(of: span) }

  /// The name assigned to; without one, the statement's own text stands for it.
  var runName: String { context.target ?? context.statementText }

  /// The name under which its run is known afterwards, `_3` where only its result's number names it;
  /// empty without one.
  var nameOfRun: String { context.boundName ?? context.resultName ?? "" }
}

extension String {
  /// The part of a program text at a span; empty where the span is not one of it.
  func text(of span: SourceSpan) -> String {
    guard span.start <= span.end, span.end <= utf8.count else { return "" }
    let start = utf8.index(utf8.startIndex, offsetBy: span.start)
    let end = utf8.index(start, offsetBy: span.end - span.start)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }
}
