import TestSupport
import Testing

/// Commands and live charts of the shell, on a pseudo-terminal.
@Suite struct CommandTests {
  let scratch = ScratchPath()

  private func started(
    _ variables: [String: String] = [:], rows: Int = 24, columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")],
      environment: ["XDG_STATE_HOME": scratch.folder].merging(variables) { $1 }, rows: rows,
      columns: columns)
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" }
    return terminal
  }

  @Test func `questions are answered in all their forms`() throws {
    let terminal = try started()
    terminal.type("?dense\r")
    try terminal.wait(forText: "dense: a layer of neurons")
    terminal.type("dropout?\r:help model\r:help :who\rw = 1\r??w\r?nothing\r")
    try terminal.wait(forText: "dropout: switches neurons off")
    try terminal.wait(forText: "model: describes a net")
    try terminal.wait(forText: ":who [prefix]: list your names")
    try terminal.wait(forText: "no help for `nothing`")
    #expect(terminal.screen.text.contains("??w\nw = 1"))
  }

  @Test func `names are listed and taken back`() throws {
    let terminal = try started()
    terminal.type(":who\r")
    try terminal.wait(forText: "no names yet")
    terminal.type("损失 = 1\rb = 2\r:who\r")
    try terminal.wait(forText: "损失  tensor[2, 3]  24 B\nb     tensor[2, 3]  24 B")
    terminal.type(":undo\r")
    try terminal.wait(forText: "b is gone")
  }

  @Test func `a mistyped command is not evaluated`() throws {
    let terminal = try started()
    terminal.type(":hsitory\r")
    try terminal.wait(forText: "no command `:hsitory`\nhint: did you mean `:history`?\nnabla[1]>")
  }

  @Test func `the history is searched by pattern`() throws {
    let terminal = try started()
    terminal.type("dense 1\rdense 22\rother\r:history -n 5 /dense \\d\\d/\r")
    try terminal.wait(forText: "/dense \\d\\d/\ndense 22\n")
    terminal.type(":history (\r:history /(/\r")
    try terminal.wait(forText: "`/(/` is not a pattern")
  }

  @Test func `brackets in a command do not ask for more lines`() throws {
    let terminal = try started()
    terminal.type(":history {\r")
    try terminal.wait(forText: "nabla[1]> :history {\n:history {\nnabla[1]>")
  }

  @Test func `an example is put on the line`() throws {
    let terminal = try started()
    terminal.type(":example dense\r")
    try terminal.wait(forLine: "nabla[1]> m = model 2 { dense 3 }")
    terminal.type("\r")
    try terminal.wait(forText: "echo <m = model 2 { dense 3 }>")
  }

  @Test func `settings change at once and wrong ones are explained`() throws {
    let terminal = try started()
    terminal.type("abcd\r:set hints off\r")
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[2]>" && $0.row == 3 }
    terminal.type("abc")
    try terminal.wait(for: "no hint") { $0.cursorLine == "nabla[2]> abc" }
    terminal.type("\u{15}:set hints maybe\r")
    try terminal.wait(forText: "hints cannot be `maybe`\nhint: hints is on or off")
    terminal.type(":set colour\r")
    try terminal.wait(forText: "no setting `colour`")
  }

  @Test func `a training is watched in place, and its last frame stays`() throws {
    let terminal = try started()
    terminal.type("train 60\r")
    try terminal.wait(forText: "nabla[2]>")
    let lines = terminal.screen.lines
    #expect(lines.contains { $0.hasPrefix("epoch 1/5  step 60/60  loss 0.0167") })
    #expect(terminal.screen.brailleCount > 10)
    // Frames were drawn over one another: one title, one progress line.
    #expect(lines.count { $0.contains("loss of m") } == 1)
    #expect(lines.count { $0.hasPrefix("epoch ") } == 1)
  }

  @Test func `Ctrl-C stops a training, and what was typed meanwhile waits for the prompt`() throws {
    let terminal = try started()
    terminal.type("train\r")
    try terminal.wait(forText: "0:42 left")
    terminal.type("next")
    terminal.type("\u{F}")
    try terminal.wait(for: "full screen") { $0.isAlternate }
    terminal.type("q")
    try terminal.wait(for: "text screen") { !$0.isAlternate }
    try stop(terminal)
    try terminal.wait(forLine: "nabla[2]> next")
    #expect(terminal.screen.text.contains("finished"))
  }

  @Test func `the full screen has its keys and gives the terminal back as it was`() throws {
    let terminal = try started()
    terminal.type("train\r")
    try terminal.wait(forText: "0:42 left")
    let before = terminal.modes
    terminal.type("\u{F}")
    try terminal.wait(for: "chart in full screen") { $0.isAlternate && $0.brailleCount > 20 }
    terminal.type("?")
    try terminal.wait(forText: "back to the prompt")
    terminal.type("q")
    try terminal.wait(for: "chart") { $0.brailleCount > 20 && $0.isAlternate }
    terminal.resize(rows: 30, columns: 100)
    try terminal.wait(for: "the new size") { $0.line(29).contains("q back") }
    terminal.type("q")
    try terminal.wait(for: "text screen") { !$0.isAlternate && $0.showsCursor }
    try terminal.wait(forModes: before)
    try stop(terminal)
    try terminal.wait(forText: "nabla[2]>")
  }

  @Test func `a run that ends in full screen waits there for q`() throws {
    let terminal = try started()
    terminal.type("train\r")
    try terminal.wait(forText: "0:42 left")
    terminal.type("\u{F}")
    try terminal.wait(for: "full screen") { $0.isAlternate }
    try stop(terminal)
    try terminal.wait(forText: "finished, q returns")
    terminal.type("q")
    try terminal.wait(forText: "nabla[2]>")
    #expect(!terminal.screen.isAlternate)
  }

  @Test func `after a new window size the chart goes on below and climbs over nothing`() throws {
    let terminal = try started(rows: 50)
    terminal.type("train\r")
    try terminal.wait(forText: "0:42 left")
    terminal.resize(rows: 50, columns: 60)
    try terminal.wait(for: "a second frame") { screen in
      screen.lines.count { $0.hasPrefix("loss of m") } == 2
    }
    #expect(terminal.screen.line(0) == "nabla[1]> train")
    try stop(terminal)
    try terminal.wait(forLine: "nabla[2]>")
    #expect(terminal.screen.lines.count { $0.hasPrefix("loss of m") } == 2)
  }

  @Test func `a dumb terminal is told that it has no full screen`() throws {
    let terminal = try started(["TERM": "dumb"])
    terminal.type("train\r")
    try terminal.wait(forText: "epoch 1/5  step 1")
    terminal.type("\u{F}")
    try terminal.wait(forText: "this terminal cannot show a full screen")
    try stop(terminal)
    try terminal.wait(forText: "nabla[2]>")
    #expect(!terminal.output.contains(0x1B))
  }

  /// Pauses the training in the foreground, and answers the question with s.
  private func stop(_ terminal: PseudoTerminal) throws {
    terminal.type("\u{3}")
    try terminal.wait(forText: "c)ontinue b)ackground")
    terminal.type("s")
  }

  @Test func `a plot is drawn for the width of the window`() throws {
    let terminal = try started(columns: 60)
    terminal.type("plot\r")
    try terminal.wait(forText: "nabla[2]>")
    #expect(terminal.screen.brailleCount > 20)
    #expect(terminal.screen.lines.allSatisfy { $0.count <= 60 })
  }
}
