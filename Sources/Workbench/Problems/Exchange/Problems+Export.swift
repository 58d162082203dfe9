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

  /// The file for whoever reads files with such an end, which are not written here; `nil` for other ends.
  static func modelFile(like path: String) -> String? {
    for (ends, suffix, reader) in [
      (
        [".pt", ".pth", ".bin", ".ckpt", ".pkl", ".pickle", ".joblib"], ".pt.safetensors", "PyTorch"
      ),
      ([".pb", ".tflite", ".hdf5", ".json"], ".keras", "Keras"),
      ([".mlmodel", ".engine", ".trt"], ".onnx", "others"),
    ] {
      guard let end = ends.first(where: { path.hasEnd($0) }) else { continue }
      let name = QuotedText.of(String(path.dropLast(end.count)) + suffix)
      return "`export m, \(Sanitizer.visible(name))` writes what \(reader) can read"
    }
    return nil
  }

  static func worded(_ error: ExportProblem, at span: SourceSpan?) -> Diagnostic {
    func ends(_ kinds: [FileSignature]) -> String {
      kinds.isEmpty
        ? "`save` keeps models, runs and reports" : "end the name with \(list(kinds.map(\.suffix)))"
    }
    switch error {
    case .name(let path, let value, let kinds, let saved):
      let names = kinds.isEmpty ? "nothing" : list(kinds.map(\.name))
      return .error(
        "E0505",
        "\(value) is exported as \(names), not as \"\(Sanitizer.visible(path))\"", at: span,
        hint: saved.map { "`\($0)` writes it for nabla; for others " + ends(kinds) }
          ?? (kinds.contains { $0.name == "Keras" }
            ? modelFile(like: path) ?? ends(kinds) : ends(kinds)))
    case .format(let format, let known):
      return .error(
        "E0505", "there is no format \(quotedName(format))", at: span,
        hint: "the formats are \(list(known, "and"))")
    case .value(let value, let kind, let takes, let instead, let saved):
      return .error(
        "E0505", "\(kind.words) is made of \(list(takes)), not of \(value)", at: span,
        hint: saved.map { "`\($0)` writes it; \(ends(instead)) for numbers" } ?? ends(instead))
    }
  }
}
