import Language
import Support

// How it is worded that a net cannot be drawn or changed.
extension Problems {
  static func worded(_ error: ResizeProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .noLayer(let label, let model, let known):
      return .error(
        "E0654", "\(Sanitizer.visible(model)) has no layer `\(Sanitizer.visible(label))`", at: span,
        hint: known.isEmpty
          ? "it has no dense layer whose units could be more or fewer"
          : "its dense layers are " + known.map { "\"\($0)\"" }.joined(separator: ", "))
    case .notDense(let label, let kind, let known):
      return .error(
        "E0655",
        "`\(Sanitizer.visible(label))` is \(kind); another number of units is for dense layers",
        at: span,
        hint: known.isEmpty
          ? "write the model anew with what you want"
          : "dense layers here are " + known.map { "\"\($0)\"" }.joined(separator: ", "))
    case .noText(let model):
      return .error(
        "E0656",
        "\(Sanitizer.visible(model)) holds what cannot be written again, such as a model or a function of yours",
        at: span, hint: "write it anew with the layer you want; `summary m` shows its lines")
    case .unclear, .isAnswer, .noColumns, .notFirst: return wordedOfShape(error, at: span)
    }
  }

  private static func wordedOfShape(_ error: ResizeProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .isAnswer(let label):
      return .error(
        "E0658", "`\(Sanitizer.visible(label))` gives the answer, and stays the last layer",
        at: span,
        hint: "name a layer before it; `after=\"input\"` adds one in front of all")
    case .noColumns(let function):
      return .error(
        "E0659",
        "`\(Sanitizer.visible(function))` makes no columns of a batch of rows", at: span,
        hint:
          "it takes x [rows, inputs] and gives as many rows: `fn f(x) = concat([x, sin(x)], axis=1)`"
      )
    case .notFirst(let model):
      return .error(
        "E0659",
        "the first layer of \(Sanitizer.visible(model)) reads no columns of its inputs", at: span,
        hint:
          "columns stand in front of a dense layer that comes first, in a model with one input of rows"
      )
    case .unclear(let given) where given.count > 1:
      return .error(
        "E0657",
        "`resize` changes one thing at a time, not \(given.map { "`\($0)`" }.joined(separator: " and "))",
        at: span, hint: "write a line for each, the second with the model that the first gives")
    case .unclear(let given):
      return .error(
        "E0657",
        given.isEmpty
          ? "`resize` says nothing that is to become another"
          : "`resize` says no number of units for that layer", at: span,
        hint:
          "`resize m, layer=\"hidden\", units=5`, `after=\"hidden\"`, `without=\"hidden\"` or `features=f`"
      )
    case .noLayer, .notDense, .noText: return worded(error, at: span)
    }
  }

  /// Why a live net stays as it is, in a line.
  package static func line(_ error: NetChangeProblem) -> String {
    switch error {
    case .noNames:
      "give the model, its data and the run names, and it can change: `r = train m, d &`"
    case .noWords(let option):
      "`\(option)=` of this training cannot be written again: it stays as it is"
    case .noNoise(let data):
      "\(Sanitizer.visible(data)) is as it was read: noise is for generated points, `generated(spiral, 200)`"
    case .notTwoInputs: "columns such as x1² are for nets of two inputs"
    }
  }

  /// The words of what concerns nets; `nil` for other problems of `plot`.
  static func wordedOfNets(_ error: PlotProblem, at span: SourceSpan?) -> Diagnostic? {
    guard case .noUnits(let model) = error else { return nil }
    return .error(
      "E0653", "the units of \(Sanitizer.visible(model)) cannot be drawn", at: span,
      hint:
        "a net is drawn of a model with one input of numbers and at least one layer with units, such as "
        + "`dense`; `summary m` shows its layers")
  }
}
