import Catalog
import Learning

// A session that is made again from its journal.
extension Interpreter {
  /// Runs what a journal recorded. Trainings are not run again: their state comes from the files
  /// beside the journal. Answers how many records failed.
  public func recover(_ entries: [JournalEntry], runFolder folder: String) -> Int {
    recoveryFolder = folder
    defer { recoveryFolder = nil }
    var failures = 0
    for entry in entries {
      switch entry.kind {
      case .input, .begin:
        if !entry.source.isEmpty { inputNumber += 1 }
        for record in entry.records where !run(record) { failures += 1 }
      case .undo: _ = undo()
      case .end: break
      }
    }
    _ = takeRecords()
    return failures
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
