import Support

extension SessionDocument {
  /// Of all that a learner meets: prose, cells, exercises, questions. Outputs and blank lines make no other lesson of it.
  ///
  /// An exercise or a question without an id is known by its line, which then counts, too.
  package var lessonDigest: String {
    var text = ""
    for element in elements {
      switch element {
      case .prose(let prose):
        let words = SessionPart.trimmedLines(prose.text)
        if !words.isEmpty { text += "prose\n\(words)\n" }
      case .directive(let directive): text += "\(directive.name) \(directive.text)\n"
      case .block(let block):
        switch block.kind {
        case .output, .view: continue
        case .exercise where block.attributes.identifier == nil,
          .quiz where block.attributes.identifier == nil:
          text += "line \(block.line)\n"
        default: break
        }
        let opening = bytes[block.range].prefix { $0 != 0x0A && $0 != 0x0D }
        text += String(decoding: opening, as: UTF8.self) + "\n" + block.body + "\n"
      }
    }
    return SHA256.hexadecimal(Array(text.utf8))
  }
}
