import Language
import Support

// How it is worded that a net cannot be drawn or changed.
extension Problems {
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
