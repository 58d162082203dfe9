import Engine
import Learning
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// Old weights: each state once, within a budget, and whole or not at all.
@Suite("The history of weights")
struct WeightHistoryTests {
  private let transcript = Transcript()
  private let book: CellBook
  private static let setup = """
    d = generated(moons, 32)
    m = model 2 { dense 20, activation=tanh; dense 1, activation=sigmoid }
    """
  /// 2·20 + 20 + 20 + 1 weights of 4 bytes.
  private let size = 81 * 4

  init() { book = CellBook(transcript.interpreter, hasResults: true) }

  private var interpreter: Interpreter { transcript.interpreter }

  @discardableResult
  private func run(_ source: String, times: Int = 1) -> [Int] {
    (0..<times).map { _ in
      let id = book.append(source).id
      book.run(id)
      return id
    }
  }

  private func weights(_ name: String = "m") throws -> [UInt64] {
    guard case .model(let model)? = interpreter[name] else { throw RunProblem.nothingOn }
    return model.parameters.flatMap { $0.variable.value.doubles.map(\.bitPattern) }
  }

  private func printed(_ id: Int) -> String {
    _ = transcript.host.take()
    book.run(id)
    return transcript.host.take().map { "\($0)" }.joined(separator: "\n")
  }

  @Test func `each state of a weight is there once, and what it is now costs nothing`() {
    book.kept.memo = nil
    run(Self.setup)
    #expect(interpreter.historyBytes.held == 0)
    run("r = train m, d, epochs=2, optimizer=sgd(0.1)", times: 3)
    #expect(interpreter.historyBytes == (3 * size, 512_000_000))
    // What it was then is what the run has that is called r.
    run("train m, d, epochs=1, optimizer=sgd(0.1)")
    #expect(interpreter.historyBytes.held == 3 * size)
    run("r = 1")
    #expect(interpreter.historyBytes.held == 4 * size)
    for left in [3, 3, 2, 1, 0] {
      book.undo()
      #expect(interpreter.historyBytes.held == left * size)
    }
  }

  @Test func `a run that has a name keeps what it needs to go on, and one without counts`() {
    run(Self.setup)
    run("r = train m, d, epochs=1, optimizer=adam", times: 2)
    // Of the first run the moments, and the weights before each.
    #expect(interpreter.historyBytes.held == 2 * size + 2 * size)
    interpreter.setHistoryLimit(0)
    #expect(interpreter.historyBytes.held == 0)
    let resumed = run("s = resume r, epochs=1")[0]
    #expect(book.cell(resumed)?.hasFailed == false)
  }

  @Test(arguments: [0, 1, 2, 3]) func `undo goes back as far as the budget, and never half`(
    _ states: Int
  ) throws {
    run(Self.setup)
    interpreter.setHistoryLimit(states * size + size / 2)
    var before: [[UInt64]] = []
    for _ in 0..<6 {
      before.append(try weights())
      run("train m, d, epochs=1, optimizer=sgd(0.1)")
      #expect(interpreter.historyBytes.held <= interpreter.historyBytes.limit)
    }
    for step in 0..<states {
      #expect(book.undo() == .input(7 - step))
      #expect(try weights() == before[5 - step])
    }
    let (now, cells) = (try weights(), book.cells.count { $0.hasRun })
    #expect(book.undo() == .forgotten)
    #expect(try weights() == now)
    #expect(book.cells.count { $0.hasRun } == cells)
    #expect(book.undo() == nil)
  }

  @Test func `what fails or is discarded goes back whatever the budget is`() throws {
    run(Self.setup)
    interpreter.setHistoryLimit(0)
    run("train m, d, epochs=1, optimizer=sgd(0.1)", times: 2)
    let before = try weights()
    run("train m, d, epochs=1, optimizer=sgd(0.1); missing")
    #expect(try weights() == before)
    let last = book.cells[2].id
    // It fails when it runs again: what it gave before stays.
    book.edit(last, "train m, d, epochs=1, optimizer=sgd(0.1); missing")
    book.run(last)
    #expect(try weights() == before)
  }

  @Test func `a cell whose weights are gone says which cells run again, with the same bits`() throws
  {
    let setup = run(Self.setup)
    let cells = run("train m, d, epochs=1, optimizer=sgd(0.1)", times: 4)
    let end = try weights()
    interpreter.setHistoryLimit(0)
    #expect(printed(cells[2]).contains("E0647"))
    #expect(book.cell(cells[2])?.hasFailed == true)
    #expect(try weights() == end)
    #expect(book.cellsNeeded(by: cells[2]) == setup + cells[..<2])
    #expect(book.cellsNeeded(by: setup[0]) == [])
    for id in setup + cells {
      #expect(book.cellsNeeded(by: id) == [])
      #expect(book.run(id))
    }
    #expect(try weights() == end)
  }

  @Test func `a cell that is taken away leaves no wrong weights`() throws {
    run(Self.setup)
    let cells = run("train m, d, epochs=1, optimizer=sgd(0.1)", times: 3)
    interpreter.setHistoryLimit(0)
    book.remove(cells[2])
    let read = run("m.dense.kernel")[0]
    #expect(printed(read).contains("E0647"))
  }
}
