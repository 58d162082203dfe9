import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// Watch expressions, breakpoints, and single steps.
@Suite("Looking into a run")
struct WatchTests {
  private func started(_ training: String = "epochs=100000000, batch_size=16") -> Transcript {
    let transcript = Transcript()
    transcript.host.isLive = true
    _ = transcript.run(
      """
      seed 3
      d = generated(gauss, 64)
      m = model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }
      """)
    _ = transcript.run("r = train m, d, \(training), loss=binary_crossentropy &")
    return transcript
  }

  private func end(_ transcript: Transcript) { while transcript.interpreter.undo() {} }

  @Test func `a breakpoint pauses the run after the epoch in which it comes true`() throws {
    let transcript = started()
    #expect(
      transcript.interpreter.desk.addWatch("predict m, [[1, 1]] when r.epoch >= 5 pause") == nil)
    let run = try #require(transcript.interpreter.desk.activeRuns.first?.run)
    while run.progress.phase != .paused, !run.wait(seconds: 0.01) {}
    // It may have been past the fifth epoch when it was asked.
    let epochs = run.epochs().count
    #expect(epochs >= 5 && run.progress.step == 4 * epochs)
    transcript.interpreter.desk.tellWatches()
    let asides = transcript.host.take()
    #expect(
      asides.contains {
        if case .aside(let text) = $0 { text.contains("(paused; `:continue r`") } else { false }
      })
    let shown = asides.compactMap { if case .value(let text) = $0 { text } else { nil } }
    #expect(shown == [transcript.run("predict m, [[1, 1]]")])
    // It has done what it is for.
    #expect(transcript.interpreter.desk.watchExpressions.isEmpty)
    end(transcript)
  }

  @Test func `a condition is told when it becomes true, once`() throws {
    let transcript = started("epochs=6, batch_size=16")
    let run = try #require(transcript.interpreter.desk.activeRuns.first?.run)
    run.wait()
    let waiting = started("epochs=100000000, batch_size=16")
    #expect(waiting.interpreter.desk.addWatch("r.step when loss < 100") == nil)
    let on = try #require(waiting.interpreter.desk.activeRuns.first?.run)
    let seen = on.epochs().count
    while on.epochs().count < seen + 20, !on.wait(seconds: 0.01) {}
    waiting.interpreter.desk.tellWatches()
    #expect(waiting.host.take().count { if case .value = $0 { true } else { false } } == 1)
    waiting.interpreter.desk.removeWatches()
    #expect(waiting.interpreter.desk.watchExpressions.isEmpty)
    end(waiting)
    end(transcript)
  }

  @Test(arguments: [
    ("train m, d", "cannot train"), ("x = 1", "one expression"), ("nothing_here", "nothing_here"),
    ("r.loss when predict(m, d) > 1", "condition of numbers"), ("r.loss when", "found `when`"),
  ]) func `what cannot be watched is explained`(text: String, message: String) {
    let transcript = started()
    let told = transcript.interpreter.desk.addWatch(text)?.message ?? "nothing"
    #expect(told.contains(message), "\(told)")
    end(transcript)
  }

  @Test func `a single step shows the numbers that the step then has, and changes nothing else`()
    throws
  {
    let transcript = started()
    let run = try #require(transcript.interpreter.desk.activeRuns.first?.run)
    let detail = try #require(run.stepOnce())
    #expect(run.progress.phase == .paused && run.progress.step == detail.step)
    #expect(run.stepLosses()[detail.step - 1] == detail.loss)
    #expect(detail.samples.count == 16 && detail.layers.map(\.path) == ["dense", "dense_1"])
    let next = try #require(run.stepOnce())
    #expect(next.step == detail.step + 1)
    for (before, after) in zip(detail.weights, next.weights) {
      #expect(before.after.doubles == after.before.doubles)
    }
    let text = StepReport.make(next, of: "r").text()
    for word in ["forward", "loss 0.", "backward", "update", "learning_rate 0.001", "dense.kernel"]
    {
      #expect(text.contains(word), "\(text)")
    }
    // The run goes on as if nobody had looked.
    let end = next.step + 10
    run.intervene(.stop, afterStep: end)
    run.resume()
    run.wait()
    transcript.interpreter.desk.settleFinished()
    let kernel = transcript.run("m.dense.kernel")
    let again = printed(
      """
      seed 3
      d = generated(gauss, 64)
      m = model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }
      r = train m, d, epochs=100000000, batch_size=16, loss=binary_crossentropy
      at r, step=\(end) { stop r }
      m.dense.kernel
      """)
    #expect(again.contains(kernel))
    self.end(transcript)
  }
}
