import Glibc
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
    note(.input, "")
    journal?.end()
    JournalFolder.prune()
  }

  func stopRuns() {
    interpreter.stopRuns()
    shownText = ""
    var lines: [String] = []
    collect(into: &lines) { interpreter.settleFinished() }
    note(.input, "")
  }

  func takeJournalProblem() -> String? {
    guard let problem = journal?.problem, !isJournalProblemTold else { return nil }
    isJournalProblemTold = true
    return "note: this session cannot be recovered: \(problem.path): \(problem.reason)"
  }

  /// Writes down what has run since the last line; nothing where nothing has.
  func note(_ kind: JournalEntry.Kind, _ source: String) {
    let records = interpreter.takeRecords()
    if source.isEmpty, !records.isEmpty {
      // What became of a run in the background is no input's.
      inputTexts.append(
        ShellInputText(number: inputs, source: "", hasFailed: false, records: records))
    } else if !source.isEmpty {
      inputTexts[inputTexts.count - 1].records = records
    }
    if kind == .undo, let undone = interpreter.lastUndoneInput {
      // What came after it may stand on it.
      inputTexts.removeAll { $0.number >= undone && !$0.source.isEmpty }
    }
    guard let journal else { return }
    let data = interpreter.takeDataDigests()
    var entry = JournalEntry(kind, time: journal.now)
    entry.records = records
    guard kind != .input || !entry.records.isEmpty || !source.isEmpty else { return }
    entry.source = source
    entry.data = data
    entry.output = shownText
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
    collect(into: &lines) { _ = interpreter.recover(entries, runFolder: session.runFolder) }
    for entry in entries where entry.kind == .forget || !entry.source.isEmpty {
      guard entry.kind == .input else {
        (inputs, inputTexts) = (0, [])
        continue
      }
      inputs += 1
      inputTexts.append(
        ShellInputText(
          number: inputs, source: entry.source, hasFailed: entry.records.isEmpty,
          records: entry.records))
    }
    for entry in entries where [.input, .undo, .forget].contains(entry.kind) {
      journal?.append(entry)
    }
    return lines.filter { $0.hasPrefix("error ") || $0.hasPrefix("warning ") }
  }
}
