import Glibc
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Books
@testable import Workbench

/// What is written down of a session, and how it comes back.
@Suite("Journals")
struct JournalTests {
  @Test func `a line holds whatever was typed`() throws {
    var entry = JournalEntry(.input, time: 17)
    entry.source = "x = \"\u{1B}[31m\\ ∇\n\t\u{7F}\""
    entry.records = ["a = 1", "at r, step=3 { r.learning_rate = 0.5 }"]
    entry.output = "1\n2\n"
    entry.settings = ["seed": "7"]
    #expect(!entry.line.contains("\n"))
    #expect(JournalEntry(line: entry.line.utf8) == entry)
  }

  @Test(arguments: [
    "", "{", "{\"kind\":\"input\"", "[]", "{\"kind\":\"other\",\"time\":1}", "\u{0}",
  ])
  func `what was cut or is no line is none`(text: String) {
    #expect(JournalEntry(line: text.utf8) == nil)
  }

  /// A session as the prompt writes it: each input, then what ran.
  private func write(_ inputs: [String], in folder: String) -> (Journal, Transcript) {
    let transcript = Transcript(folder: folder)
    transcript.host.isLive = true
    let journal = Journal(folder: folder, settings: [:])
    KeptTrainings(transcript.interpreter).journal = journal
    for input in inputs { type(input, transcript, journal) }
    return (journal, transcript)
  }

  private func type(_ input: String, _ transcript: Transcript, _ journal: Journal) {
    _ = transcript.run(input)
    var entry = JournalEntry(.input, time: 1)
    entry.source = input
    entry.records = transcript.interpreter.takeRecords()
    entry.data = transcript.interpreter.takeDataDigests()
    journal.append(entry)
  }

  private static let inputs = [
    "seed 4", "d = generated(gauss, 64)",
    "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }",
    "r = train m, d, epochs=3", "broken = 1 + no_such_name", "a = 3; b = [1, 2] + [1, 2, 3]",
    "s = resume r, epochs=2", "w = s.model.dense.kernel",
  ]
  private static let question = "w\na\nr.loss\ns.loss\nm.dense.kernel\ns.step"

  @Test func `what a training came to on a full disk is written when there is room again`() throws {
    try TemporaryFolder.use { folder in
      let (journal, first) = write(Array(Self.inputs.prefix(3)), in: folder)
      // A file lies where the folder of the runs should be: nothing can be written below it.
      try AtomicFile.write([], to: journal.runFolder)
      type("r = train m, d, epochs=3", first, journal)
      #expect(journal.problem != nil && !InputFile.isDirectory(journal.runFolder))
      #expect(!journal.isWhole)
      unlink(journal.runFolder)
      type("after = 77", first, journal)
      #expect(journal.isWhole)
      first.interpreter.desk.stopRuns()
      let before = first.run("r.loss\nm.dense.kernel")
      let lost = try #require(JournalFolder.sessions(in: folder).first)
      let second = Transcript(folder: folder)
      second.host.isLive = true
      #expect(
        CellBook(second.interpreter).recover(try lost.entries().entries, runFolder: lost.runFolder)
          == 0)
      #expect(!before.contains("error") && second.run("r.loss\nm.dense.kernel").hasSuffix(before))
    }
  }

  @Test func `a lost session comes back without training again`() throws {
    try TemporaryFolder.use { folder in
      let (journal, first) = write(Self.inputs, in: folder)
      first.interpreter.desk.stopRuns()
      let before = first.run(Self.question)
      #expect(!before.contains("error"), "\(before)")
      let lost = try #require(JournalFolder.sessions(in: folder).first)
      #expect(lost.path == journal.path && !lost.isEnded && lost.isAlive)
      let second = Transcript(folder: folder)
      second.host.isLive = true
      #expect(
        CellBook(second.interpreter).recover(try lost.entries().entries, runFolder: lost.runFolder)
          == 0)
      #expect(second.run(Self.question).hasSuffix(before))
      // And it goes on with the same bits.
      let next = "t = resume s, epochs=1;\nt.loss\nt.model.dense.kernel"
      #expect(second.run(next) == first.run(next))
    }
  }

  @Test func `a training that was not kept is not run again`() throws {
    try TemporaryFolder.use { folder in
      let (_, first) = write(Self.inputs, in: folder)
      first.interpreter.desk.stopRuns()
      let lost = try #require(JournalFolder.sessions(in: folder).first)
      let begun = try lost.entries().entries.filter { $0.kind == .train }
      unlink("\(lost.runFolder)/\(try #require(begun.last?.facts["run"])).safetensors")
      let second = Transcript(folder: folder)
      #expect(
        CellBook(second.interpreter).recover(try lost.entries().entries, runFolder: lost.runFolder)
          == 2)
      #expect(second.run("").contains("E0634"))
      #expect(second.run("r.epochs") == "3")
    }
  }

  @Test func `inputs that ran again come back in their places, with what is stale by that`() throws
  {
    let entries = [(1, "x = 2"), (2, "y = x * 10"), (1, "x = 21")].map { number, source in
      var entry = JournalEntry(.input, time: 1)
      (entry.input, entry.source, entry.records) = (number, source, [source])
      return entry
    }
    let transcript = Transcript()
    let book = CellBook(transcript.interpreter, hasResults: true)
    #expect(
      book.recover(entries.compactMap { JournalEntry(line: $0.line.utf8) }, runFolder: "") == 0)
    #expect(book.cells.map(\.source) == ["x = 21", "y = x * 10"])
    #expect(book.staleness == [nil, .name("x", cell: 0)])
    #expect(transcript.run("[x, y]") == "[21, 20]")
  }

  @Test func `data that changed since are named when the session comes back`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("x,y\n1,2\n3,4\n".utf8), to: folder + "/p.csv")
      _ = write(["d = data csv(\"p.csv\", target=\"y\")", "e = generated(gauss, 8)"], in: folder)
      let lost = try #require(JournalFolder.sessions(in: folder).first)
      let entries = try lost.entries().entries
      #expect(entries.flatMap { $0.data.keys }.sorted() == ["d", "e"])
      let same = Transcript(folder: folder)
      #expect(CellBook(same.interpreter).recover(entries, runFolder: lost.runFolder) == 0)
      #expect(!same.run("d").contains("W0027"))
      try AtomicFile.write(Array("x,y\n1,2\n3,5\n".utf8), to: folder + "/p.csv")
      let changed = Transcript(folder: folder)
      #expect(CellBook(changed.interpreter).recover(entries, runFolder: lost.runFolder) == 0)
      let said = changed.run("d")
      #expect(said.contains("warning W0027: `d` holds") && !said.contains("`e`"), "\(said)")
    }
  }

  @Test func `a line that was cut is left out, and what came before is there`() throws {
    try TemporaryFolder.use { folder in
      let (journal, _) = write(["x = 1", "y = 2", "z = 3"], in: folder)
      let bytes = try InputFile.read(journal.path, limit: 1 << 20)
      let lost = try #require(JournalFolder.sessions(in: folder).first)
      let lines = bytes.split(separator: 0x0A).count
      for cut in stride(from: bytes.count, to: 0, by: -7) {
        try AtomicFile.write(Array(bytes[..<cut]), to: journal.path)
        let entries = try lost.entries().entries
        let whole = bytes[..<cut].split(separator: 0x0A, omittingEmptySubsequences: false).count - 1
        #expect(entries.count >= whole && entries.count <= lines)
      }
    }
  }

  @Test func `a session that was left in good order is marked, and old ones go`() throws {
    try TemporaryFolder.use { folder in
      let (journal, _) = write(["x = 1"], in: folder)
      journal.end()
      #expect(JournalFolder.sessions(in: folder).first?.isEnded == true)
      // No process has these numbers.
      for time in 1...14 {
        let name = "\(folder)/\(time)-4194400"
        try Directories.make(name + ".files")
        try AtomicFile.write([1], to: name + ".files/run-1.safetensors")
        try AtomicFile.write(Array("{}\n".utf8), to: name + ".jsonl")
      }
      JournalFolder.prune(folder)
      let left = JournalFolder.sessions(in: folder)
      #expect(left.count == 11 && left.last?.time == 5)
      #expect(!InputFile.isDirectory("\(folder)/4-4194400.files"))
    }
  }

  @Test func `a session without inputs leaves nothing behind`() throws {
    try TemporaryFolder.use { folder in
      let journal = Journal(folder: folder, settings: [:])
      journal.end()
      #expect(JournalFolder.sessions(in: folder).isEmpty)
    }
  }

  @Test func `a journal that cannot be written is told and stops nothing`() {
    let journal = Journal(folder: "/proc/nowhere", settings: [:])
    journal.append(JournalEntry(.input, time: 1))
    #expect(journal.problem != nil)
    journal.append(JournalEntry(.input, time: 1))
    // A device that is always full.
    let full = Journal(folder: "/dev/full", settings: [:])
    full.append(JournalEntry(.input, time: 1))
    #expect(full.problem != nil)
  }
}
