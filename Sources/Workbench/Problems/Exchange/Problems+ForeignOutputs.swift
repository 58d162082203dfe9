import Language
import Support

/// What is wrong with `output=`, or with leaving it out, for a model of others.
enum ForeignOutputProblem: Error {
  /// The model has several, and none is named.
  case several([String], path: String)
  /// None of them is called so.
  case unknown(String, [String], path: String)
}

extension Problems {
  static func worded(_ error: ForeignOutputProblem, at span: SourceSpan?) -> Diagnostic {
    func shown(_ text: String) -> String { Sanitizer.visible(String(text.prefix(120))) }
    switch error {
    case .several(let names, let path):
      return .error(
        "E0592",
        "the model has the outputs \(list(first: 8, of: names.map { "`\(shown($0))`" })), and a model here has one",
        at: span,
        hint:
          "take one: `load \(QuotedText.of(path)), output=\(QuotedText.of(shown(names.first ?? "")))`; load it once for each"
      )
    case .unknown(let wanted, let names, _):
      let known = names.map(shown)
      return .error(
        "E0592", "the model has no output `\(shown(wanted))`", at: span,
        hint: known.count == 1
          ? "its only output is `\(known[0])`: leave `output=` out"
          : suggestion(
            wanted, among: known,
            otherwise: "its outputs are \(list(first: 8, of: known.map { "`\($0)`" }))"))
    }
  }
}
