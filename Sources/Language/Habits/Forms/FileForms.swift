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

  /// `m = load x.keras` and `export m x.onnx` with the name as a text and commas between what is given; `nil` for other
  /// lines, and for those that need none of it.
  func command(for text: String) -> String? {
    var (target, rest) = ("", PythonText.trimmed(text))
    if let (name, value) = PythonText.named(rest) { (target, rest) = ("\(name) = ", value) }
    guard let blank = rest.firstIndex(of: " "),
      ["load", "save", "export", "import"].contains(rest[..<blank])
    else { return nil }
    let written = PythonText.pieces(String(rest[rest.index(after: blank)...]), at: ",")
    let given = written.flatMap { piece in parts(of: piece) }.map { piece in
      isName(piece) ? "\"\(piece)\"" : piece
    }
    guard given != written, !given.contains("") else { return nil }
    return "\(target)\(rest[..<blank]) \(given.joined(separator: ", "))"
  }

  /// `m "x.onnx"` and `"x.safetensors" into m` are two arguments.
  private func parts(of piece: String) -> [String] {
    let words = piece.split(separator: " ").map(String.init)
    guard words.count > 1 else { return [piece] }
    if words.count == 3, words[1] == "into", isText(words[0]) {
      return [words[0], "into=\(words[2])"]
    }
    if words.count == 2, isText(words[0]), words[1].hasPrefix("into=") { return words }
    guard words.count == 2, isText(words[1]), PythonText.isWord(words[0]) else { return [piece] }
    return words
  }

  private func isText(_ word: String) -> Bool {
    isName(word) || word.count > 2 && word.hasPrefix("\"") && word.hasSuffix("\"")
  }

  /// Whether it can only be the name of a file.
  private func isName(_ word: String) -> Bool {
    guard word.contains("."), word.first?.isNumber == false,
      word.allSatisfy({ PythonText.isWordPart($0) || "./-".contains($0) })
    else { return false }
    return files.named(word) != nil || ModelFileForms.pickled.contains { word.hasSuffix($0) }
  }
}
