import Plots
import Sessions
import Testing

@testable import Terminal

/// A notebook without a terminal: keys go in, the state changes, effects come out.
@Suite("Notebook keys")
final class NotebookTests {
  static let sample = """
    # Title

    Words of prose.

    ```nabla
    x = 1
    ```

    ```nabla-out value
    1
    ```

    ## Part

    ```nabla
    y = x + 1
    y
    ```

    """

  private var state = NotebookTests.state(sample)

  static func state(
    _ text: String, rows: Int = 24, columns: Int = 80, isASCII: Bool = false
  ) -> NotebookState {
    let document = try? SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
    let session =
      document.map(EditableSession.init) ?? EditableSession(name: "a.nabla.md", frontMatter: [])
    let plots = Capabilities(
      glyphs: isASCII ? .ascii : .braille, depth: .none, isLightBackground: false)
    return NotebookState(
      session, path: "a.nabla.md", size: WindowSize(rows: rows, columns: columns),
      look: NotebookLook(hasColor: false, isASCII: isASCII, plots: plots))
  }

  @discardableResult
  private func press(_ keys: ScreenKey...) -> [NotebookEffect] {
    keys.flatMap { state.update(.key($0)) }
  }

  /// Letters and signs, one after the other.
  @discardableResult
  private func type(_ text: String) -> [NotebookEffect] {
    text.flatMap { state.update(.key(.character($0))) }
  }

  private var texts: [String] { state.session.parts.map(\.text) }
  private var text: String { String(decoding: state.session.bytes, as: UTF8.self) }

  @Test func `j and k go along, G and gg to the ends`() {
    type("jj")
    #expect(state.focus == 2)
    type("k")
    #expect(state.focus == 1)
    type("G")
    #expect(state.focus == 3)
    type("gg")
    #expect(state.focus == 0)
    press(.up, .down, .down, .end, .home)
    #expect(state.focus == 0 && !state.isModified)
  }

  @Test func `a cell is edited, and untouched ones keep their bytes`() {
    type("j")
    press(.enter)
    #expect(state.mode == .edit)
    press(.end)
    type("00")
    press(.enter)
    type("z")
    press(.escape)
    #expect(state.mode == .command && state.isModified)
    #expect(text == Self.sample.replacing("x = 1\n", with: "x = 100\nz\n"))
  }

  @Test func `entering a cell and leaving it changes nothing`() {
    type("j")
    press(.enter, .escape, .enter, .down, .escape)
    #expect(!state.isModified && text == Self.sample)
  }

  @Test func `cells are added, cut, copied, pasted, deleted and brought back`() {
    type("jb")
    #expect(texts == ["# Title\n\nWords of prose.", "x = 1", "", "## Part", "y = x + 1\ny"])
    type("dd")
    #expect(texts.count == 4 && state.focus == 2)
    type("z")
    #expect(texts[2] == "" && state.focus == 2)
    type("ddgga")
    #expect(texts[0] == "" && state.focus == 0)
    type("ddjx")
    #expect(texts == ["# Title\n\nWords of prose.", "## Part", "y = x + 1\ny"])
    type("Gv")
    #expect(texts.last == "x = 1" && state.session.parts.last?.outputs.map(\.body) == ["1"])
    type("cv")
    #expect(texts.suffix(2) == ["x = 1", "x = 1"])
    #expect(Set(state.session.parts.map(\.id)).count == state.session.parts.count)
  }

  @Test func `a part moves over its neighbours, and not over or into what is folded away`() {
    type("jJ")
    #expect(texts == ["# Title\n\nWords of prose.", "## Part", "x = 1", "y = x + 1\ny"])
    #expect(state.focus == 2 && state.isModified)
    type("K")
    #expect(texts[1] == "x = 1" && state.focus == 1)
    type("KK")
    #expect(texts[0] == "x = 1" && state.focus == 0)
    let before = texts
    type("jj")
    press(.left)
    type("J")
    #expect(texts == before)
    type("kJ")
    #expect(texts == before && state.focus == 1)
    #expect(state.notice == "a closed section is in the way: → opens it")
    type("jK")
    #expect(texts == before)
    press(.right)
    type("K")
    #expect(texts[1] == "## Part" && state.focus == 1)
  }

  @Test func `prose becomes a cell and back, neighbours merge, cells split`() {
    type("jm")
    #expect(state.session.parts[1].kind == .prose)
    type("y")
    #expect(state.session.parts[1].kind == .cell)
    type("G")
    press(.enter, .down, .escape)
    type("S")
    #expect(texts.suffix(2) == ["y = x + 1", "y"])
    type("kM")
    #expect(texts.last == "y = x + 1\ny")
    press(.enter, .down, .meta("s"), .escape)
    #expect(texts.suffix(2) == ["y = x + 1", "y"])
  }

  @Test func `run keys ask for the cell, and go on or insert`() {
    let ids = state.session.parts.map(\.id)
    type("j")
    #expect(press(.control("e")) == [.run([ids[1]])] && state.focus == 1)
    #expect(press(.control("r")) == [.run([ids[1]])] && state.focus == 2)
    #expect(press(.control("e")) == [])
    type("j")
    #expect(press(.shiftEnter) == [.run([ids[3]])])
    #expect(texts.count == 5 && state.focus == 4)
    type("k")
    #expect(press(.metaEnter) == [.run([ids[3]])])
    #expect(texts.count == 6 && state.mode == .edit)
    type("q")
    #expect(press(.controlEnter) == [.run([state.session.parts[4].id])])
    #expect(texts[4] == "q" && state.mode == .command)
    #expect(type("ea") == [.refresh(state.session.parts.filter { $0.kind == .cell }.map(\.id))])
    #expect(type("es") == [.refresh(state.session.parts[3...].map(\.id))])
    #expect(type("ii") == [.interrupt] && press(.interrupt) == [.interrupt])
    type("00")
    #expect(state.mode == .question(.restart))
    #expect(type("n") == [] && type("00y") == [.restart])
  }

  @Test func `leaving asks where something is not saved`() {
    #expect(type("q") == [.leave])
    type("b")
    #expect(type("q") == [] && state.mode == .question(.leave))
    press(.escape)
    #expect(type("qs") == [.save(path: "a.nabla.md", overwrites: false), .leave])
    _ = state.update(.saved("a.nabla.md"))
    #expect(!state.isModified && state.notice == "saved a.nabla.md")
    type("b")
    #expect(type("qd") == [.leave])
  }

  @Test func `search goes around, and opens folded sections`() {
    type("/y = x")
    press(.enter)
    #expect(state.focus == 3)
    type("n")
    #expect(state.focus == 3)
    type("gg/1")
    press(.enter)
    #expect(state.focus == 1)
    type("n")
    #expect(state.focus == 3)
    type("N")
    #expect(state.focus == 1)
    type("j")
    press(.left)
    #expect(state.isHidden(3) && !state.isHidden(2))
    type("j")
    #expect(state.focus == 2)
    type("/y")
    press(.enter)
    #expect(state.focus == 3 && !state.isHidden(3))
    type("/nothing like it")
    #expect(press(.enter) == [.bell])
  }

  @Test func `what has a number goes there, and colon commands act`() {
    type(":2")
    press(.enter)
    #expect(state.focus == 3)
    type(":w b.nabla.md")
    #expect(press(.enter) == [.save(path: "b.nabla.md", overwrites: false)])
    type(":run above")
    #expect(press(.enter) == [.run([state.session.parts[1].id])])
    type(":wq")
    #expect(press(.enter) == [.save(path: "a.nabla.md", overwrites: false), .leave])
    type(":nosuch")
    #expect(press(.enter) == [.bell] && state.notice.hasPrefix("no command :nosuch"))
    type(":help dense")
    #expect(press(.enter) == [.help("dense")])
    type(":x")
    press(.escape)
    #expect(state.mode == .command)
  }

  @Test func `a session that must not be saved is shown and not changed`() {
    state = Self.state("# a\n\n<<<<<<< mine\n\n```nabla\nx\n```\n=======\n>>>>>>> theirs\n")
    type("q")
    #expect(state.mode == .command)
    type("jbddxvmM")
    press(.enter)
    #expect(!state.isModified && state.mode == .command)
    #expect(state.notice.hasPrefix("read only: an open merge"))
  }

  @Test func `completion puts in what is common, then shows what there is`() {
    type("jb")
    press(.enter)
    type("sig")
    #expect(press(.tab) == [.complete("sig")])
    _ = state.update(
      .candidates(CompletionAnswer(start: 0, candidates: [.init("sigmoid"), .init("sign")])))
    #expect(state.editor?.text == "sig" && state.candidates.count == 2)
    _ = state.update(
      .candidates(CompletionAnswer(start: 0, candidates: [.init("sigmoid", suffix: "(")])))
    #expect(state.editor?.text == "sigmoid(")
    press(.control("u"), .tab)
    #expect(state.editor?.text == "  ")
  }

  @Test func `what happens to runs by keys becomes a cell`() {
    _ = state.update(.recorded(after: state.session.parts[1].id, "at r, step=5 { stop r }"))
    #expect(texts[2] == "at r, step=5 { stop r }" && state.isModified)
    _ = state.update(.rewritten(state.session.parts[2].id, "x"))
    #expect(texts[2] == "x")
  }

  @Test func `outputs that agree with what is stored change nothing`() {
    _ = state.update(.ran(state.session.parts[1].id, [StoredOutput(.value, "1")]))
    #expect(!state.isModified && text == Self.sample)
    _ = state.update(.ran(state.session.parts[1].id, [StoredOutput(.value, "2")]))
    #expect(state.isModified && text == Self.sample.replacing("\n1\n", with: "\n2\n"))
  }

  @Test func `f shows the last chart of a cell on the whole screen, and says where there is none`()
  {
    type("G")
    let id = state.session.parts[state.focus].id
    #expect(press(.character("f")) == [] && state.notice == "this cell has no chart")
    let plot = Plot.functions([Series("f", ys: [1, 2, 3])])
    var status = CellStatus()
    status.outputs = [.text("1"), .plot(plot), .aside("0.1 s")]
    _ = state.update(.cells([id: status], running: ""))
    #expect(press(.character("f")) == [.chart(plot)])
    status.outputs = nil
    status.live = .aside("on")
    _ = state.update(.cells([id: status], running: ""))
    #expect(press(.character("f")) == [] && state.notice.contains("the training is on"))
  }
}
