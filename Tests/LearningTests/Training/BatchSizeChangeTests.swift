import Engine
import Testing

@testable import Learning

/// The batch size and the patience of a run change while it is on.
struct BatchSizeChangeTests {
  private func setup(
    epochs: Int = 4, batchSize: Int = 8, _ change: (inout TrainingOptions) -> Void = { _ in }
  ) throws -> TrainingSetup {
    let net = try model([1], [.dense(4, "tanh"), .dense(1, "sigmoid")])
    return try TrainingSetup(
      net, on: points(30),
      options {
        ($0.epochs, $0.batchSize, $0.seed) = (epochs, batchSize, 3)
        $0.snapshots = SnapshotBudget(bytes: 10_000_000)
        change(&$0)
      })
  }

  private func run(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint? = nil,
    _ interventions: [(Int, Intervention)] = []
  ) throws -> TrainingRun {
    let run = try TrainingRun(setup, from: checkpoint)
    for (step, intervention) in interventions { run.intervene(intervention, afterStep: step) }
    run.start()
    run.wait()
    return run
  }

  @Test("What is left of the epoch is cut into batches of the new size")
  func cuts() throws {
    // 8 + 8 samples, then 14 left in batches of 5; later epochs have 6 batches.
    let changed = try run(setup(), [(2, .set("batch_size", 5))])
    #expect(changed.epochs().map(\.step) == [5, 11, 17, 23])
    #expect(changed.progress.step == 23 && changed.progress.steps == 23)
    #expect(changed.changes == [RunChange(step: 2, name: "batch_size", value: 5)])
  }

  @Test("A change at the end of an epoch trains like a run that went on with that batch size")
  func sameAsResumed() throws {
    let changed = try run(setup(), [(8, .set("batch_size", 5))])
    let start = try run(setup(), [(8, .stop)])
    var checkpoint = try #require(start.checkpoint)
    checkpoint.identity.batchSize = 5
    let other = try run(setup(batchSize: 5), from: checkpoint)
    #expect(changed.stepLosses() == other.stepLosses())
    #expect(changed.progress.step == 8 + 2 * 6)
  }

  @Test(
    "A run that is taken back behind a change goes on with the batch size that it had there",
    arguments: [3, 4, 5, 9, 12])
  func past(step: Int) throws {
    let whole = try run(setup(), [(2, .set("batch_size", 5)), (11, .set("batch_size", 12))])
    #expect(whole.epochs().map(\.step) == [5, 11, 14, 17])
    let checkpoint = try whole.checkpoint(afterStep: step)
    #expect(checkpoint.identity.batchSize == (step < 11 ? 5 : 12))
    let again = try run(
      whole.setup.ofCopies(epochs: 4, label: "again"), from: checkpoint,
      step < 11 ? [(11, .set("batch_size", 12))] : [])
    #expect(again.stepLosses() == whole.stepLosses())
    #expect(again.progress.steps == 17)
  }

  @Test("A stored run has its batch size, mid-epoch too")
  func stored() throws {
    let whole = try run(setup(), [(2, .set("batch_size", 5))])
    let half = try run(setup(), [(2, .set("batch_size", 5)), (3, .stop)])
    let names = CheckpointNames(half.setup)
    let stored = try #require(half.checkpoint).stored(as: names)
    let checkpoint = try TrainingCheckpoint(stored, as: names)
    let identity = try TrainingCheckpoint.identity(of: stored)
    #expect(identity.batchSize == 5)
    let again = try run(setup(batchSize: 5), from: checkpoint)
    #expect(again.stepLosses() == whole.stepLosses())
  }

  @Test("The course of a run knows the step at which each epoch ends")
  func course() {
    let course = BatchCourse(samples: 30, batchSize: 8, changes: [(2, 5), (11, 12)])
    #expect((1...4).map(course.step(afterEpoch:)) == [5, 11, 14, 17])
    #expect(
      [1, 2, 5, 6, 11, 12, 14, 15].map(course.epoch(ofStep:)) == [1, 1, 1, 2, 2, 3, 3, 4])
    #expect(BatchCourse(samples: 30, batchSize: 8).step(afterEpoch: 1_000_000_000) == 4_000_000_000)
    #expect(BatchCourse(samples: 30, batchSize: 8).step(afterEpoch: .max) == .max)
  }

  @Test("Patience can be set while the run is on, also where there was none")
  func patience() throws {
    let setup = try setup(epochs: 50, batchSize: 30) { $0.validationSplit = 0 }
    let stopped = try run(
      setup, [(3, .set("learning_rate", 0)), (5, .set("early_stopping", 2))])
    // Epoch 6 is the first that is looked at; 7 and 8 are no better.
    #expect(stopped.progress.step == 8)
    guard case .stoppedEarly(bestEpoch: 6)? = stopped.outcome else {
      Issue.record("\(String(describing: stopped.outcome))")
      return
    }
  }

  @Test("Sizes that no batch can have are refused with what there is")
  func refused() throws {
    let setup = try setup()
    for value in [0, 31, 2.5, .nan, -1] {
      #expect(throws: LearningError.self) {
        try setup.checkChange(of: "batch_size", to: value, epoch: 1)
      }
    }
    try setup.checkChange(of: "batch_size", to: 30, epoch: 1)
    #expect(throws: LearningError.self) {
      try setup.checkChange(of: "early_stopping", to: -1, epoch: 1)
    }
    var small = setup
    small.options.memoryLimit = 1
    #expect(throws: LearningError.self) {
      try small.checkChange(of: "batch_size", to: 16, epoch: 1)
    }
  }
}
