import Plots
import Testing

@testable import Terminal

@Suite struct CapabilitiesTests {
  private func found(
    _ variables: [String: String], output: Bool = true, input: Bool = true, kind: Int = 2,
    color: ColorChoice = .auto, plain: Bool = false
  ) -> TerminalCapabilities {
    TerminalCapabilities(
      .init(
        variable: { variables[$0] }, isInputTerminal: input, isOutputTerminal: output,
        terminalKind: { _ in kind }),
      color: color, plain: plain)
  }

  private let common = ["TERM": "xterm-256color", "LANG": "en_US.UTF-8"]

  @Test func `a common terminal gets braille and 256 colours`() {
    let capabilities = found(common)
    #expect(capabilities.isInteractive && !capabilities.isPlain && capabilities.canFillScreen)
    #expect(capabilities.plots == Capabilities(glyphs: .braille, depth: .palette256))
  }

  @Test func `true colour needs its variable`() {
    #expect(found(common.merging(["COLORTERM": "truecolor"]) { $1 }).plots.depth == .trueColor)
  }

  @Test func `NO_COLOR and --color=never leave the shapes`() {
    #expect(found(common.merging(["NO_COLOR": "1"]) { $1 }).plots.depth == .none)
    #expect(found(common, color: .never).plots.depth == .none)
    #expect(found(common, color: .never).plots.glyphs == .braille)
  }

  @Test func `a pipe gets ASCII without colour, unless colour is forced`() {
    var piped = Capabilities.plain
    piped.keepsText = true
    #expect(found(common, output: false).plots == piped)
    #expect(found(["TERM": "xterm", "LANG": "C"], output: false).plots == .plain)
    #expect(
      found(common.merging(["LC_ALL": "", "LC_CTYPE": "C"]) { $1 }, output: false).plots == .plain)
    let forced = found(common.merging(["CLICOLOR_FORCE": "1"]) { $1 }, output: false)
    #expect(forced.hasColor && !forced.isInteractive)
    #expect(found(common, output: false, color: .always).hasColor)
  }

  @Test func `LANG=C gives ASCII, and the variables rule in their order`() {
    #expect(found(["TERM": "xterm", "LANG": "C"]).plots.glyphs == .ascii)
    #expect(found(["TERM": "xterm", "LANG": "C", "LC_ALL": "C.UTF-8"]).plots.glyphs == .braille)
    #expect(
      found(["TERM": "xterm", "LANG": "C", "NABLA_GLYPHS": "braille"]).plots.glyphs == .braille)
    #expect(found(["TERM": "linux", "LANG": "C.UTF-8"]).plots.glyphs == .quadrant)
  }

  @Test func `dumb and unknown terminals are plain`() {
    let dumb = found(["TERM": "dumb", "LANG": "C.UTF-8"])
    #expect(dumb.isPlain && dumb.isInteractive && !dumb.canFillScreen && !dumb.hasColor)
    let unknown = found(["TERM": "strange"], kind: 0)
    #expect(unknown.terminal == "dumb" && unknown.isPlain)
    #expect(found([:]).terminal == "dumb")
  }

  @Test func `plain mode is asked for by option or variable`() {
    #expect(found(common, plain: true).isPlain)
    #expect(found(common.merging(["NABLA_PLAIN": "1"]) { $1 }).isPlain)
    #expect(!found(common.merging(["NABLA_PLAIN": "0"]) { $1 }).isPlain)
  }

  @Test func `a light background is taken from COLORFGBG`() {
    #expect(found(common.merging(["COLORFGBG": "0;15"]) { $1 }).plots.isLightBackground)
    #expect(!found(common.merging(["COLORFGBG": "15;0"]) { $1 }).plots.isLightBackground)
  }
}
