/// What a note is about: a place in a program, or a word wherever it stands.
struct SourceMark: Hashable {
  let source: String
  let position: Int
}

extension Interpreter {
  /// Says something once in an input, however often it comes by there.
  func noteOnce(_ text: String, of source: String, at position: Int = -1) {
    guard input.told.insert(SourceMark(source: source, position: position)).inserted else { return }
    note(text)
  }
}
