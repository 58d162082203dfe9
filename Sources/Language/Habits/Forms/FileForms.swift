import Catalog

/// Names of files that stand without quotation marks.
struct FileForms {
  let files: FileSignatures

  /// `d = data csv(a.csv)` with the name as a text; `nil` for lines that end with no such call.
  func line(for text: String) -> String? {
    let text = PythonText.trimmed(text)
    guard text.last == ")", let kind = files.named(String(text.dropLast())),
      let source = kind.source, let call = text.range(of: source + "(")
    else { return nil }
    let name = text[call.upperBound...].dropLast()
    return name.contains("\"") ? nil : text[..<call.upperBound] + "\"\(name)\")"
  }
}
