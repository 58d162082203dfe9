extension SessionDocument {
  /// The document with another fingerprint in its front matter: what wrote the stored outputs.
  ///
  /// Without front matter there is no place for it, and the document stays as it is.
  package func recording(_ fingerprint: [(key: String, value: String)]) throws(SessionError)
    -> SessionDocument
  {
    if isReadOnly {
      throw SessionError(name: name, line: nil, problem: .readOnly(readOnlyReasons))
    }
    guard !frontMatterRange.isEmpty, let closing = lines(in: frontMatterRange).last else {
      return self
    }
    let pairs = fingerprint.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let text = Array("recorded: {\(pairs)}".utf8) + lineEnd
    let old = lines(in: frontMatterRange).first {
      bytes[$0].starts(with: "recorded:".utf8)
    }
    let place = old ?? closing.lowerBound..<closing.lowerBound
    if Array(bytes[place]) == text { return self }
    let edited = Array(bytes[..<place.lowerBound]) + text + bytes[place.upperBound...]
    return try SessionDocument.parse(edited, name: name)
  }

  /// The lines of a range of bytes, ends included.
  private func lines(in range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: 0x0A).map { $0 + 1 }
      result.append(start..<(end ?? range.upperBound))
      start = end ?? range.upperBound
    }
    return result
  }
}
