import Sessions
import Testing

@testable import Terminal

/// One history in the notebook: texts, their order, runs and discarded trainings.
@Suite("What a notebook takes back")
struct NotebookHistoryTests {
  private static let sample = """
    # T

    ```nabla
    x = 1
    ```

    ```nabla
    y = 2
    ```

    """
  private var state = NotebookTests.state(sample)

  private mutating func type(_ text: String) {
    for letter in text { _ = state.update(.key(.character(letter))) }
  }

  /// Goes into the focused part, types at its beginning, and comes out.
  private mutating func edit(_ text: String) {
    _ = state.update(.key(.enter))
    _ = state.update(.key(.home))
    type(text)
    _ = state.update(.key(.escape))
  }

  private mutating func ran(_ part: Int, action: Int?, together: Int) {
    _ = state.update(.starts(part, together: together))
    _ = state.update(.kept(part, action: action))
    var status = CellStatus()
    status.phase = .done
    _ = state.update(.cells([part: status], running: ""))
  }

  private var texts: [String] { state.session.parts.map(\.text) }
  private var ids: [Int] { state.session.parts.map(\.id) }

  @Test mutating func `texts and deleted parts come back one after the other`() {
    let before = texts
    type("j")
    edit("# a\u{20}")
    let edited = texts
    #expect(edited != before)
    type("dd")
    #expect(texts.count == 2)
    #expect(state.takeBack()?.count == 1)
    #expect(texts == edited && state.focus == 1)
    #expect(state.takeBack()?.count == 1)
    #expect(texts == before)
    #expect(state.takeBack() == nil)
  }

  @Test mutating func `another text of a cell that had run goes with its run`() {
    let (before, cell) = (texts, ids[1])
    ran(cell, action: 1, together: 1)
    type("j")
    edit("3 +")
    ran(cell, action: 2, together: 2)
    #expect(state.takeBack()?.map(\.action) == [2])
    #expect(texts == before)
    #expect(state.takeBack()?.map(\.action) == [1])
    #expect(texts == before)
  }

  @Test
  mutating func `the text of a cell that runs for the first time is taken back after its run`() {
    let (before, cell) = (texts, ids[1])
    type("j")
    edit("3 +")
    ran(cell, action: 1, together: 1)
    #expect(state.takeBack()?.map(\.action) == [1])
    #expect(texts != before)
    #expect(state.takeBack()?.map(\.action) == [nil])
    #expect(texts == before)
  }

  @Test mutating func `a run that changed nothing leaves the text to be taken back`() {
    let (before, cell) = (texts, ids[1])
    ran(cell, action: 1, together: 1)
    type("j")
    edit("3 +")
    ran(cell, action: nil, together: 2)
    ran(ids[2], action: nil, together: 3)
    #expect(state.takeBack()?.map(\.action) == [nil])
    #expect(texts == before)
    #expect(state.takeBack()?.map(\.action) == [1])
  }

  @Test mutating func `cells that one key ran are one thing`() {
    ran(ids[1], action: 1, together: 1)
    ran(ids[1], action: 2, together: 2)
    ran(ids[2], action: 3, together: 2)
    _ = state.update(.discarded(ids[2], action: 4))
    #expect(state.takeBack()?.map(\.action) == [4])
    #expect(state.takeBack()?.map(\.action) == [3, 2])
    #expect(state.takeBack()?.map(\.action) == [1])
    #expect(state.update(.key(.character(":"))) == [])
    type("undo")
    #expect(state.update(.key(.enter)) == [.undo])
  }

  @Test mutating func `outputs of other cells stay, those of the cell go back`() {
    let cell = ids[1]
    ran(cell, action: 1, together: 1)
    _ = state.update(.ran(cell, [StoredOutput(.value, "1")]))
    _ = state.update(.ran(ids[2], [StoredOutput(.value, "2")]))
    _ = state.takeBack()
    #expect(state.session.parts.map { $0.outputs.count } == [0, 0, 1])
  }
}
