import Testing
import WorkbenchTestSupport

@testable import Books

/// Data sets that are split in cells.
@Suite("Splits in cells")
struct SplitCellTests {
  @Test func `a seed that changes makes a split stale, other draws above do not`() {
    let transcript = Transcript()
    let book = CellBook(transcript.interpreter)
    let cells = [
      "seed 1", "x = 3",
      "d = data table(linspace(1, 10, 10), linspace(1, 10, 10)) { split 80%, 20% }",
    ].map {
      let cell = book.append($0)
      book.run(cell.id)
      return cell.id
    }
    _ = transcript.host.take()
    let before = transcript.run("print d.test.x")
    book.edit(
      cells[1], "x = data table(linspace(1, 10, 10), linspace(1, 10, 10)) { split 80%, 20% }")
    book.run(cells[1])
    #expect(book.staleness[2] == nil)
    book.edit(cells[0], "seed 2")
    book.run(cells[0])
    #expect(book.staleness[2] == .settings("seed"))
    book.edit(cells[0], "seed 1")
    book.run(cells[0])
    book.run(cells[2])
    _ = transcript.host.take()
    #expect(transcript.run("print d.test.x") == before)
  }
}
