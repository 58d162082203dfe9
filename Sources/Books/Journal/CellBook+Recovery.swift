import Catalog
import Engine
import Language
import Learning
import Workbench

extension CellBook {
  /// Makes a session again from its journal. Trainings are not run again: their state comes from the
  /// files beside the journal. What does not come out as it was is taken away, and said. Answers how
  /// many records failed.
  package func recover(_ entries: [JournalEntry], runFolder folder: String) -> Int {
    let recovery = SessionRecovery(folder: folder, entries)
    (kept.recovery, interpreter.recovery) = (recovery, recovery.stage)
    defer { (kept.recovery, interpreter.recovery) = (nil, nil) }
    var failures = 0
    var begun: [JournalEntry] = []
    grouping.depth += 1
    defer { grouping.depth -= 1 }
    for entry in entries where !interpreter.isInterrupted {
      if !entry.continues, ![.train, .trained].contains(entry.kind) {
        grouping.isRemembered = false
      }
      switch entry.kind {
      case .begin:
        failures += entry.records.count { !interpreter.run($0) }
        beginHere()
      case .input where entry.source.isEmpty:
        failures += entry.records.count { !interpreter.run($0) }
        takeAfterwards()
      case .input:
        failures += recover(entry, begun.filter { $0.input == entry.input }, recovery)
        begun = []
      case .train: begun.append(entry)
      case .dropped: begun = []
      case .undo: undo()
      case .discard where entry.input > cells.count:
        begun = []
        _ = append(entry.source)
      case .discard: discard(entry.source, of: entry.input - 1, entry.records)
      case .forget:
        interpreter.forgetAll()
        forgetAll()
      case .trained, .leave, .end: break
      }
    }
    unfinished = nil
    if let entry = unfinishedInput(begun) {
      grouping.isRemembered = false
      failures += recover(entry, begun, recovery)
      unfinished = lineOfUnfinished(entry, isCut: recovery.isCut)
    }
    for run in recovery.unended { noteEnd(of: run) }
    for (run, planned) in recovery.interrupted { interpreter.tellInterrupted(run, of: planned) }
    _ = interpreter.takeRecords()
    return failures
  }

  /// A run that was on ended with the session: so it is saved.
  private func noteEnd(of run: TrainingRun) {
    guard let index = cells.firstIndex(where: { $0.hasStarted(run) }),
      let name = cells[index].effect?.trainings.first(where: { $0.run === run })?.name,
      !name.isEmpty
    else { return }
    cells[index].afterwards.append(
      RunDesk.stopRecord(name, at: run.progress.step, isInterrupted: true))
  }

  /// The input that was running when the session was lost, as far as its trainings tell.
  private func unfinishedInput(_ begun: [JournalEntry]) -> JournalEntry? {
    guard let last = begun.last(where: { !$0.source.isEmpty }) else { return nil }
    var entry = JournalEntry(.input, time: last.time)
    (entry.input, entry.source) = (last.input, last.source)
    (entry.records, entry.statement) = (last.records, last.statement)
    return entry
  }

  /// What the next journal has of it; a statement that could not be ended is cut off there as well.
  private func lineOfUnfinished(_ entry: JournalEntry, isCut: Bool) -> JournalEntry? {
    guard let index = entry.input > 0 ? entry.input - 1 : cells.indices.last,
      cells.indices.contains(index)
    else { return nil }
    var line = self.entry(ofInput: index + 1, time: entry.time)
    line.statement = isCut && line.records.count == entry.records.count ? entry.statement : ""
    return line
  }

  private func recover(
    _ entry: JournalEntry, _ begun: [JournalEntry], _ recovery: SessionRecovery
  ) -> Int {
    let index = entry.input > 0 ? entry.input - 1 : cells.count
    let cell = cells.indices.contains(index) ? cells[index] : append(entry.source)
    let trainings = begun.compactMap { SessionRecovery.Begun($0) }
    recovery.begin(trainings, cut: entry.statement.isEmpty ? nil : trainings.last?.run)
    interpreter.recovery = recovery.stage
    // What was read of a run that was on is known; the run itself may have ended before.
    let isRead = !entry.values.isEmpty && entry.records.count == 1
    let values = entry.values.sorted { $0.key < $1.key }.map { "\($0) = \($1)" }
    var texts = isRead ? values : entry.records
    if recovery.cut != nil { texts.append(entry.statement) }
    // Journals of earlier versions do not say it, and an input that was cut off has kept something.
    let isKept = entry.facts["kept"].map { $0 == "true" }
    let failures = run(cell.id, again: texts, as: entry.source, isKept: isKept) { [self] failures in
      lost(of: entry, hasFailed: failures > 0 || texts.isEmpty, recovery)
    }
    adopt(entry, in: index)
    interpreter.warnOfChangedData(entry)
    return failures
  }

  /// The random streams and settings after an input are those of the session, whatever of it failed.
  private func adopt(_ entry: JournalEntry, in index: Int) {
    guard cells.indices.contains(index) else { return }
    cells[index].failedTraining = entry.facts["failed"].map { (entry.statement, $0) }
    guard lastRunIsKept else { return }
    if let seed = entry.facts["seed"].flatMap({ UInt64($0) }) {
      var random = RandomNames(seed: seed)
      random.add(entry.draws)
      cells[index].effect?.reseeded = random
    } else if !entry.bound.isEmpty || !entry.draws.isEmpty || !entry.facts.isEmpty {
      cells[index].effect?.draws = entry.draws
    }
    if let settings = SessionSettings(entry.facts, as: interpreter.settings) {
      cells[index].effect?.settings = settings
    }
    changed()
    showEnd()
  }

  /// Compares what an input has given with what it gave in the session, and takes away what differs.
  private func lost(
    of entry: JournalEntry, hasFailed: Bool, _ recovery: SessionRecovery
  ) -> LostValues {
    var lost = LostValues()
    for (name, fingerprint) in entry.bound {
      let value = interpreter[name]
      if let value, entry.values[name] != nil || isSame(value, fingerprint, hasFailed) { continue }
      lost.names.insert(name)
    }
    if let weights = entry.facts["weights"] {
      let changed = interpreter.trace?.weights.map(\.variable) ?? []
      let isSame = weights.isEmpty ? !hasFailed : Self.fingerprint(changed.map(\.value)) == weights
      if !isSame {
        lost.weights += changed
        lost.weights += entry.weights.compactMap { interpreter[$0] }.flatMap(\.reachedVariables)
      }
    }
    for model in recovery.lostModels { lost.weights += model.parameters.map(\.variable) }
    let hasResult = entry.facts["result"] != nil
    if hasResult, interpreter.results[interpreter.inputNumber] == nil { lost.hasLostResult = true }
    if hasResult, let value = interpreter.results[interpreter.inputNumber],
      !isSame(value, entry.facts["result"] ?? "", false)
    {
      interpreter.forgetResult(of: interpreter.inputNumber)
      lost.hasLostResult = true
    }
    interpreter.forget(lost.names)
    interpreter.tellLost(lost, ofInput: entry.input)
    return lost
  }

  private func isSame(_ value: Value, _ fingerprint: String, _ hasFailed: Bool) -> Bool {
    guard !fingerprint.isEmpty else { return !hasFailed }
    return ValueFingerprint(value).fileName(limit: CellBook.journalBytes) == fingerprint
  }
}

extension SessionSettings {
  /// Those that an input left, where it changed any.
  fileprivate init?(_ facts: [String: String], as before: SessionSettings) {
    guard let seed = facts["settings.seed"].flatMap({ UInt64($0) }),
      let dtype = facts["settings.dtype"], let compatibility = facts["settings.compat"],
      let isStrict = facts["settings.strict"]
    else { return nil }
    self = before
    options.seed = seed
    options.dtype = dtype == "float64" ? .float64 : .float32
    options.compatibility = Compatibility(rawValue: compatibility) ?? .keras
    self.isStrict = isStrict == "true"
  }
}
