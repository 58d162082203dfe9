import Catalog
import Engine
import Learning
import Testing

/// The same program, again and again, in all circumstances that must not matter.
@Suite("Same bits")
struct DeterminismTests {
  private func setup(threads: Int) throws -> TrainingSetup {
    let net = try model(
      [1],
      [
        .dense(48, "relu"), .word("dropout", .number(0.2)), .dense(48, "tanh"),
        .dense(1, "sigmoid"),
      ])
    return try TrainingSetup(
      net, on: points(90),
      options {
        $0.epochs = 3
        $0.threads = threads
        $0.validationSplit = 0.1
      })
  }

  private func hash(threads: Int = 1, _ watch: (TrainingRun) -> Void = { _ in }) throws -> UInt64 {
    let run = try TrainingRun(setup(threads: threads))
    run.start()
    watch(run)
    run.wait()
    return try #require(run.weightHash)
  }

  @Test func `twenty runs give one hash`() throws {
    #expect(Set(try (0..<20).map { _ in try hash() }).count == 1)
  }

  @Test func `one to seven threads give one hash`() throws {
    #expect(Set(try (1...7).map { try hash(threads: $0) }).count == 1)
  }

  /// A chart reads progress, losses and snapshots all the time.
  @Test func `a run that is watched gives the hash of one that is not`() throws {
    let watched = try hash { run in
      var seen = 0
      while !run.isFinished {
        seen += run.stepLosses(since: seen).count
        _ = run.progress.metrics
        run.updateModel()
      }
    }
    #expect(try watched == hash())
  }
}
