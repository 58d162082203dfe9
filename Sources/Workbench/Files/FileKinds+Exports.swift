import Catalog
import Support

/// Why a value cannot be exported under a name; worded in `Problems`.
enum ExportProblem: Error {
  /// No kind of file that others read has the name; those that could hold the value. `saved` is the line that writes it
  /// for nabla.
  case name(String, value: String, kinds: [FileSignature], saved: String?)
  /// `format=` names no kind.
  case format(String, known: [String])
  /// The kind is made of other values.
  case value(String, kind: FileSignature, takes: [String], instead: [FileSignature], saved: String?)
}

extension FileKinds {
  /// The word of `format=`: the usual end without its point, `onnx`.
  private static func formatWord(_ signature: FileSignature) -> String {
    String(signature.suffix.dropFirst()).replacing(".", with: "_")
  }

  /// The words of `format=`.
  var formatWords: [String] {
    all.filter { !$0.exports.isEmpty }.map { Self.formatWord($0.signature) }
  }

  /// What each kind of value can become, in the words of `format=`: `a model onnx, keras; a run csv, json`.
  var formatsByValue: String {
    var takes: [String] = []
    var words: [String: [String]] = [:]
    for kind in all {
      for export in kind.exports
      where words[export.takes]?.contains(Self.formatWord(kind.signature)) != true {
        if words[export.takes] == nil { takes.append(export.takes) }
        words[export.takes, default: []].append(Self.formatWord(kind.signature))
      }
    }
    return takes.map { "\($0) \(words[$0, default: []].joined(separator: ", "))" }
      .joined(separator: "; ")
  }

  /// How a value is written to a file of this name, or in the format that is named.
  func export(
    of value: Value, named path: String, format: String?
  ) throws(ExportProblem) -> (signature: FileSignature, export: FileExport) {
    let able = all.filter { !$0.exports.isEmpty }
    let kind: FileKind
    if let format {
      guard let named = able.first(where: { Self.formatWord($0.signature) == format }) else {
        throw .format(format, known: formatWords)
      }
      kind = named
    } else {
      let named = able.compactMap { kind in
        kind.signature.suffixes.filter { path.hasEnd($0) }.map(\.utf8.count).max()
          .map { (kind, $0) }
      }
      guard let (longest, _) = named.max(by: { $0.1 < $1.1 }) else {
        throw .name(
          path, value: value.messageText, kinds: kinds(for: value),
          saved: savingLine(of: value, path))
      }
      kind = longest
    }
    guard let export = kind.exports.first(where: { $0.admits(value) }) else {
      throw .value(
        value.messageText, kind: kind.signature, takes: kind.exports.map(\.takes),
        instead: kinds(for: value), saved: savingLine(of: value, path))
    }
    return (kind.signature, export)
  }

  /// The line that writes a value to a file of this name for nabla; `nil` where none does.
  private func savingLine(of value: Value, _ path: String) -> String? {
    let named = all.filter { $0.signature.canName(path) }
    let (name, isSaved): (String, Bool) =
      switch value {
      case .report: ("e", named.contains { $0.writeReport != nil })
      case .model: ("m", named.contains { $0.writeModel != nil })
      case .run: ("r", named.contains { $0.writeRun != nil })
      default: ("", false)
      }
    return isSaved ? "save \(name), \(Sanitizer.visible(QuotedText.of(path)))" : nil
  }

  /// The kinds that a value can be exported as.
  func kinds(for value: Value) -> [FileSignature] {
    all.filter { $0.exports.contains { $0.admits(value) } }.map(\.signature)
  }
}
