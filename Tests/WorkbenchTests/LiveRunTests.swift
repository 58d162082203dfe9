import Engine
import Language
import Testing
import Workbench
import WorkbenchTestSupport

/// Trainings that go on while other inputs run, and what a program does to them by step.
@Suite("Runs that are on")
struct LiveRunTests {
  private static let setup = """
    seed 3
    d = generated(gauss, 64)
    m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }

    """
  private static let train = "r = train m, d, epochs=6, batch_size=16, loss=binary_crossentropy"
  private static let shown = "r.loss\nm.dense.kernel\nr.step"

  /// At the prompt, with a training that lasts until somebody ends it.
  private func atPrompt(_ training: String = "epochs=100000000, batch_size=1") -> Transcript {
    let transcript = Transcript()
    transcript.host.isLive = true
    _ = transcript.run(
      Self.setup + "r = train m, d, \(training), loss=binary_crossentropy, metrics=accuracy &")
    return transcript
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      "loss=(y, p) -> mean((y - p)^2) + 0.01 * sum(m.dense.kernel^2)",
      "loss=(y, p) -> mean((y - p)^2) * len(m.dense.bias)",
      "loss=(y, p) -> mean((y - p)^2) + 0 * sum(m([[1, 2]]))",
      "optimizer=sgd(0.1), loss=(y, p) -> mean((y - p)^2) + sum(b) * 0",
    ])
  func `a loss that reads the model it trains does not wait for itself`(_ options: String) {
    for isLive in [false, true] {
      for end in ["", " &\nx = 1 + 1"] {
        let transcript = Transcript()
        transcript.host.isLive = isLive
        let said = transcript.run(
          Self.setup
            + "b = m\nb = m.dense.bias\nr = train m, d, epochs=9, batch_size=24, \(options)\(end)")
        transcript.interpreter.desk.finishRuns()
        #expect(!said.contains("error"), "\(said)")
        let readsModel = options.contains("m.dense") || options.contains("m([[")
        #expect(said.contains("the loss reads m as it is now") == readsModel, "\(said)")
        #expect(transcript.run("r.step").hasSuffix("27"))
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a change of the batch size plans such a loss anew`() {
    let transcript = Transcript()
    transcript.host.isLive = true
    _ = transcript.run(
      Self.setup
        + "r = train m, d, epochs=100000000, loss=(y, p) -> mean((y - p)^2) + sum(m.dense.kernel^2) &"
    )
    _ = transcript.run("r.batch_size = 8")
    transcript.interpreter.desk.activeRuns.first?.run.requestStop()
    transcript.interpreter.desk.finishRuns()
    #expect(transcript.run("r.step").contains { $0.isNumber })
  }

  @Test func `a training behind & comes to the same as one that is waited for`() {
    let waited = printed(Self.setup + Self.train + "\n" + Self.shown)
    let transcript = Transcript()
    #expect(transcript.run(Self.setup + Self.train + " &\n" + Self.shown) == waited)
  }

  @Test func `two trainings at once come to what each comes to alone`() {
    let second = "n = copy m\ns = train n, d, epochs=6, batch_size=8, loss=binary_crossentropy"
    let alone = printed(Self.setup + second + "\n" + Self.train + "\nr.loss\ns.loss")
    let both = printed(Self.setup + second + " &\n" + Self.train + " &\nr.loss\ns.loss")
    let losses = [alone, both].map { $0.split(separator: "\n").filter { $0.hasPrefix("[") } }
    #expect(losses[0] == losses[1] && losses[0].count == 2)
  }

  @Test func `the end of a program waits for its runs`() {
    let transcript = Transcript()
    #expect(!transcript.run(Self.setup + Self.train + " &").contains("run r:"))
    transcript.interpreter.desk.finishRuns()
    #expect(transcript.run("").contains("run r: m on d, 6 epochs, 24 steps, loss "))
    #expect(transcript.interpreter.desk.activeRuns.isEmpty)
  }

  @Test func `a change at a step is exactly a change at that step`() {
    let changed = Self.setup + Self.train + " &\nat r, step=9 { r.learning_rate = 0.5 }\n"
    let first = printed(changed + Self.shown)
    #expect(first == printed(changed + Self.shown))
    #expect(first != printed(Self.setup + Self.train + "\n" + Self.shown))
    // The step after the ninth is the first with the new rate.
    let losses = [9, 10, 11].map { step in
      let kept =
        " &\nat r, step=9 { r.learning_rate = 0 }\nat r, step=\(step) { print m.dense.kernel }"
      return printed(Self.setup + Self.train + kept)
    }
    #expect(losses[0] == losses[1] && losses[1] == losses[2])
  }

  @Test func `numbers of the optimizer and the epochs change at a step too`() {
    let plain = printed(Self.setup + Self.train + "\nr.loss")
    let beta = printed(Self.setup + Self.train + "\nat r, step=3 { r.beta_1 = 0.1 }\nr.loss")
    #expect(plain != beta)
    let longer = printed(Self.setup + Self.train + "\nat r, epoch=2 { r.epochs = 9 }\nr.epochs")
    #expect(longer.hasSuffix("\n9"))
    let shorter = printed(Self.setup + Self.train + "\nat r, epoch=2 { r.epochs = 3 }\nr.epochs")
    #expect(shorter.hasSuffix("\n3"))
  }

  @Test func `what looks at a run at a step sees the weights and curves of that step`() {
    let looked = printed(
      Self.setup + Self.train + " &\nat r, epoch=2 { print r.step, r.loss, m.dense.kernel }\nr.step"
    )
    let short = printed(
      Self.setup + Self.train.replacing("epochs=6", with: "epochs=2")
        + "\nprint r.step, r.loss, m.dense.kernel")
    let lines = looked.split(separator: "\n").filter { $0.hasPrefix("8 [") }
    #expect(lines == short.split(separator: "\n").filter { $0.hasPrefix("8 [") })
    #expect(lines.count == 1)
    #expect(looked.hasSuffix("\n24"))
  }

  @Test func `stop ends a run at its step`() {
    #expect(
      printed(Self.setup + Self.train + "\nat r, step=10 { stop r }\nr.step")
        .hasSuffix("stopped by you\n10"))
  }

  @Test func `at the prompt a change acts at the next step and is recorded with it`() throws {
    let transcript = atPrompt()
    let said = transcript.run("r.learning_rate = 0.25")
    #expect(!said.contains("error"), "\(said)")
    let record = try #require(transcript.interpreter.takeRecords().last)
    let match = try #require(record.wholeMatch(of: /at r, step=\d+ { r\.learning_rate = 0\.25 }/))
    #expect(match.output == record)
    #expect(transcript.run("r.learning_rate") == "0.25")
    #expect(transcript.run("r.learning_rate = -1").contains("0 or more"))
    #expect(transcript.run("r.learning_rat = 1").contains("E0621"))
    _ = transcript.interpreter.undo()
  }

  @Test func `a statement sees a run at one moment, and is recorded with its step`() throws {
    let transcript = atPrompt()
    let seen = transcript.run("[r.step, len(r.step_loss), r.step]")
    let numbers = seen.dropFirst().dropLast().split(separator: ", ")
    #expect(numbers.count == 3 && Set(numbers).count == 1, "\(seen)")
    let step = try #require(numbers.first)
    #expect(
      transcript.interpreter.takeRecords().last
        == "at r, step=\(step) { [r.step, len(r.step_loss), r.step] }")
    #expect(transcript.run("len(r.loss) == r.epochs") == "true")
    _ = transcript.interpreter.undo()
  }

  @Test func `what was seen and done at the prompt comes again in a replay`() throws {
    let transcript = atPrompt("epochs=1000000, batch_size=32")
    let seen = transcript.run("m.dense.kernel")
    _ = transcript.run("r.learning_rate = 0.003")
    let later = transcript.run("m.dense.kernel")
    for run in transcript.interpreter.desk.activeRuns { run.run.requestStop() }
    transcript.interpreter.desk.finishRuns()
    _ = transcript.run("0;")
    let end = transcript.run("m.dense.kernel")
    let records = transcript.interpreter.takeRecords()
    #expect(records.contains { $0.contains("{ stop r }") }, "\(records)")
    let again = printed(records.joined(separator: "\n"))
    for text in [seen, later, end] { #expect(again.contains(text), "\(records)") }
  }

  @Test func `a model in training keeps what it is told, and trains once at a time`() {
    let transcript = atPrompt()
    #expect(transcript.run("m.dense.bias = [0, 0, 0, 0]").contains("E0629"))
    #expect(transcript.run("s = train m, d").contains("E0604"))
    #expect(transcript.run("t = copy m\nu = train t, d").contains("run u: t on d, 1 epoch"))
    while transcript.interpreter.undo() {}
    #expect(transcript.interpreter.desk.activeRuns.isEmpty)
  }

  @Test func `undo ends a run and gives the weights back`() {
    let transcript = Transcript()
    transcript.host.isLive = true
    _ = transcript.run(Self.setup)
    let before = transcript.run("m.dense.kernel")
    _ = transcript.run("r = train m, d, epochs=100000000 &")
    _ = transcript.run("r.step")
    #expect(transcript.interpreter.undo())
    #expect(transcript.interpreter.desk.activeRuns.isEmpty)
    #expect(transcript.run("m.dense.kernel") == before)
    #expect(transcript.run("r").contains("E0101"))
  }

  @Test func `a program says at which step it changes a run`() {
    #expect(printed(Self.setup + Self.train + " &\nr.learning_rate = 1").contains("E0624"))
    #expect(printed(Self.setup + Self.train + "\nr.learning_rate = 1").contains("E0623"))
  }
}
