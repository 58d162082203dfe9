import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// How combinations are chosen, what is refused, and what is said of those that fail.
@Suite("Searches of sweeps")
struct SweepSearchTests {
  private static let start = """
    seed 3
    d = data generated(moons, 60)
    fn mlp(h) = model 2 { dense h, activation=tanh; dense 1, activation=sigmoid }

    """

  private func run(_ text: String) -> String {
    Transcript(threads: 2).run(Self.start + text)
  }

  @Test func `ranges are drawn log-uniformly over orders of magnitude, whole between whole ends`() {
    let output = run(
      """
      s = sweep lr in 0.0001..1, h in 2..16, q in 0.2..0.4, search=random, budget=200 { q }
      [min(s.lr) >= 0.0001, max(s.lr) <= 1, min(s.h) == 2, max(s.h) == 16, sum(mod(s.h, 1)) == 0]
      share = mean(s.lr < 0.01)
      [share > 0.4, share < 0.6, min(s.q) >= 0.2, max(s.q) <= 0.4, mean(s.q) > 0.29, mean(s.q) < 0.31]
      """)
    #expect(!output.contains("false") && !output.contains("error"), "\(output)")
    let said = run("sweep lr in 0.0001..1, h in 2..16, search=random, budget=2 { lr }")
    #expect(
      said.contains("lr log-uniformly from 0.0001 to 1; h uniformly from 2 to 16, whole"), "\(said)"
    )
  }

  @Test func `what is drawn follows from the seed`() {
    let text = "s = sweep a in 0..1, search=random, budget=5 { a }; s.a"
    #expect(run(text) == run(text))
    #expect(run(text) != run("seed 4; " + text))
    // Of lists each combination is drawn once.
    let lists = run(
      "s = sweep a in [1, 2, 3], b in [10, 20, 30], search=random, budget=6 { a + b }; sort(s.values)"
    )
    let values = (lists.split(separator: "\n").last ?? "").split { !$0.isNumber }.map(String.init)
    #expect(values.count == 6 && Set(values).count == 6, "\(lists)")
  }

  @Test func `each combination is drawn once, and at most as many as there are`() {
    let output = run("sweep h in 1..3, q in [5, 6], search=random, budget=50 { h }")
    #expect(output.hasPrefix("sweep of h and q: 6 combinations"), "\(output)")
    #expect(output.contains("budget=50 is more than the 6 different combinations"), "\(output)")
    let some = run("s = sweep h in 1..40, search=random, budget=30 { h }; len(s.h); print s.h")
    let numbers = (some.split(separator: "\n").last ?? "").split { !$0.isNumber }
    #expect(some.contains("\n30\n") && Set(numbers).count == numbers.count, "\(some)")
  }

  @Test func `halving trains few to the end, with the bits of unbroken training`() {
    let output = run(
      """
      r = [0.0001, 0.001, 0.01, 0.1, 0.3, 0.5, 1, 2, 3]
      s = sweep lr in r, search=halving, by=loss { train mlp(4), d, epochs=9, optimizer=sgd(lr) }
      s
      t = sweep lr in [s.lr[0]], by=loss { train mlp(4), d, epochs=9, optimizer=sgd(lr) }
      [s.best.loss == t.best.loss]; len(s.best.loss)
      """)
    #expect(output.contains("epochs"), "\(output)")
    let epochs = output.split(separator: "\n").dropFirst(3).prefix(9).compactMap {
      Int($0.split(separator: " ")[1])
    }
    #expect(epochs == [9, 3, 3, 1, 1, 1, 1, 1, 1], "\(output)")
    #expect(!output.contains("false") && output.hasSuffix("\n9"), "\(output)")
  }

  @Test(arguments: [
    ("sweep lr in 0.1 { 1 }", "E0564"), ("sweep lr in [] { 1 }", "E0564"),
    ("sweep lr in relu { 1 }", "E0564"), ("sweep lr in 1..3 { 1 }", "search=random, budget=20"),
    ("sweep h in 1..5 { 1 }", "`h in range(1, 6)`"), ("sweep h in \"abc\" { 1 }", "in [\"abc\"]"),
    ("sweep k in d { 1 }", "`k in [d]`"),
    ("s = sweep h in [1] { 1 } &", "does not stand behind a sweep"),
    ("sweep lr in 2..2 { 1 }", "`lr in [2]`"),
    ("sweep lr in 3..1, search=random, budget=2 { 1 }", "the smaller end comes first"),
    ("sweep a in [1], a in [2] { 1 }", "stands here twice"),
    ("sweep a in [1], seds=3 { 1 }", "E0104"), ("sweep a in [1], seeds=0 { 1 }", "1 to 1,000"),
    ("sweep a in [1, 2] { b = a }", "E0566"), ("sweep a in [1, 2] { }", "E0566"),
    ("sweep a in [1, 2] { train mlp(a), d, checkpoint=\"x.safetensors\" }", "E0571"),
    ("sweep a in [1, 2] { sweep b in [1] { 2 } }", "E0571"),
    ("sweep a in [1, 2], search=random { a }", "E0571"),
    ("sweep a in [1, 2], budget=3 { a }", "E0571"),
    ("sweep a in [1, 2, 3], search=halving { train mlp(a), d, epochs=2 }", "E0571"),
    ("sweep a in [1, 2], by=val_loss { train mlp(a), d }", "E0568"),
    ("sweep a in [0, -1] { train mlp(a), d }", "E0567"),
    ("sweep a in range(1000), b in range(1000) { a }", "1,000,000 combinations"),
  ])
  func `what cannot be is refused with what to type instead`(_ text: String, _ said: String) {
    let output = run(text)
    #expect(output.contains(said) && output.contains("hint: "), "\(output)")
  }

  @Test func `a combination that fails is a row, and the others are kept`() {
    let output = run("s = sweep h in [0, 4] { train mlp(h), d }; s; s.h; len(s.runs)")
    #expect(output.contains("failed") && output.contains("h=0 fails: "), "\(output)")
    #expect(output.hasSuffix("[4, 0]\n1"), "\(output)")
  }

  @Test func `numbers that are not finite come last, with the word`() {
    let output = run(
      """
      t = table([1, 2], [1e30, 2e30])
      s = sweep lr in [1, 1e-9] { train model 1 { dense 1 }, t, epochs=9, optimizer=sgd(lr), loss=mean_squared_error }
      s; s.lr
      """)
    #expect(output.contains("not finite"), "\(output)")
    #expect(!output.contains("error"), "\(output)")
  }

  @Test func `Ctrl-C keeps what is finished`() {
    // The first combination is over before anybody asks, the second never is.
    let stopping = StoppingHost(after: 1)
    let stopped = Interpreter(options: .init(threads: 1), host: stopping)
    #expect(
      stopped.run(
        Self.start + "s = sweep n in [1, 100000000] { train mlp(3), d, epochs=n }"))
    guard case .report(let report)? = stopped["s"] else {
      Issue.record("no report")
      return
    }
    let text = report.shown.text()
    #expect(text.contains("1 combination") && text.contains("1 of 2 trainings"), "\(text)")
    guard case .run? = report["best"] else {
      Issue.record("no run")
      return
    }
  }
}

/// Asks to stop once so many trainings have been seen to end.
private final class StoppingHost: Host {
  private let count: Int
  private var ended = 0

  init(after count: Int) { self.count = count }

  func emit(_ output: Output) {}
  func follow(_ run: TrainingRun, name: String) -> Followed { .unseen }
  func tell(progress line: String?) {
    if let line, line.contains("1 of 2 done") { ended = 1 }
  }
  var isInterrupted: Bool { ended >= count }
}
