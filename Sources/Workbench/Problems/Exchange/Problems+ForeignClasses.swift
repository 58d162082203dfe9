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
    case .twice(let name):
      return .error(
        "E0628", "`classes` has \(quotedName(name)) twice", at: span,
        hint: "a name of its own for each output, in their order")
    case .unknown(let name, let model, let known):
      return .error(
        "E0628",
        "no output of \(model) is the class \(quotedName(name)): there is \(list(known.map(quotedName), "and"))",
        at: span,
        hint:
          "`load \"…\", classes=[…]` says the classes in the order of the outputs, as the data spell them"
      )
    case .otherOrder(let model, let own, let other, let order):
      func line(_ names: [String]) -> String {
        names.prefix(40).map(quotedName).joined(separator: ", ") + (names.count > 40 ? ", …" : "")
      }
      return .error(
        "E0628",
        "the outputs of \(model) are the classes \(line(own)), and those of \(other) are \(line(order))",
        at: span,
        hint:
          "both learn from the same targets, so both need one order: a model without classes of its own takes it over"
      )
    }
  }

  /// Classes whose order a model does not say.
  static func assumedClasses(of model: Model, _ names: [String], at span: SourceSpan) -> Diagnostic
  {
    // All of them, as far as anybody reads: what is taken is what is to be compared with the training.
    let shown = names.enumerated().map { "\($0.offset) as \(quotedName($0.element))" }
    let line =
      names.prefix(40).map(quotedName).joined(separator: ", ") + (names.count > 40 ? ", …" : "")
    let isOne = model.outputShape.count == 1
    return Diagnostic(
      .warning, "W0050",
      isOne
        ? "\(model.name) does not say which class its output is the probability of: \(quotedName(names[names.count - 1])) is taken, the last of the words in their order"
        : "\(model.name) does not say which class each of its outputs is: \(list(first: 40, of: shown)) is taken, in the order of the words",
      at: span,
      hint:
        "`\(model.name) = load \"…\", classes=[\(line)]` says that order; put the names into that of its training"
    )
  }
}
