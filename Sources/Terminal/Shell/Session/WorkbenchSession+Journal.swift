import Books
import Glibc
import Language
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
    book.kept.journal = journal
  }

  func endJournal() {
    noteAfterwards()
    journal?.end()
    JournalFolder.prune()
  }

  func stopRuns() {
    interpreter.stopServers()
    interpreter.desk.stopRuns()
    shownText = ""
    var lines: [String] = []
    collect(into: &lines) { interpreter.desk.settleFinished() }
    noteAfterwards()
  }

  func takeJournalProblem() -> String? {
    if let journal, let problem = journal.problem {
      if !isJournalProblemTold {
        isJournalProblemTold = true
        return "note: this session cannot be recovered: \(problem.path): \(problem.reason)"
      }
      guard journal.isWhole else { return nil }
      isJournalProblemTold = false
      journal.forgetProblem()
      return "note: all of this session is on the disk now"
    }
    guard !isLockProblemTold, let reason = journal?.lockProblem, let path = journal?.path else {
      return nil
    }
    isLockProblemTold = true
    return "note: \(path) cannot be locked: \(reason); "
      + "on another machine `nabla recover` cannot tell that this session is on"
  }

  func leaveJournal() { journal?.leave() }

  /// Writes down what has just been done; `number` is that of the input.
  func note(_ kind: JournalEntry.Kind, number: Int? = nil, continues: Bool = false) {
    guard let journal else { return }
    var entry =
      number.map { book.entry(ofInput: $0, time: journal.now) }
      ?? JournalEntry(kind, time: journal.now)
    // An input that was ended so that nothing of it is kept has only its text.
    if kind != .input, let number {
      entry = JournalEntry(kind, time: journal.now)
      (entry.input, entry.source) = (number, book.cells[number - 1].source)
    }
    entry.continues = continues
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
    case .result(let text), .diagnostic(let text, _), .notice(let text): shownText += text + "\n"
    case .report(let report): shownText += report.text() + "\n"
    case .plot, .written, .live, .progress: break
    }
  }

  /// Makes a lost session again; answers what could not be had.
  ///
  /// The journal of this session then has all of it, or nothing where the recovery does not come to
  /// its end: the lost one is still there then.
  func recover(_ session: JournaledSession) throws(FileError) -> RecoveredSession {
    let (entries, problem) = try session.entries()
    if case .newer? = problem { return RecoveredSession(problem: problem, isDone: false) }
    let begin = entries.first { $0.kind == .begin }
    var lines: [String] = []
    if let folder = begin?.settings["folder"], chdir(folder) != 0 {
      let reason = String(cString: strerror(errno))
      let problem = TerminalProblem.folderGone(path: folder, reason: reason)
      lines.append(DiagnosticText.render(problem.diagnostic, source: ""))
    }
    if let seed = begin?.settings["seed"].flatMap({ UInt64($0) }) { interpreter.setSeed(seed) }
    collectProblems(into: &lines) { _ = book.recover(entries, runFolder: session.runFolder) }
    guard !isInterrupted else { return RecoveredSession(lines: lines, problem: problem) }
    let isKept = journal?.adopt(session, entries, unfinished: book.unfinished) ?? false
    return RecoveredSession(lines: lines, problem: problem, isDone: isKept)
  }
}

/// What became of a recovery.
struct RecoveredSession {
  var lines: [String] = []
  var problem: JournalProblem?
  /// Whether it came to its end, so that the lost session need not be kept.
  var isDone = false
}
