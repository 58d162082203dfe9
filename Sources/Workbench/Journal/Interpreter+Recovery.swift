import Catalog
import Language
import Learning

extension CellBook {
  /// Makes a session again from its journal. Trainings are not run again: their state comes from the
  /// files beside the journal. Answers how many records failed.
  public func recover(_ entries: [JournalEntry], runFolder folder: String) -> Int {
    interpreter.recoveryFolder = folder
    defer { interpreter.recoveryFolder = nil }
    var failures = 0
    grouping.depth += 1
    defer { grouping.depth -= 1 }
    for entry in entries {
      if !entry.continues { grouping.isRemembered = false }
      switch entry.kind {
      case .begin:
        failures += entry.records.count { !interpreter.run($0) }
        beginHere()
      case .input where entry.source.isEmpty:
        failures += entry.records.count { !interpreter.run($0) }
        takeAfterwards()
      case .input:
        let index = entry.input > 0 ? entry.input - 1 : cells.count
        let cell = cells.indices.contains(index) ? cells[index] : append(entry.source)
        // What was read of a run that was on is known; the run itself may have ended before.
        let isRead = !entry.values.isEmpty && entry.records.count == 1
        let values = entry.values.sorted { $0.key < $1.key }.map { "\($0) = \($1)" }
        failures += run(cell.id, again: isRead ? values : entry.records, as: entry.source)
        interpreter.warnOfChangedData(entry)
      case .undo: undo()
      case .discard where entry.input > cells.count: _ = append(entry.source)
      case .discard: discard(entry.source, of: entry.input - 1, entry.records)
      case .forget:
        interpreter.forgetAll()
        forgetAll()
      case .end: break
      }
    }
    _ = interpreter.takeRecords()
    return failures
  }
}

// What a session needs to be made again from its journal.
extension Interpreter {
  /// The digests of data sets that have got names since the last call.
  ///
  /// Sets of more than 64 MB of numbers are left out: nobody waits at the prompt for their digest.
  public func takeDataDigests() -> [String: String] {
    defer { boundData = [] }
    var digests: [String: String] = [:]
    for name in boundData {
      guard case .dataset(let dataset)? = self[name], dataset.byteCount <= 64 << 20 else {
        continue
      }
      digests[name] = dataset.digest
    }
    return digests
  }

  func warnOfChangedData(_ entry: JournalEntry) {
    guard !entry.data.isEmpty else { return }
    let found = takeDataDigests()
    for (name, digest) in entry.data.sorted(by: { $0.key < $1.key }) {
      guard let now = found[name], now != digest else { continue }
      report(
        Diagnostic(
          .warning, "W0027", "`\(name)` holds other numbers than in the lost session", at: nil,
          hint: "its file has changed since; trainings that were kept stand on the old numbers"))
    }
  }

  /// The run that a training came to in the session that is being recovered.
  func recovered(_ setup: TrainingSetup, number: Int, from folder: String) throws -> TrainingRun {
    let path = RunKeeper.path(folder, number)
    let contents: RunFile.Contents
    do {
      contents = try RunFile.read(path, as: path)
    } catch {
      throw RunProblem.notKept
    }
    do {
      let checkpoint = try TrainingCheckpoint(contents.stored, as: CheckpointNames(setup))
      return try TrainingRun(ended: setup, at: checkpoint)
    } catch let error as TrainingCheckpoint.Misfit {
      throw LearningError.checkpoint(error)
    }
  }
}
