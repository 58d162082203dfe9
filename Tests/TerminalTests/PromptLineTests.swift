import TestSupport
import Testing

/// What shows of the line: tall ones, and signs of several code points.
@Suite("The line of the prompt")
struct PromptLineTests {
  let scratch = ScratchPath()

  @Test func `a line that is taller than the window shows the rows around the cursor`() throws {
    let terminal = try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")], environment: ["XDG_STATE_HOME": scratch.folder],
      rows: 4, columns: 20)
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" && $0.takesPastes }
    let text = (0..<10).map { "word\($0) 12345678901234" }.joined(separator: "")
    terminal.type(text)
    try terminal.wait(for: "the end") { $0.cursorLine.hasSuffix("01234") && $0.row == 3 }
    terminal.type("\u{1}")
    try terminal.wait(for: "the beginning") { screen in
      screen.row == 0 && screen.column == 10 && screen.lines[0] == "nabla[1]> word0 1234"
    }
    terminal.type("Q")
    try terminal.wait(for: "the sign") { $0.lines[0] == "nabla[1]> Qword0 123" && $0.column == 11 }
    terminal.type("\r")
    try terminal.wait(forText: "nabla[2]>")
    #expect(terminal.output.count < 20_000)
  }

  @Test(arguments: [(true, true), (false, true), (false, false)])
  func `joined emoji are kept at the prompt, and the cursor is right`(joins: Bool, answers: Bool)
    throws
  {
    let terminal = try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")], environment: ["XDG_STATE_HOME": scratch.folder],
      joins: joins, answers: answers)
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" && $0.takesPastes }
    let family = "👩\u{200D}👩\u{200D}👧"
    terminal.type("a\(family) 👍🏽b")
    let columns = joins ? 7 : 13
    try terminal.wait(for: "the cursor") { $0.column == 10 + columns && $0.row == 0 }
    // A sign is one step and one deletion.
    terminal.type("\u{2}\u{7F}\u{2}\u{2}|")
    try terminal.wait(for: "the mark") { $0.cursorLine == "nabla[1]> a|\(family) b" }
    #expect(terminal.screen.column == 12)
    terminal.type("\r")
    try terminal.wait(forText: "echo <a|\(family) b>\nnabla[2]>")
  }
}
