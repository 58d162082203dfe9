import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// Whatever a user does, each `undo` brings back all that was there before one action.
@Suite("Random sessions, taken back")
struct UndoSequenceTests {
  private struct Step {
    let before: BookState
    let what: String
  }

  private let inputs = [
    "x = 3", "y = x * 2", "x = [1, 2, 3]", "x + 1", "uniform([2])", "a = normal([3])", "seed 9",
    "set dtype=float64", "set dtype=float32", "f = t -> t * 2", "print 5", "_", "out[1]",
    "d = generated(gauss, 32)", "m = model 2 { dense 3, activation=tanh; dense 1 }",
    "r = train m, d, epochs=1, loss=mse", "s = train m, d, epochs=100000000, loss=mse &",
    "m.dense.bias = [1, 2, 3]", "p = predict m, [[1, 2]]", "s.learning_rate = 0.5",
    "q = s.step", "nosuch", "x = 5; nosuch", "x = ", "for i in 0..2 { x = i }",
  ]

  @Test(arguments: 0..<40)
  func `each undo brings back everything`(seed: Int) {
    let transcript = Transcript()
    transcript.host.isLive = true
    let book = CellBook(transcript.interpreter, hasResults: true)
    var steps: [Step] = []
    var numbers = MixedNumbers(seed: UInt32(seed), low: 0, high: 1).numbers(count: 400)[...]
    func next(_ limit: Int) -> Int { Int((numbers.popFirst() ?? 0) * Double(limit)) }
    for source in ["d = generated(gauss, 32)", "m = model 2 { dense 3; dense 1 }"] {
      book.run(book.append(source).id)
    }
    book.forgetUndo()
    for _ in 0..<30 {
      let (before, depth) = (BookState(book), book.past.count)
      let action = next(10)
      var what = ""
      switch action {
      case 0..<5:
        what = inputs[next(inputs.count)]
        book.run(book.append(what).id)
      case 5:
        let cell = book.cells[next(book.cells.count)]
        what = "\(cell.source) -> " + inputs[next(inputs.count)]
        book.run(cell.id, as: String(what.split(separator: " -> ").last ?? ""))
      case 6:
        let cell = book.cells[next(book.cells.count)]
        what = "rerun \(cell.source)"
        book.run(cell.id)
      case 7:
        let from = next(book.cells.count)
        what = "rerun from \(from)"
        book.asOneAction {
          for cell in book.cells.dropFirst(from) where !book.run(cell.id) { break }
        }
      case 8:
        guard let active = book.interpreter.desk.activeRuns.last else { continue }
        what = "discard"
        _ = book.discard(active.run)
      default:
        guard let step = steps.popLast() else { continue }
        #expect(book.undo() != nil)
        #expect(BookState(book).settled == step.before.settled, "\(seed): \(step.what)")
        continue
      }
      if book.past.count > depth {
        steps.append(Step(before: before, what: what))
      } else {
        #expect(BookState(book).settled == before.settled, "\(seed): \(what) left something")
      }
    }
    while let step = steps.popLast() {
      #expect(book.undo() != nil)
      #expect(BookState(book).settled == step.before.settled, "\(seed): \(step.what)")
    }
    #expect(book.undo() == nil)
    for active in book.interpreter.desk.activeRuns { _ = book.discard(active.run) }
  }
}

extension BookState {
  /// Without what goes on by itself: a training that is on learns, and ends where it is taken back.
  fileprivate var settled: BookState {
    var state = self
    guard saved.contains(where: { $0.contains("&") }) else { return state }
    state.weights = [:]
    state.names = names.mapValues { _ in "" }
    state.results = results.mapValues { _ in "" }
    state.saved = saved.filter { !$0.contains("stop s") }
    return state
  }
}
