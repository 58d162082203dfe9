import Testing
import TestSupport

@testable import Books
@testable import Workbench

/// What a lost sweep had trained comes back, and is not trained again.
@Suite("Recovery of sweeps")
struct SweepRecoveryTests {
  private static let start = [
    "d = generated(moons, 60)",
    "fn mlp(h) = model 2 { dense h, activation=tanh; dense 1, activation=sigmoid }", "m = mlp(3)",
  ]

  private func asides(_ session: PromptSession) -> [String] {
    session.host.take().compactMap { if case .aside(let text) = $0 { text } else { nil } }
  }

  @Test func `sweeps and cross-validations come back as they were`() throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      let inputs = [
        "s = sweep h in [2, 3], lr in [0.1, 0.01], seeds=2 { train mlp(h), d, epochs=3, optimizer=adam(lr) }",
        "t = resume s.best, epochs=1", "f = cross_validate m, d, folds=3, epochs=2",
        "q = sweep lr in [0.1, 0.2, 0.3], search=halving { train mlp(2), d, epochs=3, optimizer=sgd(lr) }",
        "x = s.best.loss", "sweep h in [2] { train mlp(h), d }", "y = _.value",
      ]
      for input in Self.start + inputs { #expect(session.type(input), "\(input)") }
      try session.copy(to: folder + "/lost")
      let again = PromptSession(folder + "/again")
      _ = try again.recover(folder + "/lost")
      let said = again.said()
      #expect(said.isEmpty, "\(said)")
      #expect(again.values == session.values)
      session.close()
      again.close()
    }
  }

  @Test(arguments: [false, true])
  func `what had ended of a sweep is not trained again`(isStopped: Bool) throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in Self.start { session.type(input) }
      var isCopied = false
      session.host.onProgress = { [unowned session] line in
        guard line.contains("1 of 2 done"), !isCopied else { return }
        isCopied = true
        if !isStopped { #expect((try? session.copy(to: folder + "/lost")) != nil) }
        session.host.isInterrupted = true
      }
      session.type("s = sweep n in [2, 100000000] { train mlp(3), d, epochs=n }")
      #expect(isCopied)
      if isStopped { try session.copy(to: folder + "/lost") }
      let again = PromptSession(folder + "/again")
      _ = try again.recover(folder + "/lost")
      let said = again.said()
      #expect(said.isEmpty, "\(said)")
      guard case .report(let report)? = again.interpreter["s"] else {
        Issue.record("the sweep did not come back")
        return
      }
      let text = report.shown.text()
      #expect(text.contains(isStopped ? "stopped by you: 1 of 2" : "lost in it: 1 of 2"), "\(text)")
      _ = again.host.take()
      #expect(again.type("s = sweep n in [2, 3] { train mlp(3), d, epochs=n }"))
      let told = asides(again)
      #expect(told.contains { $0.hasPrefix("1 of 2 trainings: what they came to") }, "\(told)")
      session.close()
      again.close()
    }
  }

  @Test func `undo takes a sweep back`() throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      for input in Self.start { session.type(input) }
      let before = session.values
      session.type("s = sweep h in [2, 3] { train m, d, epochs=2 }")
      #expect(session.values["s"] != nil)
      session.undo()
      #expect(session.values == before)
      session.close()
    }
  }
}
