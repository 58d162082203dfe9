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

  private func frame(
    _ text: String, at cursor: Int? = nil, styles: [String] = [], hint: String? = nil,
    columns: Int = 40, height: Int = 24, near last: LineFrame? = nil
  ) -> LineFrame {
    let scalars = Array(text.unicodeScalars)
    return LineFrame(
      prompt: "> ", text: scalars, styles: styles, layout: layout(text, columns: columns),
      cursor: cursor ?? scalars.count, hint: hint, height: height, near: last)
  }

  @Test func `words are drawn in their colours, and what stays is not drawn again`() {
    let first = frame("let x", styles: ["1", "1", "1", "", ""])
    #expect(first.rows == [.init(text: "> \u{1B}[0;1mlet\u{1B}[m x")])
    #expect(first.drawn(over: first) == "")
    let below = frame("let x\ny", styles: ["1", "1", "1", "", ""])
    #expect(!below.drawn(over: first).contains("let"))
  }

  @Test func `the hint is grey, its first line only, and ends before the last column`() {
    let shown = frame("ab", hint: "cdefghijk\nnext", columns: 10)
    #expect(shown.rows == [.init(text: "> ab\u{1B}[2mcdefg\u{1B}[m")])
    #expect(shown.cursor == .init(row: 0, column: 4))
    #expect(frame("ab").drawn(over: shown).contains("> ab\u{1B}[K"))
  }

  @Test func `a hint ends where a control code begins`() {
    #expect(frame("ab", hint: "c\u{9B}31m").rows == [.init(text: "> ab\u{1B}[2mc\u{1B}[m")])
  }

  @Test func `a line that is taller than the window shows the rows around the cursor`() {
    let text = (0..<10).map { "row\($0)" }.joined(separator: "\n")
    let end = frame(text, height: 4)
    #expect(end.rows.map(\.text) == ["row6", "row7", "row8", "row9"])
    #expect(end.cursor == .init(row: 3, column: 4))
    let start = frame(text, at: 0, height: 4, near: end)
    #expect(start.rows.map(\.text) == ["> row0", "row1", "row2", "row3"])
    #expect(start.cursor == .init(row: 0, column: 2))
    let middle = frame(text, at: 21, height: 4, near: start)
    #expect(middle.rows.map(\.text) == ["row1", "row2", "row3", "row4"])
  }

  @Test func `a prompt that is wider than the window goes on in the next row`() {
    let wide = LineFrame(
      prompt: "nabla[4] r 12/90 > ", promptStyle: "1", text: ["x"], styles: [],
      layout: layout("x", prompt: 19), cursor: 1, hint: nil, height: 5)
    #expect(
      wide.rows.map(\.text)
        == ["\u{1B}[1mnabla[4] r\u{1B}[m", "\u{1B}[1m 12/90 >\u{1B}[m x", ""])
    #expect(wide.cursor == .init(row: 2, column: 0))
  }

  @Test func `what a terminal draws as one sign has one place`() {
    let joined = layout("\u{1F469}\u{200D}\u{1F469}x", columns: 40)
    #expect(joined.positions.map(\.column) == [2, 2, 2, 4] && joined.end.column == 5)
    #expect(layout("e\u{301}x", columns: 40).positions.map(\.column) == [2, 2, 3])
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
