import Books
import Language
import Support
import Workbench

// What frontends ask while a cell is typed: the same engine as at the prompt. Places count Unicode scalars.
extension KernelSession {
  private static let mostMatches = 500

  /// `complete_request`: what may stand before the cursor.
  func complete(_ message: WireMessage) -> JSON {
    let code = message.text("code") ?? ""
    let count = code.unicodeScalars.count
    let cursor = max(0, min(message.content?["cursor_pos"]?.wholeNumber ?? count, count))
    let found = PromptCompletion(
      code, cursor: cursor, interpreter: interpreter,
      commands: KernelCommands.all.map { ($0.name, $0.summary) })
    return [
      "status": "ok", "cursor_start": .whole(found.start), "cursor_end": .whole(cursor),
      "metadata": [:],
      "matches": .list(found.items.prefix(Self.mostMatches).map { .text($0.text) }),
    ]
  }

  /// `inspect_request`: help on the word at the cursor.
  func inspect(_ message: WireMessage) -> JSON {
    let scalars = Array((message.text("code") ?? "").unicodeScalars)
    var end = max(
      0, min(message.content?["cursor_pos"]?.wholeNumber ?? scalars.count, scalars.count))
    let isWord = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar == "_" || scalar.properties.numericType != nil
    }
    while end < scalars.count, isWord(scalars[end]) { end += 1 }
    // Behind a bracket that opens, the call is meant.
    if end > 0, end <= scalars.count, scalars[end - 1] == "(" { end -= 1 }
    var start = end
    while start > 0, isWord(scalars[start - 1]) || scalars[start - 1] == "." { start -= 1 }
    let isCommand = start == 1 && scalars[0] == ":"
    let word = String(String.UnicodeScalarView(scalars[start..<end]))
    let text = isCommand ? KernelCommands.help(on: word) : help(on: word)
    return [
      "status": "ok", "found": .bool(text != nil), "metadata": [:],
      "data": text.map { ["text/plain": .text(Sanitizer.visible($0))] } ?? [:],
    ]
  }

  /// What there is to tell about a word of the language, or a name of the user.
  func help(on word: String) -> String? {
    guard !word.isEmpty else { return nil }
    let help = HelpText(interpreter.vocabulary)
    if let row = (interpreter.nameRows + interpreter.fieldRows).first(where: { $0.name == word }) {
      let what = "\(row.name): \(row.kind)" + (row.detail.isEmpty ? "" : ", \(row.detail)")
      return what + (interpreter.definition(of: word).map { "\n\($0)" } ?? "")
    }
    return help.whole(of: word)
  }

  /// `is_complete_request`: whether Enter runs the text, and how far the next line is indented.
  func isComplete(_ message: WireMessage) -> JSON {
    let code = message.text("code") ?? ""
    guard case .source = ShellInput(code) else { return ["status": "complete"] }
    if Completeness.of(code) == .incomplete {
      let depth = Nesting.depth(of: code)
      return ["status": "incomplete", "indent": .text(String(repeating: "  ", count: depth))]
    }
    let isRead = !Parser.parse(code).diagnostics.contains { $0.severity == .error }
    return ["status": isRead ? "complete" : "invalid"]
  }
}
