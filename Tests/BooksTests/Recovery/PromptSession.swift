import Glibc
import Learning
import Support
import Testing
import TestSupport

@testable import Books
@testable import Workbench

/// A session as the prompt has it: a book of inputs, and a journal on the disk.
final class PromptSession {
  let host = PromptHost()
  let interpreter: Interpreter
  let book: CellBook
  let journal: Journal

  init(_ folder: String, seed: UInt64 = 0, journal: Journal? = nil) {
    var options = Interpreter.Options(folder: folder)
    options.seed = seed
    interpreter = Interpreter(options: options, host: host)
    book = CellBook(interpreter, hasResults: true)
    self.journal =
      journal ?? Journal(folder: folder + "/journal", settings: ["seed": "\(seed)"])
    book.kept.journal = self.journal
    host.book = book
  }

  /// Types an input, or the one of that number again.
  @discardableResult
  func type(_ source: String, at number: Int? = nil) -> Bool {
    settle()
    host.isInterrupted = false
    let id = number.map { book.cells[$0 - 1].id } ?? book.append(source).id
    let isDone = book.run(id, as: source)
    let index = book.index(of: id) ?? 0
    guard !book.wasDiscarded else {
      var entry = JournalEntry(number == nil ? .discard : .dropped, time: 1)
      if number == nil { (entry.input, entry.source) = (index + 1, source) }
      journal.append(entry)
      return false
    }
    journal.append(book.entry(ofInput: index + 1, time: 1))
    return isDone
  }

  func undo() {
    settle()
    if book.undo() != nil { journal.append(JournalEntry(.undo, time: 1)) }
  }

  /// Takes a training back as if its statement had never run.
  func discard(_ run: TrainingRun) {
    settle()
    guard let discarded = book.discard(run) else { return }
    var entry = JournalEntry(.discard, time: 1)
    (entry.input, entry.source, entry.records) =
      (discarded.cell, discarded.name, discarded.records)
    journal.append(entry)
  }

  /// Takes in what runs in the background have come to.
  func settle() {
    interpreter.desk.settleFinished()
    let records = book.takeAfterwards().map(\.record)
    guard !records.isEmpty else { return }
    var entry = JournalEntry(.input, time: 1)
    (entry.records, entry.continues) = (records, true)
    journal.append(entry)
  }

  /// Ends runs so that the test leaves none.
  func close() {
    interpreter.desk.stopRuns()
    settle()
  }

  /// What the disk holds at this moment, as a killed program leaves it.
  func copy(to folder: String) throws {
    try Directories.make(folder)
    // The dead session is another one: no process has its number.
    let name = folder + "/7-4194400"
    guard InputFile.exists(journal.path) else { return }
    try AtomicFile.write(InputFile.read(journal.path, limit: 1 << 26), to: name + ".jsonl")
    try Directories.make(name + ".files")
    for file in FolderListing.names(in: journal.runFolder) where !file.hasPrefix(".nabla-") {
      link(journal.runFolder + "/" + file, name + ".files/" + file)
    }
  }

  /// Brings back what `copy` has left.
  func recover(_ folder: String) throws -> JournalProblem? {
    let lost = try #require(JournalFolder.sessions(in: folder).first)
    let (entries, problem) = try lost.entries()
    if let seed = entries.first?.settings["seed"].flatMap({ UInt64($0) }) {
      interpreter.setSeed(seed)
    }
    _ = book.recover(entries, runFolder: lost.runFolder)
    #expect(journal.adopt(lost, entries, unfinished: book.unfinished))
    return problem
  }

  /// What was said since the last call.
  func said() -> String {
    host.take().compactMap { output in
      guard case .diagnostic(let diagnostic, _, _) = output, !diagnostic.code.isEmpty,
        diagnostic.severity == .error || ["W0027", "W0028"].contains(diagnostic.code)
      else { return nil }
      return "\(diagnostic.code): \(diagnostic.message)"
    }.joined(separator: "\n")
  }

  /// All names with fingerprints of their values; without those of what is being trained.
  var values: [String: String] {
    var found: [String: String] = [:]
    let trained = Set(
      interpreter.desk.jobs.flatMap(\.run.models).flatMap(\.parameters).map {
        ObjectIdentifier($0.variable)
      })
    for (name, value) in interpreter.names where value.reachedWeights.isDisjoint(with: trained) {
      if (try? interpreter.refuseLost(value)) == nil { continue }
      guard case .run(let run) = value else {
        found[name] = ValueFingerprint(value).fileName
        continue
      }
      guard run.isFinished else { continue }
      // The weights of its models are theirs: what it came to are its curves and counters.
      let seen = run.seen
      found[name] =
        "\(seen.step) \(seen.progress.epoch) \(seen.progress.learningRate) "
        + "\(run.curveNames.indices.map { seen.stepLosses(of: $0).map(\.bitPattern) }) "
        + "\(seen.epochs.map { $0.values.map(\.value.bitPattern) })"
    }
    return found
  }
}

/// A person at the prompt, who may do something while a training is watched.
final class PromptHost: Host {
  weak var book: CellBook?
  private let recording = RecordingHost()
  var isInterrupted = false
  var isLive: Bool { true }
  /// Whether the person ends the next training so that nothing of it is kept.
  var discards = false
  /// Called with each line about many trainings.
  var onProgress: (String) -> Void = { _ in }
  /// Called when a training in the foreground has begun.
  var onFollow: (TrainingRun) -> Void = { _ in }

  func emit(_ output: Output) {
    book?.note(output)
    recording.emit(output)
  }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    onFollow(run)
    if isInterrupted || discards { run.requestStop() }
    run.isUnwanted = discards
    run.wait()
    return discards ? .discarded : .unseen
  }

  func tell(progress line: String?) { line.map(onProgress) }

  func take() -> [Output] { recording.take() }
}
