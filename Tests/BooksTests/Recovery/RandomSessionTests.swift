import Glibc
import Learning
import Support
import Testing
import TestSupport

@testable import Books
@testable import Workbench

/// Sessions of all that can be done to trainings are killed and come back: each value is the one that
/// the uninterrupted session has, to the last bit, or is said to be missing.
///
/// `NABLA_SESSIONS` says how many; without it there are few enough for every day.
@Suite("Killed sessions")
struct RandomSessionTests {
  private static let count = Environment.value("NABLA_SESSIONS").flatMap { Int($0) } ?? 40

  @Test(arguments: 1...count)
  func `a killed session comes back as it was`(seed: Int) throws {
    try TemporaryFolder.use { folder in
      let trial = SessionTrial(folder, seed: UInt64(seed))
      try trial.run()
      let again = PromptSession(folder + "/again")
      #expect(try again.recover(folder + "/lost") == nil)
      let said = again.said()
      let report = trial.report(again, said)
      // Only what was read of a run that was on may be missing.
      if !trial.log.contains("&") {
        #expect(trial.missing(again).isEmpty, "session \(seed): \(said)\n\(trial.log)")
      }
      #expect(report.isEmpty, "session \(seed): \(report)\n\(said)\n\(trial.log)")
      // What came back comes back again.
      let values = again.values
      try again.copy(to: folder + "/lost again")
      let third = PromptSession(folder + "/third")
      #expect(try third.recover(folder + "/lost again") == nil)
      #expect(third.values == values, "session \(seed): \(third.said())\n\(trial.log)")
      trial.close()
    }
  }
}

/// One random session up to its death.
private final class SessionTrial {
  private let session: PromptSession
  private let folder: String
  private let actions: RandomSession
  private(set) var log = ""
  /// The values when it died, and names that the input of its death may have changed.
  private var values: [String: String] = [:]
  private var open: Set<String> = []
  private var isDead = false
  private var length: Int

  init(_ folder: String, seed: UInt64) {
    self.folder = folder
    session = PromptSession(folder, seed: seed % 3)
    actions = RandomSession(seed: seed)
    length = 6 + Int(seed * 7 % 13)
  }

  func run() throws {
    // One in three dies in a training.
    let dies = length % 3 == 0
    while !isDead {
      let isLast = actions.count + 1 >= length
      var problem: (any Error)?
      if isLast && dies {
        values = session.values
        session.host.onFollow = { [self] run in
          guard !isDead else { return }
          isDead = true
          do { try session.copy(to: folder + "/lost") } catch { problem = error }
        }
        // Whatever it is that dies, it trains.
        act(.type("r = train m, d, epochs=50; x = sum(m.dense.kernel)", at: nil))
        open = ["r", "x", "m"]
      } else {
        act(actions.next())
      }
      if let problem { throw problem }
      if isLast, !isDead {
        isDead = true
        session.settle()
        values = session.values
        try session.copy(to: folder + "/lost")
      }
    }
  }

  private func act(_ action: RandomSession.Action) {
    switch action {
    case .type(let source, let number):
      log += "\(number.map { ":edit \($0) " } ?? "")\(source)\n"
      if let number, !session.book.cells.indices.contains(number - 1) { return }
      session.type(source, at: number)
    case .undo:
      log += ":undo\n"
      session.undo()
    case .stop:
      log += ":stop\n"
      for active in session.interpreter.desk.activeRuns {
        active.run.requestStop()
        active.run.wait()
      }
      session.settle()
    case .discard:
      guard let active = session.interpreter.desk.activeRuns.last else { return }
      log += ":discard \(active.label)\n"
      session.discard(active.run)
    case .discarded(let source, let number):
      log += "d in \(number.map { ":edit \($0) " } ?? "")\(source)\n"
      if let number, !session.book.cells.indices.contains(number - 1) { return }
      session.host.discards = true
      session.type(source, at: number)
      session.host.discards = false
    case .interrupt(let source, let training):
      log += "Ctrl-C in training \(training) of \(source)\n"
      var met = 0
      session.host.onFollow = { [unowned self] _ in
        met += 1
        if met == training { session.host.isInterrupted = true }
      }
      session.type(source)
      session.host.onFollow = { _ in }
      session.host.isInterrupted = false
    }
    let said = session.said()
    if !said.isEmpty { log += "  (\(said))\n" }
  }

  func close() { session.close() }

  func missing(_ again: PromptSession) -> Set<String> {
    Set(values.keys).subtracting(open).subtracting(again.values.keys)
  }

  /// What of the session that came back is neither right nor missed.
  func report(_ again: PromptSession, _ said: String) -> String {
    var lines: [String] = []
    let found = again.values
    for (name, value) in values where !open.contains(name) {
      if let other = found[name] {
        if other != value { lines.append("\(name) is another value") }
      } else if !said.contains("`\(name)`") {
        lines.append("\(name) is missing without a word")
      }
    }
    let known = Set(session.interpreter.names.map(\.name)).union(open)
    for name in found.keys where !known.contains(name) { lines.append("\(name) is there again") }
    return lines.joined(separator: "; ")
  }
}
