import Catalog
import Exchange
import Language
import Support

/// How it is worded that something cannot be written for others.
extension Problems {
  static func worded(_ error: ExportError, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .operation(let operation, let layer, let format):
      let place = layer.isEmpty ? "" : " of `\(Sanitizer.visible(layer))`"
      return Diagnostic.error(
        "E0660", "\(format) has no form for \(Sanitizer.visible(operation))\(place)", at: span,
        hint: "`save` keeps the whole model for nabla: save m, \"m.safetensors\"")
    case .model(let error): return diagnostic(for: error, at: span)
    }
  }

  static func worded(_ error: ExportProblem, at span: SourceSpan?) -> Diagnostic {
    func ends(_ kinds: [FileSignature]) -> String {
      kinds.isEmpty
        ? "`save` keeps models, runs and reports" : "end the name with \(list(kinds.map(\.suffix)))"
    }
    switch error {
    case .name(let path, let value, let kinds):
      let names = kinds.isEmpty ? "nothing" : list(kinds.map(\.name))
      return .error(
        "E0505",
        "\(value) is exported as \(names), not as \"\(Sanitizer.visible(path))\"", at: span,
        hint: ends(kinds))
    case .format(let format, let known):
      return .error(
        "E0505", "there is no format \(quotedName(format))", at: span,
        hint: "the formats are \(list(known, "and"))")
    case .value(let value, let kind, let takes, let instead):
      return .error(
        "E0505", "\(kind.words) is made of \(list(takes)), not of \(value)", at: span,
        hint: ends(instead))
    }
  }
}
