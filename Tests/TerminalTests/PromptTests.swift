import Glibc
import TestSupport
import Testing

/// The shell with a made-up workbench, on a pseudo-terminal.
@Suite struct PromptTests {
  let scratch = ScratchPath()

  private func start(
    _ arguments: [String] = [], _ variables: [String: String] = [:], rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")] + arguments,
      environment: ["XDG_STATE_HOME": scratch.folder].merging(variables) { $1 }, rows: rows,
      columns: columns)
  }

  private func started(
    _ arguments: [String] = [], _ variables: [String: String] = [:], rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try start(arguments, variables, rows: rows, columns: columns)
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" && $0.takesPastes }
    return terminal
  }

  @Test func `typing runs an input and counts the prompt on`() throws {
    let terminal = try started()
    terminal.type("hello 损失\r")
    try terminal.wait(forText: "echo <hello 损失>\nnabla[2]>")
    terminal.type("\u{4}")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func `keys typed before the prompt stands are not lost or echoed twice`() throws {
    let terminal = try start()
    terminal.type("one\rtwo\r")
    try terminal.wait(forText: "echo <two>\nnabla[3]>")
    #expect(terminal.screen.text.contains("nabla[1]> one\necho <one>\nnabla[2]> two\n"))
  }

  @Test func `enter adds an indented line until the input is complete`() throws {
    let terminal = try started()
    terminal.type("model m {\r")
    try terminal.wait(for: "indentation") { $0.row == 1 && $0.column == 2 }
    terminal.type("dense 3\r}")
    try terminal.wait(forLine: "}")
    terminal.type("\r")
    try terminal.wait(forText: "echo <model m {|  dense 3|}>")
  }

  @Test func `C-o adds a line to a complete input, and a blank line ends an unfinished one`() throws
  {
    let terminal = try started()
    terminal.type("a\u{F}b\r")
    try terminal.wait(forText: "echo <a|b>")
    terminal.type("{\r\r")
    try terminal.wait(forText: "echo <{|  >")
  }

  @Test func `keywords are coloured and turn plain when they are none any more`() throws {
    let terminal = try started()
    terminal.type("model")
    try terminal.wait(for: "colour") { $0.place(0, 10).style == "1;34" }
    terminal.type("\u{7F}")
    try terminal.wait(for: "plain text") { $0.place(0, 10).style == "" && $0.column == 14 }
  }

  @Test func `Tab completes, a second one lists with descriptions`() throws {
    let terminal = try started()
    terminal.type("mo\t")
    try terminal.wait(forLine: "nabla[1]> model")
    terminal.type("\u{15}d\t\t")
    try terminal.wait(
      forText: "data     names data\ndense    a layer of neurons\ndropout  switches neurons off\n"
        + "nabla[1]> d")
  }

  @Test func `a letter of formulas is completed from its name`() throws {
    let terminal = try started()
    terminal.type("\\alpha\t")
    try terminal.wait(forLine: "nabla[1]> α")
  }

  @Test func `Ctrl-C clears the line and never leaves`() throws {
    let terminal = try started()
    terminal.type("abc")
    try terminal.wait(forLine: "nabla[1]> abc")
    terminal.type("\u{3}")
    try terminal.wait(for: "fresh prompt") { $0.cursorLine == "nabla[1]>" && $0.row == 1 }
    #expect(terminal.screen.line(0) == "nabla[1]> abc^C")
    terminal.type("\u{3}")
    try terminal.wait(forText: "Ctrl-D or :quit to leave\nnabla[1]>")
  }

  @Test func `Ctrl-C meant for the work does not clear the next line`() throws {
    let terminal = try started()
    terminal.type("interrupt\rnext\r")
    try terminal.wait(forText: "interrupted true\nnabla[2]> next\necho <next>\nnabla[3]>")
  }

  @Test func `a paste of several lines is one edit that undo takes back`() throws {
    let terminal = try started()
    terminal.type("\u{1B}[200~nabla[7]> a = {\r\n  b }\r\n3\n\u{1B}[201~")
    try terminal.wait(for: "both lines") {
      $0.text == "nabla[1]> a = {\n  b }" && $0.cursorLine == "  b }"
    }
    terminal.type("\u{1F}")
    try terminal.wait(for: "an empty line") { $0.text == "nabla[1]>" }
  }

  @Test func `a paste over the limit is refused in words and typing goes on`() throws {
    let terminal = try started()
    terminal.type("\u{1B}[200~" + String(repeating: "a", count: 1 << 20) + "b\u{1B}[201~ok\r")
    try terminal.wait(forText: "over the limit of 1048576 bytes", seconds: 60)
    try terminal.wait(forText: "echo <ok>")
  }

  @Test func `history goes over to the next session and hints there`() throws {
    let first = try started()
    first.type("teach a\r")
    try first.wait(forText: "nabla[2]>")
    first.type("{\r x }\r")
    try first.wait(forText: "nabla[3]>")
    first.type(":quit\r")
    #expect(first.exitStatus() == 0)
    let second = try started()
    second.type("tea")
    try second.wait(for: "hint") { $0.cursorLine == "nabla[1]> teach a" && $0.column == 13 }
    #expect(second.screen.place(0, 13).style == "2")
    second.type("\u{1B}[C\r")
    try second.wait(forText: "echo <teach a>")
    second.type("{\u{1B}[A")
    try second.wait(for: "both lines") { $0.text.hasSuffix("nabla[2]> {\n   x }") }
  }

  @Test func `Up looks for what begins like the line, Down brings the line back`() throws {
    let terminal = try started()
    terminal.type("alpha\rbeta\ralso\r")
    try terminal.wait(forText: "nabla[4]>")
    terminal.type("al\u{1B}[A")
    try terminal.wait(forLine: "nabla[4]> also")
    terminal.type("\u{1B}OA")
    try terminal.wait(forLine: "nabla[4]> alpha")
    terminal.type("\u{1B}[B\u{1B}[B")
    try terminal.wait(for: "the typed line") {
      $0.cursorLine.hasPrefix("nabla[4]> al") && $0.column == 12
    }
  }

  @Test func `C-r finds an entry by its middle`() throws {
    let terminal = try started()
    terminal.type("one two three\rfour\r")
    try terminal.wait(forText: "nabla[3]>")
    terminal.type("\u{12}two\r")
    try terminal.wait(forText: "nabla[3]> one two three\necho <one two three>")
  }

  @Test func `a message appears above the line that is being typed`() throws {
    let terminal = try started()
    terminal.type("boo")
    try terminal.wait(forText: "job 1 is done\nnabla[1]> boo")
    terminal.type("k\r")
    try terminal.wait(forText: "echo <book>")
  }

  @Test func `the line survives a new window width`() throws {
    let terminal = try started(columns: 40)
    let text = String(repeating: "x", count: 45)
    terminal.type(text)
    try terminal.wait(for: "two rows") { $0.row == 1 && $0.column == 15 }
    terminal.resize(rows: 24, columns: 60)
    try terminal.wait(for: "one row") { $0.cursorLine == "nabla[1]> " + text }
    terminal.type("\r")
    try terminal.wait(for: "the whole text") { $0.text.contains("echo <" + text + ">") }
  }

  @Test func `wide characters wrap where the terminal wraps them`() throws {
    let terminal = try started(columns: 20)
    terminal.type("损失损失损失")
    try terminal.wait(for: "wrapped text") { $0.row == 1 && $0.column == 2 }
    #expect(terminal.screen.text == "nabla[1]> 损失损失损\n失")
    terminal.type("\u{7F}\u{7F}x\r")
    try terminal.wait(forText: "echo <损失损失x>")
  }

  @Test func `a typed accent joins the letter before it`() throws {
    let terminal = try started()
    terminal.type("e\u{301}a")
    try terminal.wait(for: "two columns") { $0.cursorLine == "nabla[1]> éa" && $0.column == 12 }
  }

  @Test func `M-f takes one word of the hint, C-underscore undoes it`() throws {
    let terminal = try started()
    terminal.type("ab cd ef\r")
    try terminal.wait(forText: "nabla[2]>")
    terminal.type("ab\u{1B}f")
    try terminal.wait(for: "one word") { $0.column == 15 }
    terminal.type("\u{1F}")
    try terminal.wait(for: "the typed word") { $0.column == 12 }
  }

  @Test func `vi mode has its escape`() throws {
    let terminal = try started()
    terminal.type(":set editor vi\r")
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" && $0.row == 1 }
    terminal.type("xabc")
    try terminal.wait(forLine: "nabla[1]> xabc")
    terminal.type("\u{1B}")
    try terminal.wait(for: "command mode") { $0.column == 13 }
    terminal.type("0x\r")
    try terminal.wait(forText: "echo <abc>")
  }

  @Test func `SIGTERM ends in good order with the terminal as it was`() throws {
    let terminal = try start()
    let before = terminal.firstModes
    try terminal.wait(for: "raw prompt") { $0.cursorLine == "nabla[1]>" && $0.takesPastes }
    terminal.type("x")
    try terminal.wait(forLine: "nabla[1]> x")
    #expect(terminal.modes != before)
    terminal.signal(SIGTERM)
    #expect(terminal.exitStatus() == 143)
    #expect(terminal.modes == before)
    #expect(!terminal.screen.takesPastes)
  }

  @Test func `a suspended shell comes back with its line`() throws {
    let terminal = try PseudoTerminal(
      ["/bin/bash", "--norc", "--noprofile", "-i"],
      environment: [
        "XDG_STATE_HOME": scratch.folder, "PS1": "sh> ",
        "PROBE": BuiltProduct.path("terminal-probe"),
      ])
    try terminal.wait(for: "shell") { $0.cursorLine == "sh>" }
    terminal.type("$PROBE\r")
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" && $0.takesPastes }
    terminal.type("ab")
    try terminal.wait(forLine: "nabla[1]> ab")
    terminal.type("\u{1A}")
    try terminal.wait(for: "shell") { $0.cursorLine == "sh>" }
    terminal.type("fg\r")
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]> ab" && $0.takesPastes }
    terminal.type("c\r")
    try terminal.wait(forText: "echo <abc>")
  }

  @Test func `a dumb terminal edits without any escape sequence`() throws {
    for name in ["dumb", "no-such-terminal"] {
      let terminal = try start([], ["TERM": name])
      try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" }
      terminal.type("model x\r")
      try terminal.wait(forText: "echo <model x>")
      terminal.type(":quit\r")
      #expect(terminal.exitStatus() == 0)
      #expect(!terminal.output.contains(0x1B))
      #expect(!terminal.screen.text.contains("No entry"))
    }
  }

  @Test func `plain mode has neither colours nor hints`() throws {
    let terminal = try start(["--plain"])
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" }
    terminal.type("model\rmod")
    try terminal.wait(forLine: "nabla[2]> mod")
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("\u{1B}[1;34m"))
    #expect(!terminal.screen.takesPastes)
  }

  @Test func `plain mode asks for each further line with a prompt`() throws {
    let terminal = try start(["--plain"])
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" }
    terminal.type("m {\ra }\r")
    try terminal.wait(forText: "nabla[1]> m {\n     ...> a }\necho <m {|a }>\nnabla[2]>")
  }

  @Test func `an output cannot steer the terminal`() throws {
    let terminal = try started()
    terminal.type("evil\r")
    try terminal.wait(forText: "a<U+001B>[31mb<U+0007>")
  }

  @Test func `long output is folded and paged`() throws {
    let terminal = try started()
    terminal.type("lines\r")
    try terminal.wait(forText: "line 200\n… 100 more lines: `:page` shows all")
    terminal.type(":page\r")
    try terminal.wait(forText: "line 300\nnabla[2]>")
  }
}
