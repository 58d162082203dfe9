import Glibc
import Learning
import Support
import Synchronization
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// What comes back of a lost session is what it was, or is said to be missing.
@Suite("Recovery")
struct RecoveryCaseTests {
  private static let start = [
    "d = generated(moons, 40)",
    "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }",
  ]

  /// Types the inputs, kills the session, and brings it back; the values before, after, and what was
  /// said.
  private func lose(
    _ inputs: [String], before: (String) throws -> Void = { _ in },
    _ body: (PromptSession, PromptSession, String) throws -> Void
  ) throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in inputs { session.type(input) }
      try session.copy(to: folder + "/lost")
      try before(folder + "/lost/7-4194400.files")
      let again = PromptSession(folder + "/again")
      _ = try again.recover(folder + "/lost")
      try body(session, again, again.said())
      session.close()
      again.close()
    }
  }

  @Test func `runs keep their weights whatever else cannot be gone back to`() throws {
    let inputs =
      Self.start + [
        "r = train m, d, epochs=50", "s = resume r, from=20, epochs=10, learning_rate=0.1",
        "m2 = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }",
        "q = train m2, d, epochs=5", "x = sum(s.model.dense.kernel)", "y = s.loss",
      ]
    try lose(inputs) { session, again, said in
      #expect(said.isEmpty, "\(said)")
      #expect(again.values == session.values)
      #expect(again.values.count == 8)
      // And both go on with the same bits.
      for input in ["t = resume s, epochs=2", "u = train m2, d, epochs=1", "w = normal([3])"] {
        #expect(session.type(input) && again.type(input))
      }
      #expect(again.values == session.values)
    }
  }

  @Test func `the same statement twice is two trainings`() throws {
    let inputs =
      Self.start + [
        "train m, d, epochs=3", "a = sum(m.dense.kernel)", "train m, d, epochs=3",
        "b = sum(m.dense.kernel)", "c = _", "r = train m, d, epochs=2", "r = train m, d, epochs=2",
        "for i in 1..3 { r = train m, d, epochs=1 }", "e = r.loss",
      ]
    try lose(inputs) { session, again, said in
      #expect(said.isEmpty, "\(said)")
      #expect(again.values == session.values)
    }
  }

  @Test func `a training whose state is missing takes nothing else with it, and nothing its place`()
    throws
  {
    let inputs =
      Self.start + [
        "r = train m, d, epochs=3", "x = 1", "m2 = copy(m)", "q = train m2, d, epochs=2",
        "x = sum(m2.dense.kernel)", "sum(m2.dense_1.kernel)", "y = _ * 2", "z = r.loss",
        "w = normal([2]) + q.loss", "v = normal([2])", "w = normal([2])",
      ]
    let gone: (String) throws -> Void = { folder in
      // The second training's state: the newest file by what the journal says.
      let path = folder.replacing(".files", with: ".jsonl")
      let lines = try InputFile.read(path, limit: 1 << 20).split(separator: 0x0A)
      let run = lines.compactMap { JournalEntry(line: $0) }.last { $0.kind == .train }
      unlink("\(folder)/\(try #require(run?.facts["run"])).safetensors")
    }
    try lose(inputs, before: gone) { session, again, said in
      #expect(said.contains("E0634: what this training came to was not kept"), "\(said)")
      #expect(said.contains("E0642: of input 6 did not come back: `q`, the weights of `m2`"))
      #expect(said.contains("E0641: the weights of `m2` did not come back"), "\(said)")
      let (values, whole) = (again.values, session.values)
      #expect(values.allSatisfy { whole[$0.key] == $0.value })
      #expect(Set(whole.keys).subtracting(values.keys) == ["m2", "q", "x", "y"], "\(said)")
      // Taken back, the models are what they were.
      #expect(!again.type("m2.dense.kernel"))
      for _ in 0..<8 { (session.undo(), again.undo()) }
      #expect(again.values.keys.contains("m2") && again.values == session.values)
    }
  }

  @Test func `undone, edited and failed trainings leave nothing behind`() throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in Self.start + ["r = train m, d, epochs=4"] { session.type(input) }
      session.undo()
      session.type("r = train m, d, epochs=2")
      session.type("n = model 2 { dense 1 }")
      session.type("q = train n, d, loss=mean_squared_error, optimizer=sgd(1e30), epochs=9")
      session.type("a = train m, d, epochs=1; b = no_such_name")
      session.type("x = sum(m.dense.kernel)")
      session.type("r = train m, d, epochs=3", at: 4)
      session.type("r = train m, d, epochs=3", at: 4)
      session.type("s = resume r, from=1, epochs=1; seed 9; w = normal([2])")
      try session.copy(to: folder + "/lost")
      let again = PromptSession(folder + "/again")
      #expect(try again.recover(folder + "/lost") == nil)
      let said = again.said()
      var whole = session.values
      #expect(whole["q"] != nil && said.contains("E0634: this training had ended with numbers"))
      whole["q"] = nil
      #expect(again.values == whole, "\(said)")
      #expect(again.book.cells.map(\.source) == session.book.cells.map(\.source))
      // What has come back comes back again.
      try again.copy(to: folder + "/lost again")
      let third = PromptSession(folder + "/third")
      #expect(try third.recover(folder + "/lost again") == nil)
      #expect(third.values == whole)
    }
  }

  @Test func `the ways to end a run come back with it`() throws {
    let inputs =
      Self.start + [
        "e = train m, d, epochs=40, early_stopping=1, optimizer=sgd(3)",
        "u = train copy(m), d, epochs=30, until=loss < 0.68", "v = [u.epoch, u.learning_rate]",
        "p = train d, epochs=2 { step m, loss=(x, y) -> mean((m(x) - y)^2) }",
        "b = train copy(m), d, epochs=4, batch_size=7, validation_split=0.2, metrics=accuracy",
      ]
    try lose(inputs) { session, again, said in
      #expect(said.isEmpty, "\(said)")
      #expect(again.values == session.values)
      for name in ["e", "u", "p", "b"] {
        guard case .run(let run)? = session.interpreter[name],
          case .run(let other)? = again.interpreter[name]
        else {
          Issue.record("\(name) is no run")
          continue
        }
        #expect(run.outcome?.stored == other.outcome?.stored)
      }
    }
  }

  @Test
  func `a run that was on was interrupted, and what was asked of it later is said to be lost`()
    throws
  {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in Self.start { session.type(input) }
      session.type("r = train m, d, epochs=100000000, batch_size=40 &")
      let run = try #require(session.interpreter.desk.jobs.first?.run)
      // Paused it is kept as it is.
      func pause() {
        run.requestPause()
        while run.progress.phase != .paused { _ = run.wait(seconds: 0.001) }
        _ = run.look()
      }
      pause()
      let kept = run.progress.step
      try session.copy(to: folder + "/lost")
      run.resume()
      while run.progress.step <= kept { _ = run.wait(seconds: 0.001) }
      session.type("r.learning_rate = 0.25")
      let lines = try InputFile.read(session.journal.path, limit: 1 << 26)
      try AtomicFile.write(lines, to: folder + "/lost/7-4194400.jsonl")
      session.close()

      let again = PromptSession(folder + "/again")
      _ = try again.recover(folder + "/lost")
      let said = again.said()
      #expect(said.contains("W0028: `r` was on when the session was lost"), "\(said)")
      #expect(said.contains("E0625: r ended at step"), "\(said)")
      guard case .run(let back)? = again.interpreter["r"] else {
        Issue.record("r is no run")
        return
      }
      #expect(back.progress.step >= kept && back.outcome?.stored == "interrupted")
      #expect(back.changes.isEmpty)
      // Saved and run again it ends at the same step with the same weights.
      let records = again.book.cells.flatMap { [$0.source] + $0.afterwards }.filter {
        !$0.hasPrefix("r.")
      }
      let end = "at r, step=\(back.progress.step) { stop r, interrupted=true }"
      #expect(records.last == end, "\(records)")
      let third = Transcript()
      let text = third.run(records.joined(separator: "\n"))
      #expect(text.contains("interrupted: the program ended"), "\(text)")
      guard case .run(let replayed)? = third.interpreter["r"] else {
        Issue.record("r is no run")
        return
      }
      #expect(WeightHash.of(replayed.model) == WeightHash.of(back.model))
      again.close()
    }
  }

  @Test func `files that the session wrote stay as they are now`() throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in Self.start { session.type(input) }
      session.type("r = train m, d, epochs=2, checkpoint=\"c.safetensors\"")
      session.type("save m, \"m.safetensors\"")
      session.type("n = load \"m.safetensors\"")
      session.type("train m, d; save m, \"m.safetensors\"")
      try session.copy(to: folder + "/lost")
      for name in ["c", "m"] { try AtomicFile.write([1, 2], to: "\(folder)/\(name).safetensors") }
      let again = PromptSession(folder)
      _ = try again.recover(folder + "/lost")
      for name in ["c", "m"] {
        #expect(try InputFile.read("\(folder)/\(name).safetensors", limit: 100) == [1, 2])
      }
      var whole = session.values
      whole["n"] = nil
      #expect(again.values == whole, "\(again.said())")
    }
  }

  @Test func `a journal of a later program is left alone, a damaged one is named`() throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in ["a = 1", "b = 2", "c = 3"] { session.type(input) }
      try session.copy(to: folder + "/lost")
      let path = folder + "/lost/7-4194400.jsonl"
      let lines = try InputFile.read(path, limit: 1 << 20).split(separator: 0x0A).map(Array.init)
      func problem(_ lines: [[UInt8]]) throws -> JournalProblem? {
        try AtomicFile.write(Array(lines.joined(separator: [0x0A])), to: path)
        return try JournalFolder.sessions(in: folder + "/lost")[0].entries().problem
      }
      #expect(try problem(lines) == nil)
      // One letter of a line is another: valid, and not what was written.
      let text = String(decoding: lines[2], as: UTF8.self)
      let other = Array(text.replacing("b = 2", with: "b = 7").utf8)
      #expect(try problem([lines[0], lines[1], other, lines[3]]) == .damaged(line: 3, lost: 1))
      #expect(try problem([lines[0], lines[1], Array(lines[2].dropLast(9))]) == .cut)
      var begin = try #require(JournalEntry(line: lines[0]))
      begin.settings["journal"] = "99"
      #expect(try problem([Array(begin.line.utf8)] + lines[1...]) == .newer(99, known: 2))
      #expect(JournalProblem.newer(99, known: 2).diagnostic.code == "E0644")
    }
  }

  @Test func `a disk that was full for a while costs nothing`() throws {
    try TemporaryFolder.use { folder in
      let room = Atomic(Int.max)
      let journal = Journal(
        folder: folder + "/journal", settings: [:],
        writer: { descriptor, bytes, count in
          let left = room.load(ordering: .relaxed)
          guard left > 0 else {
            errno = ENOSPC
            return -1
          }
          let written = write(descriptor, bytes, min(count, left))
          room.subtract(written, ordering: .relaxed)
          return written
        })
      let session = PromptSession(folder, journal: journal)
      session.type("a = 1")
      // The line is cut in its middle.
      room.store(50, ordering: .relaxed)
      session.type("b = 2")
      #expect(session.journal.problem?.kind == .diskFull)
      let whole = try InputFile.read(journal.path, limit: 1 << 20)
      #expect(whole.last == 0x0A && whole.split(separator: 0x0A).count == 2)
      room.store(.max, ordering: .relaxed)
      session.type("c = 3")
      try session.copy(to: folder + "/lost")
      let again = PromptSession(folder + "/again")
      #expect(try again.recover(folder + "/lost") == nil)
      #expect(again.values == session.values && again.values.count == 3)
    }
  }
}
