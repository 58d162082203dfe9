import Language

/// Reads what a learner types: a key with Enter, an answer, or a program of several lines.
final class AnswerReader {
  private var reader: PlainReader
  private let state: State

  /// What the closures of the reader need to see.
  private final class State {
    var isProgram = false
  }

  init() {
    let state = State()
    self.state = state
    reader = PlainReader(
      isComplete: { text in
        !state.isProgram || text.hasPrefix(":") || Completeness.of(text) != .incomplete
      })
  }

  /// One line; `nil` at the end of the input.
  func line() -> String? {
    state.isProgram = false
    return read()
  }

  /// Lines until the program is complete; `nil` at the end of the input.
  func program() -> String? {
    state.isProgram = true
    return read()
  }

  private func read() -> String? {
    switch BatchSignals.ending({ reader.read() }) {
    case .text(let text): text
    case .tooLong: ""
    case .endOfInput: nil
    }
  }
}
