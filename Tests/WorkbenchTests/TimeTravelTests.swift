import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// Going back in a run, branching, and comparing.
@Suite("Time travel")
struct TimeTravelTests {
  private static let setup = """
    seed 9
    d = generated(gauss, 70)
    m = model 2 { dense 6, activation=tanh; dropout 0.2; dense 1, activation=sigmoid }
    r = train m, d, epochs=8, batch_size=16, optimizer=adam(0.02), loss=binary_crossentropy

    """

  private func after(_ setup: String, snapshots: Int? = nil, _ source: String) -> String {
    let transcript = Transcript()
    if let snapshots { transcript.interpreter.snapshots.limit = snapshots }
    _ = transcript.run(setup)
    return transcript.run(source)
  }

  @Test func `going on from an epoch comes to the same bits`() {
    let whole = after(Self.setup, "r.loss\nm.dense.kernel\nr.step_loss")
    for epoch in [0, 1, 5, 7] {
      let again = after(
        Self.setup,
        "s = resume r, from=\(epoch), epochs=\(8 - epoch);\ns.loss\ns.model.dense.kernel\ns.step_loss"
      )
      #expect(again.hasSuffix(whole), "from \(epoch): \(again)")
    }
  }

  /// With room for the first snapshot only, everything else is computed again.
  @Test func `what is not kept is computed again with the same bits`() {
    let whole = after(Self.setup, "m.dense.kernel")
    for step in [0, 1, 13, 20, 39] {
      let again = after(
        Self.setup, snapshots: 4096,
        "s = resume r, from_step=\(step), epochs=\(8 - step / 5)\ns.model.dense.kernel")
      #expect(again.hasSuffix(whole), "from \(step): \(again)")
    }
    #expect(after(Self.setup, snapshots: 0, "s = resume r, from=2, epochs=1").contains("E0633"))
  }

  @Test func `changes on the way are made again`() {
    let changed =
      Self.setup + "at r, step=11 { r.learning_rate = 0.3 }\nat r, step=17 { r.beta_1 = 0.5 }"
    let whole = after(changed, "m.dense.kernel")
    #expect(whole != after(Self.setup, "m.dense.kernel"))
    for step in [5, 11, 14, 30] {
      let again = after(
        changed, snapshots: 4096,
        "s = resume r, from_step=\(step), epochs=\(8 - step / 5)\ns.model.dense.kernel")
      // What was changed after the branch is the old run's own.
      #expect(again.hasSuffix(whole) == (step >= 17), "from \(step)")
    }
  }

  @Test func `a branch with another rate leaves the old run alone, and is compared with it`() {
    let transcript = Transcript()
    _ = transcript.run(Self.setup)
    let before = transcript.run("r.loss\nm.dense.kernel")
    let line = transcript.run("s = resume r, from=3, epochs=5, learning_rate=0.5")
    #expect(line.contains("run s: m on d, 8 epochs, 40 steps, loss "), "\(line)")
    #expect(transcript.run("r.loss\nm.dense.kernel") == before)
    let compared = transcript.run("c = compare [r, s]\nc\nc.step")
    #expect(
      compared.hasPrefix("plot: loss of r and s\nr and s differ from step 17 (epoch 4) on: loss "))
    #expect(compared.contains("\nlearning_rate after step 15"), "\(compared)")
    #expect(!compared.contains("batch_size"))
    #expect(compared.hasSuffix("\n17"))
    let same = transcript.run("t = resume r, from=3, epochs=5\ncompare [r, t]")
    #expect(same.contains("r and t are the same in all 40 steps that both have"))
    #expect(same.hasSuffix("all settings are equal"))
  }

  @Test(arguments: [
    ("s = resume r, from=9, epochs=1", "E0632: the run has no end of epoch 9: 8 epochs are done"),
    ("s = resume r, from_step=41, epochs=1", "E0632: the run has no step 41: 40 steps are done"),
    ("s = resume r, from=0.5, epochs=1", "`from` of resume must be a whole number"),
    ("s = resume r, from=1, loss=huber", "E0607: `loss` of a run stays as it is"),
    ("s = resume r, from=1, learning_rate=-1", "0 or more"),
    ("compare [r]", "or of two runs or more"), ("compare [r, m]", "or of runs, not of both"),
  ]) func `what cannot be gone back to is explained`(line: String, message: String) {
    let told = after(Self.setup, line)
    #expect(told.contains(message), "\(told)")
  }

  @Test func `a run that is on can be branched at the step that is seen`() throws {
    let transcript = Transcript()
    transcript.host.isLive = true
    _ = transcript.run(
      Self.setup.replacing("epochs=8", with: "epochs=100000000").dropLast() + " &")
    let run = try #require(transcript.interpreter.desk.activeRuns.first?.run)
    while run.epochs().isEmpty, !run.wait(seconds: 0.01) {}
    let line = transcript.run("s = resume r, from=1, epochs=2")
    #expect(line.contains("run s: m on d, 3 epochs, 15 steps, loss "), "\(line)")
    _ = transcript.run("t = resume r, epochs=1")
    let steps = transcript.run("t.step")
    #expect(
      transcript.interpreter.takeRecords().contains { $0.contains("{ t = resume r, epochs=1 }") })
    #expect(Int(steps) ?? 0 > 5, "\(steps)")
    #expect(transcript.interpreter.desk.activeRuns.count == 1)
    while transcript.interpreter.undo() {}
  }
}
