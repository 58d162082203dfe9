import Formats
import Plots
import TestSupport
import Testing

@testable import Terminal

/// Charts as pixels: what terminals answer, what is sent to them, and cells everywhere else.
@Suite struct PixelTests {
  let scratch = ScratchPath()

  private func sorted(_ text: String) -> PixelAnswers {
    var answers = PixelAnswers()
    answers.take(Array(text.utf8))
    return answers
  }

  @Test func `answers are told from keys, in pieces and among others`() {
    let kitty = sorted("a\u{1B}_Gi=31;OK\u{1B}\\b\u{1B}[?62;c")
    #expect(kitty.way == .kitty && kitty.isComplete && kitty.others == Array("ab".utf8))
    let sixel = sorted("\u{1B}[A\u{1B}[?62;4;22c")
    #expect(sixel.way == .sixel && sixel.others == Array("\u{1B}[A".utf8))
    for text in ["\u{1B}[?62;22c", "\u{1B}[?4c", "\u{1B}_Gi=31;ENOENT:x\u{1B}\\\u{1B}[?1;2c"] {
      #expect(sorted(text).way == nil && sorted(text).isComplete && sorted(text).others.isEmpty)
    }
    #expect(!sorted("\u{1B}[?62;4").isComplete && !sorted("").isComplete)
    let long = sorted("\u{1B}_" + String(repeating: "x", count: 1000))
    #expect(!long.isComplete && long.others.count > 250)
  }

  @Test func `a picture goes to kitty in pieces of which only the last one ends it`() {
    let text = PixelWay.kitty([UInt8](repeating: 7, count: 10_000), columns: 40, rows: 9)
    let pieces = text.split(separator: "\u{1B}_G").map(String.init)
    #expect(pieces.count == 4)
    #expect(pieces[0].hasPrefix("a=T,f=100,q=2,c=40,r=9,m=1;"))
    #expect(pieces[1].hasPrefix("m=1;") && pieces[3].hasPrefix("m=0;"))
    #expect(pieces.allSatisfy { $0.hasSuffix("\u{1B}\\") && $0.utf8.count < 4200 })
  }

  private func capabilities(
    _ terminal: String, _ variables: [String: String] = [:]
  ) -> TerminalCapabilities {
    let all = ["TERM": terminal, "LANG": "C.UTF-8"].merging(variables) { $1 }
    return TerminalCapabilities(
      .init(
        variable: { all[$0] }, isInputTerminal: true, isOutputTerminal: true,
        terminalKind: { _ in 2 }))
  }

  @Test func `nothing is asked where it could not be answered`() {
    let pixels = PixelTerminal()
    for (terminal, variables) in [
      ("linux", [:]), ("dumb", [:]), ("tmux-256color", [:]), ("screen", [:]),
      ("xterm-256color", ["TMUX": "/tmp/x"]), ("xterm-256color", ["NO_COLOR": "1"]),
      ("xterm-256color", ["NABLA_A11Y": "1"]), ("xterm-256color", ["NABLA_PLAIN": "1"]),
    ] as [(String, [String: String])] {
      let (way, keys) = pixels.way(capabilities(terminal, variables)) { variables[$0] }
      #expect(way == nil && keys.isEmpty, "\(terminal)")
    }
    pixels.choice = .off
    #expect(pixels.way(capabilities("xterm-kitty")) { _ in nil }.0 == nil)
  }

  @Test func `octants are for terminals that draw them`() {
    func glyphs(_ variables: [String: String]) -> Capabilities.Glyphs {
      capabilities("xterm-256color", variables).plots.glyphs
    }
    #expect(
      glyphs(["VTE_VERSION": "7800"]) == .octant && glyphs(["VTE_VERSION": "7603"]) == .braille)
    let ghostty = ["TERM_PROGRAM": "ghostty"]
    #expect(glyphs(ghostty.merging(["TERM_PROGRAM_VERSION": "1.2.0"]) { $1 }) == .octant)
    #expect(glyphs(ghostty.merging(["TERM_PROGRAM_VERSION": "1.1.3"]) { $1 }) == .braille)
    #expect(glyphs(ghostty) == .braille)
    #expect(glyphs(["VTE_VERSION": "7800", "TMUX": "/tmp/x"]) == .braille)
    #expect(glyphs(["VTE_VERSION": "7800", "NABLA_GLYPHS": "ascii"]) == .ascii)
    #expect(glyphs(["NABLA_GLYPHS": "octant"]) == .octant)
  }

  @Test func `charts are told in words where that is asked for`() {
    #expect(capabilities("xterm", ["NABLA_A11Y": "1"]).describesCharts)
    #expect(!capabilities("xterm", ["NABLA_A11Y": "0"]).describesCharts)
    #expect(!capabilities("xterm", ["NABLA_A11Y": "1"]).isPlain)
  }

  private func started(
    attributes: String = "62;22", hasKitty: Bool = false, _ variables: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")],
      environment: ["XDG_STATE_HOME": scratch.folder, "XDG_CONFIG_HOME": scratch.folder]
        .merging(variables) { $1 },
      attributes: attributes, hasKitty: hasKitty)
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" }
    return terminal
  }

  @Test(.enabled(if: PixelTests.canDraw, "the machine lacks librsvg2-2 or libsixel1"))
  func `a terminal that says so gets sixels or a picture, and is asked once`() throws {
    for (attributes, hasKitty, start) in [("62;4", false, "P"), ("62", true, "_Ga=T,f=100")] {
      let terminal = try started(attributes: attributes, hasKitty: hasKitty)
      terminal.type("plot\r")
      try terminal.wait(forText: "nabla[2]>")
      terminal.type("plot\r")
      try terminal.wait(forText: "nabla[3]>")
      let packed = terminal.screen.packed
      #expect(packed.count { $0.contains("a=q") } == 1)
      #expect(packed.count { $0.hasPrefix(start) } == 2, "\(packed.map { $0.prefix(30) })")
      #expect(terminal.screen.brailleCount == 0)
      terminal.type(":set pixels off\rplot\r")
      try terminal.wait(forText: "nabla[4]>")
      #expect(terminal.screen.brailleCount > 20 && terminal.screen.packed.count == packed.count)
    }
  }

  static let canDraw = {
    guard
      let pixels = try? VectorDrawing(svg: "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .pixels(width: 6, height: 6)
    else { return false }
    return (try? SixelPicture.bytes(pixels, width: 6, height: 6)) != nil
  }()

  @Test func `any other terminal gets cells`() throws {
    let terminal = try started()
    terminal.type("plot\rplot\r")
    try terminal.wait(forText: "nabla[3]>")
    #expect(terminal.screen.brailleCount > 20 && terminal.screen.packed.count == 1)
  }

  @Test func `words stand for a chart, and describe tells them again`() throws {
    let terminal = try started(["NABLA_A11Y": "1"])
    terminal.type("plot\r")
    try terminal.wait(forText: "nabla[2]>")
    #expect(terminal.screen.text.contains("Function plot of f"))
    #expect(terminal.screen.brailleCount == 0 && terminal.screen.packed.isEmpty)
    terminal.type(":describe\r")
    try terminal.wait(forText: ":describe\nFunction plot of f")
  }

  @Test func `the doctor shows each level, takes an answer and keeps it`() throws {
    let terminal = try started()
    terminal.type(":plot doctor\r")
    try terminal.wait(for: "question") {
      $0.cursorLine == "nabla[1]> :plot doctor" && $0.text.contains("Type its name")
    }
    for level in ["ascii", "quadrant", "braille", "octant"] {
      #expect(terminal.screen.text.contains(level))
    }
    terminal.type("quadrant\r")
    try terminal.wait(forText: "glyphs quadrant, kept in")
    terminal.type("plot\r")
    try terminal.wait(forText: "nabla[2]>")
    #expect(terminal.screen.brailleCount < 20 * 2)
    terminal.type(":plot doctor dots\r")
    try terminal.wait(
      forText: "no level `dots`\nhint: glyphs is auto, ascii, quadrant, braille or octant")
    let next = try started()
    next.type(":set glyphs\r")
    try next.wait(forText: "glyphs quadrant")
  }
}
