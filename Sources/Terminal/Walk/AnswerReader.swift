import Language

/// Reads what a learner types: a key with Enter, an answer, or a program of several lines.
struct AnswerReader {
  /// Shows a prompt and reads; `nil` at the end of the input, or where the learner leaves.
  private let read: (_ prompt: String, _ shown: String, _ isProgram: Bool) -> String?

  init(read: @escaping (_ prompt: String, _ shown: String, _ isProgram: Bool) -> String?) {
    self.read = read
  }

  /// Of standard input, without an editor: Ctrl-C ends the program while it waits.
  static func ofTerminal(_ gate: OutputGate) -> AnswerReader {
    var isProgram = false
    var reader = PlainReader(
      isComplete: { text in
        !isProgram || text.hasPrefix(":") || Completeness.of(text) != .incomplete
      })
    return AnswerReader { _, shown, wantsProgram in
      gate.rendered(shown)
      isProgram = wantsProgram
      return switch BatchSignals.ending({ reader.read() }) {
      case .text(let text): text
      case .tooLong: ""
      case .endOfInput: nil
      }
    }
  }

  /// One line. The prompt may be shown in a style.
  func line(_ prompt: String, shown: String? = nil) -> String? {
    read(prompt, shown ?? prompt, false)
  }

  /// Lines until the program is complete.
  func program(_ prompt: String) -> String? { read(prompt, prompt, true) }
}
