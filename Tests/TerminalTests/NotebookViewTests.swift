import Plots
import Support
import Testing

@testable import Terminal

/// The pictures of a notebook, without a terminal.
@Suite("Notebook pictures")
struct NotebookViewTests {
  private func lines(_ state: NotebookState) -> [String] {
    let grid = NotebookView.picture(of: state).grid
    return PlainText.render(grid)
  }

  @Test func `a report is as wide as its cell, and is cut between its columns`() {
    var state = NotebookTests.state(NotebookTests.sample, rows: 20, columns: 36)
    var status = CellStatus()
    let table = Table(
      ["dense", "dense_1"],
      [
        .text("layer") { $0 }, .text("kind") { _ in "dense" }, .text("shape") { _ in "[8, 16]" },
        .count("parameters") { $0.count },
      ])
    (status.number, status.phase) = (1, .done)
    status.outputs = [.report(Report("model", title: "model m", [.table(table)]))]
    _ = state.update(.cells([state.session.parts.map(\.id)[1]: status], running: ""))
    let shown = lines(state).joined(separator: "\n")
    #expect(shown.contains("layer    kind   shape\n"), "\(shown)")
    #expect(shown.contains("layer    parameters\n"), "\(shown)")
  }

  @Test func `prose, programs, outputs and marks stand in their places`() {
    var state = NotebookTests.state(NotebookTests.sample, rows: 20, columns: 60)
    var (first, second) = (CellStatus(), CellStatus())
    (first.number, first.phase, first.outputs) = (1, .done, [.text("1")])
    (second.number, second.phase, second.staleness) = (2, .done, "`x` changed in cell 1")
    second.outputs = [.text("2"), .error("error E0101: no")]
    let ids = state.session.parts.map(\.id)
    _ = state.update(.cells([ids[1]: first, ids[3]: second], running: "r step 3/8"))
    _ = state.update(.key(.character("j")))
    #expect(
      lines(state).joined(separator: "\n") == """
              Title

              Words of prose.

        ▌ [1] x = 1
        ▌     1

              Part

         ~[2] y = x + 1
              y
              stale: `x` changed in cell 1
              2
              error E0101: no




         COMMAND  a.nabla.md  2/4  1 stale  r step 3/8
        h help  Enter edit  C-e run  C-r run, next  s save  q leave
        """)
    #expect(NotebookView.picture(of: state).cursor == (4, 0))
  }

  @Test func `the terminal's cursor is where the caret is`() {
    var state = NotebookTests.state(NotebookTests.sample, rows: 20, columns: 60)
    for key: ScreenKey in [.character("G"), .enter, .down, .end] { _ = state.update(.key(key)) }
    #expect(NotebookView.picture(of: state).cursor == (10, 7))
    _ = state.update(.key(.paste("日本\nab")))
    #expect(NotebookView.picture(of: state).cursor == (11, 8))
    #expect(lines(state)[18].hasPrefix(" EDIT  a.nabla.md"))
    _ = state.update(.key(.escape))
    _ = state.update(.key(.character(":")))
    _ = state.update(.key(.character("w")))
    #expect(NotebookView.picture(of: state).cursor == (19, 2))
  }

  @Test(arguments: [(10, 40), (24, 80), (5, 20), (3, 8), (1, 1), (50, 200)])
  func `every size shows the focus and draws inside the window`(rows: Int, columns: Int) {
    var state = NotebookTests.state(
      (0..<30).map { "# Part \($0)\n\nSome words.\n\n```nabla\nx\($0) = \($0)\n```\n" }
        .joined(separator: "\n"), rows: rows, columns: columns)
    for step in 0..<70 {
      _ = state.update(.key(step < 62 ? .character("j") : .character("k")))
      let picture = NotebookView.picture(of: state)
      #expect(picture.grid.width == columns && picture.grid.height == rows)
      #expect((0..<rows).contains(picture.cursor.row))
      #expect((0..<columns).contains(picture.cursor.column))
      if rows >= 10 {
        let bars = lines(state).count { $0.hasPrefix("▌") }
        #expect(bars > 0, "\(step)")
      }
    }
  }

  @Test func `a part that is taller than the window is gone through by its caret`() {
    let long = (1...60).map { "v\($0) = \($0)" }.joined(separator: "\n")
    var state = NotebookTests.state("```nabla\n\(long)\n```\n", rows: 12, columns: 40)
    _ = state.update(.key(.enter))
    for line in 1...60 {
      #expect(lines(state).contains { $0.contains("v\(line) = ") }, "\(line)")
      let cursor = NotebookView.picture(of: state).cursor
      #expect(lines(state)[cursor.row].contains("v\(line) = "))
      _ = state.update(.key(.down))
    }
    _ = state.update(.key(.pageUp))
    #expect(lines(state)[0].contains("v1 = "))
  }

  @Test func `a part that is taller than the window is read with j and k, and stays where it is`() {
    let long = (1...40).map { "line \($0)" }.joined(separator: "\n")
    var state = NotebookTests.state("# a\n\n```nabla\nx\n```\n\n# b\n", rows: 12, columns: 40)
    var status = CellStatus()
    (status.phase, status.outputs) = (.done, [.text(long)])
    let id = state.session.parts[1].id
    _ = state.update(.cells([id: status], running: ""))
    _ = state.update(.key(.character("j")))
    var seen: Set<String> = []
    for _ in 0..<12 where state.focus == 1 {
      seen.formUnion(lines(state).compactMap { $0.firstMatch(of: /line \d+/).map { String($0.0) } })
      let before = lines(state)
      _ = state.update(.cells([id: status], running: ""))
      #expect(lines(state) == before)
      _ = state.update(.key(.character("j")))
    }
    #expect(seen.count == 40 && state.focus == 2)
    for _ in 0..<12 { _ = state.update(.key(.character("k"))) }
    #expect(state.focus == 0)
  }

  @Test func `long outputs are cut, folded ones are a line`() {
    var state = NotebookTests.state("```nabla\nx\n```\n", rows: 300, columns: 60)
    var status = CellStatus()
    (status.phase, status.outputs) = (
      .done, [.text((1...500).map(String.init).joined(separator: "\n"))]
    )
    _ = state.update(.cells([state.session.parts[0].id: status], running: ""))
    #expect(lines(state).contains { $0.hasSuffix("… 300 more lines") })
    _ = state.update(.key(.character("o")))
    #expect(lines(state)[1].hasSuffix("1 outputs folded, o opens them"))
  }

  @Test func `foreign text never steers the terminal`() {
    let state = NotebookTests.state(
      "# \u{1B}[2J title\n\n```nabla\nx # \u{1B}]0;t\u{7}\n```\n\n```nabla-out text\n\u{202E}\u{9B}2J\n```\n"
    )
    for cell in NotebookView.picture(of: state).grid.cells {
      #expect(cell.scalar == "\0" || !cell.scalar.properties.isDefaultIgnorableCodePoint)
      #expect(
        cell.scalar == "\0"
          || cell.scalar.value >= 0x20 && !(0x7F...0x9F).contains(cell.scalar.value))
    }
  }

  @Test func `without colours and with ASCII only it can still be read`() {
    let state = NotebookTests.state(NotebookTests.sample, rows: 16, columns: 50, isASCII: true)
    let text = lines(state).joined(separator: "\n")
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(text.hasPrefix("|"))
  }

  @Test func `a page covers the window and scrolls`() {
    var state = NotebookTests.state(NotebookTests.sample, rows: 10, columns: 60)
    _ = state.update(.key(.character("h")))
    #expect(lines(state)[0].hasPrefix("Letters act on the part"))
    #expect(lines(state)[9].hasPrefix(" 1-9 of "))
    _ = state.update(.key(.character("G")))
    #expect(lines(state)[7...8].joined().contains("Marks:"))
    _ = state.update(.key(.character("q")))
    #expect(lines(state)[0].contains("Title"))
  }

  @Test func `an open merge is shown side by side, then with its marks`() {
    var state = NotebookTests.state(
      "a\n\n<<<<<<< mine\n\n```nabla\nx = 1\n```\n\n=======\n\n```nabla\nx = 2\n```\n\n>>>>>>> theirs\n",
      rows: 30, columns: 60)
    let page = lines(state)
    #expect(page[0].hasPrefix("This file holds 1 open merge."))
    #expect(page.contains { $0.hasPrefix("mine ") && $0.hasSuffix("| theirs") })
    #expect(page.contains { $0.hasPrefix("x = 1 ") && $0.hasSuffix("| x = 2") })
    _ = state.update(.key(.character("q")))
    let text = lines(state).joined(separator: "\n")
    for shown in ["<<<<<<< mine", "x = 1", "=======", "x = 2", ">>>>>>> theirs", "read only"] {
      #expect(text.contains(shown), "\(shown)")
    }
  }
}
