import TestSupport
import Testing

/// Trainings in the background, as the prompt shows them.
@Suite("Trainings in the background")
final class JobTests {
  private let scratch = ScratchPath()

  private func started(columns: Int = 80) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")],
      environment: ["XDG_STATE_HOME": scratch.folder], rows: 30,
      columns: columns)
    try terminal.wait(forText: "nabla[1]>")
    return terminal
  }

  @Test func `the prompt says where a training stands, and a half-typed line stays`() throws {
    let terminal = try started()
    terminal.type("background 100000\r")
    try terminal.wait(forText: "nabla[2] r1 ")
    terminal.type("half")
    try terminal.wait(forText: "0.5000 > half")
    let before = step(terminal)
    try terminal.wait(for: "a later step in the prompt") { _ in step(terminal) > before }
    let line = try #require(terminal.screen.lines.last { $0.contains("nabla[2]") })
    #expect(line.hasSuffix("0.5000 > half"))
    #expect(terminal.screen.lines.count { $0.contains("nabla[2]") } == 1)
    #expect(terminal.screen.column == line.count)
    terminal.type(" typed\r")
    try terminal.wait(forText: "echo <half typed>")
  }

  @Test(arguments: [(40, "nabla[2] r1 0.5000 > half"), (24, "nabla[2] *> half")])
  func `a narrow window keeps half a row for what is typed`(columns: Int, line: String) throws {
    let terminal = try started(columns: columns)
    terminal.type("background 100000\r")
    try terminal.wait(forText: "nabla[2] ")
    terminal.type("half")
    try terminal.wait(forText: line)
  }

  private func step(_ terminal: PseudoTerminal) -> Int {
    let line = terminal.screen.lines.last { $0.contains("nabla[2] r1 ") } ?? ""
    return line.firstMatch(of: /(\d+)\/100000/).flatMap { Int($0.output.1) } ?? -1
  }

  @Test func `the status can be switched off`() throws {
    let terminal = try started()
    terminal.type(":set status off\rbackground 100000\r")
    try terminal.wait(forText: "nabla[2]>")
  }

  @Test func `a training is listed, paused, continued and stopped`() throws {
    let terminal = try started()
    terminal.type("background 100000\r:jobs\r")
    try terminal.wait(forText: "1  r1  running  epoch 1/5  step")
    terminal.type(":pause\r")
    try terminal.wait(forText: "r1 is paused at step")
    try terminal.wait(forText: "nabla[2] r1 paused ")
    terminal.type(":wait r1\r")
    try terminal.wait(forText: "hint: `:continue r1` lets it go on")
    terminal.type(":continue r1\r")
    try terminal.wait(forText: "r1 goes on")
    terminal.type(":stop r1\r")
    try terminal.wait(forText: "run r1: ended")
    try terminal.wait(forText: "nabla[2]>")
    terminal.type(":stop r1\r")
    try terminal.wait(forText: "no training `r1` is on")
  }

  @Test func `leaving asks once while a training is on`() throws {
    let terminal = try started()
    terminal.type("background 1000000\r:quit\r")
    try terminal.wait(forText: "`r1` is still training: once more to leave")
    terminal.type("1\r")
    try terminal.wait(forText: "echo <1>")
    terminal.type("\u{4}")
    try terminal.wait(for: "the question again") { screen in
      screen.lines.count { $0.contains("once more to leave") } == 2
    }
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func `a training is fetched into the foreground and sent back`() throws {
    let terminal = try started()
    terminal.type("background\r")
    try terminal.wait(forText: "nabla[2] r1")
    terminal.type(":fg r1\r")
    try terminal.wait(forText: "0:42 left")
    terminal.type("\u{3}")
    try terminal.wait(forText: "c)ontinue b)ackground")
    terminal.type("b")
    try terminal.wait(for: "the prompt") { $0.cursorLine.hasPrefix("nabla[2] r1") }
    terminal.type(":fg\r")
    try terminal.wait(for: "the second chart") { $0.lines.count { $0.contains("0:42 left") } == 2 }
    terminal.type("\u{3}")
    try terminal.wait(forText: "c)ontinue b)ackground")
    terminal.type("s")
    try terminal.wait(forText: "run r1: ended")
  }
}
