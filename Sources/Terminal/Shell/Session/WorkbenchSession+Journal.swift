import Glibc
import Learning
import Support
import Workbench

// What is written down of a session, so that nothing is lost with the program.
extension WorkbenchSession {
  func beginJournal() {
    let journal = Journal(
      folder: JournalFolder.path,
      settings: [
        "version": launchOptions.build, "seed": "\(launchOptions.seed)",
        "folder": RealPath.of(launchOptions.folder) ?? launchOptions.folder,
      ],
      // What ran before the prompt: the user's init.nabla, the demo.
      prologue: interpreter.takeRecords())
    self.journal = journal
    interpreter.runFolder = journal.runFolder
  }

  func endJournal() {
    noteAfterwards()
    journal?.end()
    JournalFolder.prune()
  }

  func stopRuns() {
    interpreter.stopRuns()
    shownText = ""
    var lines: [String] = []
    collect(into: &lines) { interpreter.settleFinished() }
    noteAfterwards()
  }

  func takeJournalProblem() -> String? {
    guard let problem = journal?.problem, !isJournalProblemTold else { return nil }
    isJournalProblemTold = true
    return "note: this session cannot be recovered: \(problem.path): \(problem.reason)"
  }

  /// Writes down what has just been done; `number` is that of the input.
  func note(_ kind: JournalEntry.Kind, number: Int? = nil, continues: Bool = false) {
    guard let journal else { return }
    let data = interpreter.takeDataDigests()
    var entry = JournalEntry(kind, time: journal.now)
    if let number {
      let cell = book.cells[number - 1]
      (entry.source, entry.records, entry.input) = (cell.source, cell.records, number)
      entry.values = book.readValues(of: cell)
    }
    (entry.data, entry.continues) = (data, continues)
    entry.output = shownText
    journal.append(entry)
  }

  /// Writes down what became of runs in the background.
  func noteAfterwards() {
    let records = book.takeAfterwards().map(\.record)
    guard !records.isEmpty, let journal else { return }
    var entry = JournalEntry(.input, time: journal.now)
    (entry.records, entry.continues) = (records, true)
    entry.output = shownText
    journal.append(entry)
  }

  /// Takes a training back as if its statement had never run.
  func discard(_ run: TrainingRun) {
    guard let discarded = book.discard(run), let journal else { return }
    var entry = JournalEntry(.discard, time: journal.now)
    (entry.input, entry.source, entry.records) =
      (discarded.cell, discarded.name, discarded.records)
    journal.append(entry)
  }

  func noteShown(_ output: ShellOutput) {
    guard journal != nil, shownText.utf8.count < 64_000 else { return }
    switch output {
    case .result(let text), .notice(let text): shownText += text + "\n"
    case .plot, .live: break
    }
  }

  /// Makes a lost session again; answers what could not be had.
  func recover(_ session: JournaledSession) throws(FileError) -> [String] {
    let entries = try session.entries()
    let begin = entries.first { $0.kind == .begin }
    if let folder = begin?.settings["folder"] { _ = chdir(folder) }
    if let seed = begin?.settings["seed"].flatMap({ UInt64($0) }) { interpreter.setSeed(seed) }
    journal?.prologue = begin?.records ?? []
    var lines: [String] = []
    collect(into: &lines) { _ = book.recover(entries, runFolder: session.runFolder) }
    for entry in entries where [.input, .undo, .discard, .forget].contains(entry.kind) {
      journal?.append(entry)
    }
    return lines.filter { $0.hasPrefix("error ") || $0.hasPrefix("warning ") }
  }
}
