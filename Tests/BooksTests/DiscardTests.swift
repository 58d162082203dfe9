import Engine
import Language
import Testing
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// A training that is discarded has never been; one history takes back text, values and weights.
@Suite("Discarding and taking back")
struct DiscardTests {
  private let transcript = Transcript()
  private let book: CellBook
  private let setup = [
    "seed 4", "d = generated(gauss, 64)",
    "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }",
  ]

  init() {
    book = CellBook(transcript.interpreter, hasResults: true)
    transcript.host.isLive = true
  }

  @discardableResult
  private func run(_ sources: String...) -> Bool {
    sources.allSatisfy { book.run(book.append($0).id) }
  }

  private func ready() { for source in setup { run(source) } }

  /// What an expression prints, and nothing that came before.
  private func text(_ source: String) -> String {
    _ = transcript.host.take()
    return transcript.run(source)
  }

  private var state: BookState { BookState(book) }

  private func discard() -> Discarded? {
    transcript.interpreter.desk.activeRuns.first.flatMap { book.discard($0.run) }
  }

  @Test func `an edited text and its values come back together, and one undo takes one action`() {
    run("x = 2", "y = x * 10", "z = 1")
    let before = state
    book.run(book.cells[0].id, as: "x = 21")
    #expect(book.cells[0].source == "x = 21")
    #expect(book.undo() == .rerun(1))
    #expect(state == before)
    #expect(book.undo() == .input(3))
    #expect(book.interpreter.names.map(\.name) == ["x", "y"])
    #expect(book.cells[2].source == "z = 1" && !book.cells[2].hasEffect)
  }

  @Test func `an edit that fails is taken back too; a new input that fails is none`() {
    run("x = 2", "y = x * 10")
    let before = state
    book.run(book.cells[0].id, as: "x = nosuch")
    run("also_nosuch")
    #expect(book.undo() == .rerun(1))
    #expect(state == before)
    #expect(book.cells.count == 3)
  }

  @Test func `what stands on the values of an input is not stale because an edit of it failed`() {
    run("a = 3", "b = a * 2")
    book.run(book.cells[0].id, as: "a = nosuch")
    #expect(book.staleness == [.failed, nil])
    #expect(text("print a, b") == "3 6")
    #expect(book.cells[0].asSaved.records == ["a = 3"] && book.cells[0].asSaved.source == "a = 3")
    book.run(book.cells[0].id, as: "a = nosuch2")
    #expect(book.cells[0].asSaved.records == ["a = 3"])
    book.run(book.cells[0].id, as: "a = 4")
    #expect(book.cells[0].asSaved.records == ["a = 4"])
    #expect(book.staleness[1] != nil)
    run("bad = nosuch")
    #expect(!book.cells[2].asSaved.hasEffect)
  }

  @Test func `an input that only shows something is an action, and its result goes with it`() {
    run("2 + 3", "_ * 2")
    #expect(book.undo() == .input(2))
    #expect(transcript.interpreter.result(named: "_")?.number == 5)
    #expect(transcript.interpreter.result(named: "_2") == nil)
  }

  @Test func `what is typed after something was taken back stands on what is there`() {
    ready()
    run("r = train m, d, epochs=2")
    #expect(book.undo() == .input(4))
    run("mean(m.dense.kernel)", "p = predict m, d.x")
    #expect(book.staleness.allSatisfy { $0 == nil || $0 == .neverRun })
    run("b = train m, d, epochs=100000 &")
    #expect(discard() != nil)
    run("mean(m.dense.kernel)")
    #expect(book.staleness.allSatisfy { $0 == nil || $0 == .neverRun })
  }

  @Test func `what one command ran is taken back at once`() {
    run("x = 2", "y = x * 10", "z = y + 1")
    book.run(book.cells[0].id, as: "x = 3")
    let before = state
    book.asOneAction { for cell in book.cells.dropFirst() { book.run(cell.id) } }
    #expect(state != before)
    #expect(book.undo() == .several)
    #expect(state == before)
    #expect(book.undo() == .rerun(1))
  }

  @Test func `a training in the background that is discarded has never been`() {
    ready()
    run("p = predict m, [[1, 2]]")
    let before = state
    run("r = train m, d, epochs=100000000 &")
    #expect(discard()?.cell == 5)
    #expect(state == before)
    #expect(book.staleness.dropLast().allSatisfy { $0 == nil })
    #expect(!book.cells[4].hasEffect && book.cells[4].outputs.isEmpty)
    #expect(transcript.interpreter.desk.activeRuns.isEmpty)
  }

  @Test func `beyond the history weights come back all the same`() {
    ready()
    let before = text("m.dense.kernel")
    run("r = train m, d, epochs=100000000 &")
    for index in 0..<130 { run("x = \(index)") }
    _ = text("m.dense.kernel")
    #expect(discard() != nil)
    #expect(text("m.dense.kernel") == before)
    #expect(!book.interpreter.names.contains { $0.name == "r" })
  }

  @Test func `other statements of its cell stay`() {
    ready()
    run("a = 7; r = train m, d, epochs=100000000 &; b = a + 1")
    #expect(discard() != nil)
    #expect(text("[a, b]") == "[7, 8]")
    #expect(text("r").contains("E0101"))
    #expect(book.cells[3].records == ["a = 7", "b = a + 1"])
  }

  @Test func `what was done to it, and seen of it, is not recorded`() {
    ready()
    run(
      "r = train m, d, epochs=100000000 &", "r.learning_rate = 0.25", "x = r.step",
      "k = m.dense.bias")
    #expect(discard() != nil)
    #expect(!book.cells[4].hasEffect)
    #expect(book.cells[5].isUnfounded)
    #expect(book.cells[6].records == ["k = m.dense.bias"])
    #expect(book.staleness[5] != nil && book.staleness[6] != nil)
  }

  @Test func `a discard can be taken back: the run is there, ended where it was`() {
    ready()
    run("r = train m, d, epochs=100000000 &", "x = r.step")
    #expect(discard() != nil)
    #expect(book.undo() == .discard("r"))
    #expect(text("r.step >= x") == "true")
    #expect(book.cells[3].afterwards.count == 1)
    #expect(book.cells[3].afterwards[0].hasSuffix("{ stop r }"))
    #expect(text("s = resume r, epochs=1\ns.step > 0").hasSuffix("true"))
  }

  @Test func `a training that ran again and is discarded leaves what its cell gave before`() {
    ready()
    run("r = train m, d, epochs=2", "w = m.dense.kernel")
    let before = state
    book.run(book.cells[3].id, as: "r = train m, d, epochs=100000000 &")
    #expect(discard() != nil)
    #expect(state == before)
    #expect(book.staleness.allSatisfy { $0 == nil })
  }

  @Test func `a training in the foreground that is discarded is no failed input`() {
    ready()
    let before = state
    transcript.host.answer = .discarded
    #expect(!run("r = train m, d, epochs=100000000"))
    #expect(book.wasDiscarded)
    #expect(state == before)
    #expect(!book.cells[3].hasFailed && book.cells[3].outputs.isEmpty && !book.cells[3].hasRun)
    #expect(book.undo() == .input(3))
  }

  @Test func `a foreground training that ran again and is discarded leaves what was there`() {
    ready()
    run("r = train m, d, epochs=2", "p = predict m, [[1, 2]]")
    let before = state
    transcript.host.answer = .discarded
    book.run(book.cells[3].id, as: "r = train m, d, epochs=100000000")
    #expect(state == before)
    #expect(book.staleness.allSatisfy { $0 == nil })
  }

  @Test func `a run that is on is saved with the step at which it is`() {
    ready()
    run("r = train m, d, epochs=100000000, batch_size=16 &")
    let cell = book.asEnded(book.cells[3])
    #expect(cell.afterwards.count == 1)
    #expect(cell.afterwards[0].wholeMatch(of: /at r, step=\d+ { stop r }/) != nil)
    #expect(book.cells[3].afterwards.isEmpty)
    let text = (book.cells.prefix(3).map(\.source) + cell.records + cell.afterwards)
      .joined(separator: "\n")
    let again = printed(text)
    let line = cell.outputs.compactMap { output in
      if case .runLine(let report, _) = output { report.text() } else { nil }
    }
    #expect(line.count == 1 && again.contains(line[0]), "\(line)\n\(again)")
    #expect(discard() != nil)
  }

  @Test func `undoing an input keeps what a training from before came to`() {
    ready()
    run("r = train m, d, epochs=3 &", "x = 1")
    transcript.interpreter.desk.finishRuns()
    let weights = text("m.dense.kernel")
    #expect(book.undo() == .input(5))
    #expect(text("m.dense.kernel") == weights)
    #expect(text("r.epochs") == "3")
  }

  @Test func `what a model has learnt beside weights goes with the training`() {
    ready()
    let before = text("evaluate m, d, loss=mse")
    run("r = train m, d, epochs=1, loss=mse")
    book.undo()
    #expect(text("evaluate m, d, loss=mse") == before)
    let plain = Transcript()
    _ = plain.run(setup.joined(separator: "\n"))
    let fresh = plain.run("evaluate m, d")
    #expect(text("evaluate m, d") == fresh)
  }
}

/// Everything of a book that its user can see.
struct BookState: Equatable {
  var names: [String: String]
  var results: [Int: String]
  var weights: [String: String]
  var texts: [String]
  var saved: [String]
  var draws: [String]

  init(_ book: CellBook) {
    let interpreter = book.interpreter
    func text(_ value: Value) -> String { "\(ValueFingerprint(value))" }
    names = Dictionary(
      uniqueKeysWithValues: interpreter.names.map { ($0.name, text($0.value)) })
    results = interpreter.results.mapValues(text)
    weights = [:]
    for (name, value) in interpreter.names {
      guard case .model(let model) = value else { continue }
      for (path, variable) in model.parameters {
        weights[name + "." + path] = "\(variable.value.doubles)"
      }
    }
    // An input that gave nothing is no part of what is there.
    texts = book.cells.filter(\.hasEffect).map(\.source)
    saved = book.cells.filter { $0.hasEffect && !$0.isUnfounded }
      .flatMap { $0.records + $0.afterwards }
    draws = ["\(interpreter.options.seed)"]
    for (key, count) in interpreter.random.draws(since: RandomNames(seed: 0)).sorted(by: {
      $0.key < $1.key
    }) {
      draws.append("\(key) \(count)")
    }
  }
}
