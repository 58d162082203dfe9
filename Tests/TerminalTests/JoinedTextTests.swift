import Sessions
import Support
import Testing

@testable import Terminal

/// Emoji and accents of several code points in the notebook: kept, and with the caret in its place.
@Suite("Joined text in the notebook")
struct JoinedTextTests {
  private let family = "👩\u{200D}👩\u{200D}👧"

  @Test func `code points that come one by one become one character`() {
    var editor = CellEditor("")
    for scalar in (family + "e\u{301}👍🏽").unicodeScalars { editor.insert(String(Character(scalar))) }
    #expect(editor.lines[0].count == 3 && editor.caret.column == 3)
    editor.deleteBackward()
    editor.moveLeft()
    #expect(editor.text == family + "e\u{301}" && editor.caret.column == 1)
    editor.deleteBackward()
    #expect(editor.text == "e\u{301}" && editor.caret.column == 0)
  }

  @Test func `a mark goes to the letter before the caret`() {
    var editor = CellEditor("xe", atEnd: true)
    editor.insert("y")
    editor.moveLeft()
    editor.insert("\u{301}")
    #expect(editor.lines[0].count == 3 && editor.caret.column == 2)
    #expect(editor.text == "xe\u{301}y")
  }

  @Test func `the picture keeps every code point`() {
    let state = NotebookTests.state(
      "# T\n\n```nabla\n# \(family) e\u{301} 🇨🇭\nx = \"e\u{301}\"\n```\n")
    let clusters = Set(NotebookView.picture(of: state).grid.clusters.values.map(String.init))
    #expect(clusters.isSuperset(of: [family, "e\u{301}", "🇨🇭"]))
  }

  @Test(arguments: [0, 1, 500, 1199, 2400])
  func `of a line taller than the window the rows around the caret are seen`(place: Int) {
    let line = (0..<400).map { "\($0 + 1000), " }.joined()
    var state = NotebookTests.state("# T\n\n```nabla\nx = [\(line)1]\n```\n", rows: 10, columns: 60)
    _ = state.update(.key(.character("j")))
    _ = state.update(.key(.enter))
    for _ in 0..<place { _ = state.update(.key(.right)) }
    let picture = NotebookView.picture(of: state)
    let text = "x = [\(line)1]"
    let offset = text.index(text.startIndex, offsetBy: min(place, text.count))
    let under = picture.grid[picture.cursor.row, picture.cursor.column].scalar
    #expect(picture.cursor.row < 8)
    #expect(offset == text.endIndex || Character(under) == text[offset])
  }

  @Test func `wide characters at the edge do not move the caret`() {
    let text = String(repeating: "a学", count: 60)
    var state = NotebookTests.state("# T\n\n```nabla\n# \(text)\n```\n", rows: 12, columns: 40)
    _ = state.update(.key(.character("j")))
    _ = state.update(.key(.enter))
    for step in 0..<120 {
      let picture = NotebookView.picture(of: state)
      let under = picture.grid[picture.cursor.row, picture.cursor.column].scalar
      let line = Array("# " + text)
      #expect(Character(under) == line[step], "\(step)")
      _ = state.update(.key(.right))
    }
  }

  @Test func `answers of the terminal are told from keys`() {
    var answers = CursorAnswers()
    answers.take(Array("a\u{1B}[24;3Rb\u{1B}[A\u{1B}[1;9".utf8))
    answers.take(Array("Rc\u{1B}[5;80R".utf8))
    #expect(answers.columns == [3, 9, 80])
    #expect(String(decoding: answers.others, as: UTF8.self) == "ab\u{1B}[Ac")
    #expect(JoiningProbe.joined([3, 3, 5, 3]) == [.families, .flags, .pictures])
    #expect(JoiningProbe.joined([]) == [])
  }
}
