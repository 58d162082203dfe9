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
}
