import Language
import Learning

extension Problems {
  static func worded(_ error: ForeignClassProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .count(let found, let outputs, let model):
      return .error(
        "E0628",
        "`classes` names \(count(found, "class", "classes")), and \(model) gives \(count(outputs, "number")) for a sample",
        at: span,
        hint: outputs == 1
          ? "two different names: the second is the class whose probability it gives, `classes=[\"no\", \"yes\"]`"
          : "as many different names as there are outputs, in their order")
    case .unknown(let name, let model, let known):
      return .error(
        "E0628",
        "no output of \(model) is the class \(quotedName(name)): there is \(list(known.map(quotedName), "and"))",
        at: span,
        hint:
          "`load \"…\", classes=[…]` says the classes in the order of the outputs, as the data spell them"
      )
    }
  }

  /// Classes whose order a model does not say.
  static func assumedClasses(of model: Model, _ names: [String], at span: SourceSpan) -> Diagnostic
  {
    let shown = names.enumerated().map { "\($0.offset) as \(quotedName($0.element))" }
    let line =
      names.prefix(8).map(quotedName).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    return Diagnostic(
      .warning, "W0050",
      "\(model.name) does not say which class each of its outputs is: \(list(first: 8, of: shown)) is taken, in the order of the words",
      at: span,
      hint:
        "where its training had another order, say that: `\(model.name) = load \"…\", classes=[\(line)]`"
    )
  }
}
