import Testing

@testable import Terminal

@Suite struct LineDrawingTests {
  init() { TerminalCapabilities.setUpLocale() }

  private func layout(_ text: String, prompt: Int = 2, columns: Int = 10) -> LineLayout {
    LineLayout(promptColumns: prompt, text: Array(text.unicodeScalars), columns: columns)
  }

  @Test func `text behind the prompt wraps at the last column`() {
    let layout = layout("abcdefghij")
    #expect(layout.position(of: 7) == .init(row: 0, column: 9))
    #expect(layout.position(of: 8) == .init(row: 1, column: 0))
    #expect(layout.end == .init(row: 1, column: 2))
  }

  @Test func `a wide character that does not fit begins the next row`() {
    let layout = layout("abcdefg损x")
    #expect(layout.position(of: 7) == .init(row: 1, column: 0))
    #expect(layout.position(of: 8) == .init(row: 1, column: 2))
  }

  @Test func `lines, tabs and control characters take the room that libedit gives them`() {
    #expect(layout("a\nb").position(of: 2) == .init(row: 1, column: 0))
    #expect(layout("\tx", columns: 40).position(of: 1) == .init(row: 0, column: 8))
    #expect(layout("\u{1}x", columns: 40).position(of: 1) == .init(row: 0, column: 4))
  }

  @Test func `colours are painted from the first cell that changed`() {
    var overlay = Overlay()
    let text = Array("let x".unicodeScalars)
    let layout = layout("let x", columns: 40)
    let styles = ["1", "1", "1", "", ""]
    let first = overlay.paint(text, styles: styles, layout: layout, cursor: 5, hint: nil)
    #expect(
      first
        == "\u{1B}[?25l\r\u{1B}[2C\u{1B}[0;1mlet\u{1B}[m x\r\u{1B}[7C\u{1B}[?25h")
    #expect(overlay.paint(text, styles: styles, layout: layout, cursor: 5, hint: nil) == "")
  }

  @Test func `a word that loses its colour is painted plain`() {
    var overlay = Overlay()
    let layout = layout("ab", columns: 40)
    let text = Array("ab".unicodeScalars)
    _ = overlay.paint(text, styles: ["1", "1"], layout: layout, cursor: 2, hint: nil)
    let plain = overlay.paint(text, styles: ["", ""], layout: layout, cursor: 2, hint: nil)
    #expect(plain.contains("ab") && !plain.contains("m"))
  }

  @Test func `the hint is grey, its first line only, and ends before the last column`() {
    var overlay = Overlay()
    let layout = layout("ab", columns: 10)
    let text = Array("ab".unicodeScalars)
    let shown = overlay.paint(
      text, styles: [], layout: layout, cursor: 2, hint: "cdefghijk\nnext")
    #expect(shown == "\u{1B}[?25l\u{1B}[2mcdefg\u{1B}[m\u{1B}[5D\u{1B}[?25h")
    #expect(overlay.eraseHint() == "\u{1B}[K")
    #expect(overlay.eraseHint() == "")
  }

  @Test func `a hint ends where a control code begins`() {
    var overlay = Overlay()
    let layout = layout("ab", columns: 40)
    let shown = overlay.paint(
      Array("ab".unicodeScalars), styles: [], layout: layout, cursor: 2, hint: "c\u{9B}31m")
    #expect(shown == "\u{1B}[?25l\u{1B}[2mc\u{1B}[m\u{1B}[1D\u{1B}[?25h")
  }

  @Test func `undo takes back words, not letters`() {
    var undo = UndoStack()
    for end in 1...5 {
      let text = Array("ab cd".unicodeScalars.prefix(end))
      undo.note(.init(text: text, cursor: end))
    }
    #expect(undo.undo()?.text == Array("ab ".unicodeScalars))
    #expect(undo.undo()?.text == Array("ab".unicodeScalars))
    #expect(undo.undo()?.text == [])
    #expect(undo.undo() == nil)
  }

  @Test func `candidates with summaries stand one a line, cut to the width`() {
    let lines = CompletionList.lines(
      [.init("dense", summary: "a layer of many neurons"), .init("data", summary: "names data")],
      columns: 24, rows: 10)
    #expect(lines == ["dense  a layer of many…", "data   names data"])
  }

  @Test func `candidates without summaries stand in columns`() {
    let names = ["aa", "b", "ccc", "d"].map { CompletionAnswer.Candidate($0) }
    #expect(CompletionList.lines(names, columns: 16, rows: 10) == ["aa   b    ccc", "d"])
  }

  @Test func `a list longer than the window says how many are missing`() {
    let names = (1...30).map { CompletionAnswer.Candidate("n\($0)", summary: "s") }
    let lines = CompletionList.lines(names, columns: 40, rows: 5)
    #expect(lines.count == 5)
    #expect(lines.last == "… 26 more: type another letter")
  }
}
