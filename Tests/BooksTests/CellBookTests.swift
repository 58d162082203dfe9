import Glibc
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// Cells that run again in their places, and what becomes stale by that.
@Suite("Cells")
struct CellBookTests {
  private let transcript = Transcript()
  private let book: CellBook

  init() {
    book = CellBook(transcript.interpreter)
  }

  /// Appends and runs cells; answers their numbers.
  @discardableResult
  private func run(_ sources: String...) -> [Int] {
    sources.map { source in
      let cell = book.append(source)
      book.run(cell.id)
      return cell.id
    }
  }

  private func text(_ expression: String) -> String {
    _ = transcript.host.take()
    return transcript.run(expression)
  }

  private var stale: [Staleness?] { book.staleness }

  /// Of `Staleness`, by the place counted from 1.
  private func why(_ index: Int) -> String? {
    stale[index].map { $0.words { "\($0 + 1)" } }
  }

  @Test func `a cell that changes what another reads makes it stale, and says so`() {
    let cells = run("x = 2", "y = x * 10", "z = 5", "y + z")
    #expect(stale.allSatisfy { $0 == nil })
    book.edit(cells[0], "x = 3")
    #expect(stale[0] == .edited)
    #expect(why(1) == "`x` comes from cell 1, which is stale")
    book.run(cells[0])
    #expect(why(0) == nil && why(2) == nil)
    #expect(why(1) == "`x` changed in cell 1")
    #expect(why(3) == "`y` comes from cell 2, which is stale")
    book.run(cells[1])
    #expect(why(1) == nil)
    #expect(why(3) == "`y` changed in cell 2")
    book.run(cells[3])
    #expect(stale.allSatisfy { $0 == nil })
    #expect(text("y") == "30")
  }

  @Test func `an input that failed has changed nothing, and makes nothing stale`() {
    run("x = 2", "x = missing", "y = x + 1", "d = generated(gauss, 8)", "m = model 2 { dense 1 }")
    run(
      "m = model 2 { dens 1 }", "x = 1; x = [1][5]", "train m, d, epochs=0", "p = m(d.x)", "z = x")
    let reasons = stale.enumerated().filter { $0.element != nil }.map(\.offset)
    #expect(reasons == [1, 5, 6, 7])
    #expect(text("y") == "3")
  }

  @Test func `running again without a change makes nothing stale`() {
    let cells = run(
      "seed 1", "d = generated(gauss, 64)", "m = model 2 { dense 3, activation=tanh; dense 1 }",
      "f = x -> m(x)", "p = predict m, d.x", "k = m.dense.kernel")
    for cell in cells { book.run(cell) }
    let reasons = stale.indices.map(why)
    #expect(reasons.allSatisfy { $0 == nil }, "\(reasons)")
  }

  @Test func `a cell that is added has not run`() {
    run("x = 1")
    #expect(stale == [nil])
    _ = book.append("y = 2")
    #expect(stale == [nil, .neverRun])
    book.insert("", at: 0)
    #expect(stale == [nil, nil, .neverRun])
  }

  @Test func `a name may get two values: each cell sees the one above it`() {
    let cells = run("x = 1", "y = x", "x = 2", "z = x")
    book.run(cells[1])
    #expect(text("[x, y, z]") == "[2, 1, 2]")
    #expect(stale.allSatisfy { $0 == nil })
    book.edit(cells[0], "x = 7")
    book.run(cells[0])
    #expect(stale.map { $0 != nil } == [false, true, false, false])
    book.run(cells[1])
    #expect(text("[x, y, z]") == "[2, 7, 2]")
  }

  @Test func `a cell that fails leaves every value and weight as it was`() {
    let cells = run(
      "x = 1", "m = model 1 { dense 1 }", "m.dense.kernel = [[4]]",
      "x = 5; m.dense.kernel = [[9]]; seed 9; y = nosuch(x)")
    #expect(text("x") == "1" && text("m.dense.kernel").contains("4"))
    #expect(stale[3] == .failed)
    #expect(text("y").contains("E0101"))
    book.edit(cells[0], "x = [1, 2] + [1, 2, 3]")
    #expect(!book.run(cells[0]))
    #expect(text("x") == "1")
    #expect(stale[0] == .failed)
  }

  private static let training = [
    "seed 4", "d = generated(gauss, 64)",
    "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }",
    "r = train m, d, epochs=3", "w = m.dense.kernel",
  ]

  private func trained() -> [Int] {
    Self.training.map { source in
      let cell = book.append(source)
      #expect(book.run(cell.id))
      return cell.id
    }
  }

  @Test func `a training runs again on the weights that its model had above it`() {
    let cells = trained()
    let first = text("w") + text("r.loss")
    book.edit(cells[3], "r = train m, d, epochs=4")
    book.run(cells[3])
    #expect(why(4) == "`m` was trained in cell 4 since")
    book.run(cells[4])
    book.edit(cells[3], "r = train m, d, epochs=3")
    book.run(cells[3])
    book.run(cells[4])
    #expect(text("w") + text("r.loss") == first)
    #expect(stale.allSatisfy { $0 == nil })
  }

  @Test func `cells in their places give what the whole program gives`() {
    let cells = trained()
    book.edit(cells[2], "m = model 2 { dense 6, activation=tanh; dense 1, activation=sigmoid }")
    for cell in cells[2...] { book.run(cell) }
    let whole = printed(book.cells.map(\.source).joined(separator: "\n") + "\nw\nr.loss")
    #expect(whole.hasSuffix(text("w") + "\n" + text("r.loss")), "\(whole)")
  }

  /// Whether a training was not run, because nothing has changed.
  private var isUsedAgain: Bool {
    transcript.host.take().contains { output in
      if case .aside(let text) = output { text.contains("used again") } else { false }
    }
  }

  @Test func `a training on what it has trained on before is not run again`() {
    let cells = trained()
    let before = text("w") + text("r.loss")
    _ = transcript.host.take()
    book.run(cells[3])
    #expect(isUsedAgain)
    #expect(stale.allSatisfy { $0 == nil })
    #expect(text("w") + text("r.loss") == before)
    // Other weights, another seed, other data: each trains.
    for (index, source) in [(2, "m = model 2 { dense 5; dense 1 }"), (0, "seed 5")] {
      book.edit(cells[index], source)
      for cell in cells[index...] { book.run(cell) }
      #expect(!isUsedAgain, "\(source)")
    }
    // Everything made again from the same texts: the model is a new one, and gets the same weights.
    for (index, source) in Self.training.enumerated() { book.edit(cells[index], source) }
    for cell in cells { book.run(cell) }
    #expect(isUsedAgain)
    #expect(text("w") + text("r.loss") == before)
  }

  @Test func `a training that was lost with its session goes on where it was`() throws {
    try TemporaryFolder.use { folder in
      func texts(_ transcript: Transcript) -> String {
        let book = CellBook(transcript.interpreter)
        book.kept.folder = folder
        for source in Self.training.dropLast() { book.run(book.append(source).id) }
        transcript.interpreter.desk.stopRuns()
        _ = transcript.host.take()
        return transcript.run("m.dense.kernel\nr.loss\nr.step")
      }
      let whole = texts(Transcript())
      // The state of a run that was ended in its middle, as a crash leaves it.
      let name = try #require(FolderListing.names(in: folder).first)
      let path = folder + "/" + name
      let contents = try RunFile.read(path, as: path)
      #expect(contents.identity.epochs == 3)
      let again = Transcript()
      #expect(texts(again) == whole)
      unlink(path)
      #expect(texts(Transcript()) == whole)
      // Other weights are another training.
      let other = Transcript()
      let book = CellBook(other.interpreter)
      book.kept.folder = folder
      for source in Self.training.dropLast() {
        book.run(book.append(source.replacing("dense 4", with: "dense 5")).id)
      }
      other.interpreter.desk.stopRuns()
      #expect(FolderListing.names(in: folder).count == 2)
    }
  }

  @Test func `draws belong to their places`() {
    let cells = run("seed 3", "a = uniform([2])", "b = uniform([2]); a2 = a", "c = a + b")
    let before = text("[a, b, c]")
    let inserted = book.insert("a = uniform([2])", at: 1)
    #expect(stale[1] == .neverRun)
    #expect(why(2) == nil)
    book.run(inserted.id)
    #expect(stale[2] == .draws)
    book.run(cells[1])
    #expect(text("a") != before)
    book.remove(inserted.id)
    #expect(stale[1] == .draws)
    for cell in cells { book.run(cell) }
    #expect(text("[a, b, c]") == before)
  }

  @Test func `settings hold from their cell on`() {
    let cells = run("n = 1", "x = zeros([2])", "set dtype=float64", "y = zeros([2])")
    book.run(cells[1])
    #expect(transcript.interpreter.options.dtype == .float64)
    book.edit(cells[2], "set dtype=float32")
    book.run(cells[2])
    #expect(stale[3] == .settings("dtype"))
    #expect(stale[1] == nil)
  }

  @Test func `undo takes back the last run, whichever cell it was`() {
    let cells = trained()
    let before = text("w") + text("m.dense.kernel")
    book.edit(cells[2], "m = model 2 { dense 9; dense 1 }")
    book.run(cells[2])
    #expect(text("m.dense.kernel").contains("9"))
    #expect(book.undo() != nil)
    #expect(text("w") + text("m.dense.kernel") == before)
    #expect(book.undo() != nil && book.undo() != nil)
    #expect(text("r").contains("E0101"))
    let untrained = printed(Self.training.prefix(3).joined(separator: "\n") + "\nm.dense.kernel")
    #expect(untrained.hasSuffix(text("m.dense.kernel")))
  }

  @Test func `a training in the background belongs to its cell`() {
    transcript.host.isLive = true
    let cells = run(
      "seed 4", "d = generated(gauss, 64)", "m = model 2 { dense 4, activation=tanh; dense 1 }",
      "r = train m, d, epochs=100000000 &", "p = predict m, [[1, 2]]")
    #expect(book.cells[3].isTraining)
    #expect(stale[4] == nil)
    transcript.interpreter.desk.stopRuns()
    transcript.interpreter.desk.settleFinished()
    #expect(why(4) == "`m` was trained in cell 4 since")
    book.run(cells[4])
    #expect(stale.allSatisfy { $0 == nil })
    // Running it again ends what is on.
    book.run(cells[3])
    #expect(transcript.interpreter.desk.activeRuns.count == 1)
    book.edit(cells[3], "r = 0")
    book.run(cells[3])
    #expect(transcript.interpreter.desk.activeRuns.isEmpty)
    let untrained = printed(
      book.cells[..<3].map(\.source).joined(separator: "\n") + "\nm.dense.kernel")
    #expect(untrained.hasSuffix(text("m.dense.kernel")))
  }

  @Test func `results have numbers where they are wanted`() {
    let transcript = Transcript()
    let book = CellBook(transcript.interpreter, hasResults: true)
    let ids = ["2 + 3", "_ * 2", "out[1] + _2", "x = 7"].map { source in
      let cell = book.append(source)
      book.run(cell.id)
      return cell.id
    }
    #expect(transcript.run("").split(separator: "\n") == ["5", "10", "15"])
    book.edit(ids[0], "2 + 4")
    book.run(ids[0])
    #expect(book.staleness.map { $0 != nil } == [false, true, true, false])
    book.run(ids[1])
    book.run(ids[2])
    #expect(transcript.run("").split(separator: "\n") == ["6", "12", "18"])
  }
}
