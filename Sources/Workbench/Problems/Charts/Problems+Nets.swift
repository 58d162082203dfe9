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
