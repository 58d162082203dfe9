import Language
import Support

/// Reads what a learner types: a key with Enter, an answer, or a program of several lines.
struct AnswerReader {
  /// Shows a prompt and reads; `nil` at the end of the input, or where the learner leaves.
  private let read: (_ prompt: String, _ shown: String, _ isProgram: Bool) -> String?

  /// Takes what was typed before somebody asked.
  let keep: ([UInt8]) -> Void

  init(
    keep: @escaping ([UInt8]) -> Void,
    read: @escaping (_ prompt: String, _ shown: String, _ isProgram: Bool) -> String?
  ) {
    (self.keep, self.read) = (keep, read)
  }

  /// Of standard input, without an editor: Ctrl-C ends the program while it waits.
  static func ofTerminal(_ gate: OutputGate) -> AnswerReader {
    var isProgram = false
    var reader = PlainReader(
      isComplete: { text in
        !isProgram || text.hasPrefix(":") || Completeness.of(text) != .incomplete
      })
    let keep = { (bytes: [UInt8]) in reader.keep(bytes) }
    return AnswerReader(keep: keep) { _, shown, wantsProgram in
      // What was typed ahead is seen where it belongs.
      gate.rendered(shown + Sanitizer.visible(reader.keptLine))
      isProgram = wantsProgram
      return switch ControlC.endingProgram({ reader.read() }) {
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
