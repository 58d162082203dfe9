import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// The body of a sweep for each combination of values, and the table of what came out.
@Suite("Sweeps")
struct SweepTests {
  private static let start = """
    seed 3
    d = data generated(moons, 80)
    fn mlp(h, act=tanh) = model 2 { dense h, activation=act; dense 1, activation=sigmoid }

    """

  private func run(_ text: String, threads: Int = 2) -> String {
    Transcript(threads: threads).run(Self.start + text)
  }

  @Test func `a row for each combination, the best first and marked`() {
    let lines = run(
      "sweep h in [2, 8], act in [relu, tanh] { train mlp(h, act), d, epochs=5, optimizer=adam(0.05) }"
    ).split(separator: "\n").map(String.init)
    #expect(
      lines.first == "sweep of h and act: 4 combinations, by accuracy, larger is better")
    #expect(lines[1].split(separator: " ") == ["h", "act", "accuracy", "loss"])
    let scores = lines[2...5].compactMap { Double($0.split(separator: " ")[2]) }
    #expect(scores.count == 4 && scores == scores.sorted(by: >))
    #expect(lines[2].hasSuffix("best") && !lines[3].hasSuffix("best"))
    #expect(lines[6].contains("accuracy is that of the training rows"))
  }

  @Test func `the same bits whatever the number of threads`() {
    let text = """
      s = sweep h in [2, 3, 4], lr in [0.1, 0.01], seeds=2 {
        train mlp(h), d, epochs=3, optimizer=adam(lr), validation_split=0.2
      }
      s; s.values; s.best.loss; s.runs[4].val_loss
      """
    let one = run(text, threads: 1)
    #expect(one.contains("by val_accuracy") && !one.contains("error"))
    #expect(run(text, threads: 2) == one)
    #expect(run(text, threads: 5) == one)
  }

  @Test func `a combination is what its body is behind the seed`() {
    let sweep = run(
      "s = sweep h in [4], seeds=2 { train mlp(h), d, epochs=3 }; s.runs[0].loss; s.best.model.dense.kernel"
    )
    let alone = run(
      "seed 3; r = train mlp(4), d, epochs=3, batch_size=32, optimizer=adam, loss=binary_crossentropy, metrics=accuracy; r.loss"
    )
    let other = run(
      "seed 4; r = train mlp(4), d, epochs=3, batch_size=32, optimizer=adam, loss=binary_crossentropy, metrics=accuracy; r.loss"
    )
    let losses = sweep.split(separator: "\n").dropFirst().first ?? ""
    #expect(alone.hasSuffix(losses) || other.hasSuffix(losses))
    #expect(!losses.isEmpty)
  }

  @Test func `neither names nor random streams nor models of the outside change`() {
    let text = """
      m = mlp(3)
      k = m.dense.kernel
      x = normal([2])
      """
    let rest = "\ny = normal([2]); x; y; k; m.dense.kernel; h = 1; h"
    let without = run(text + rest)
    let with = run(
      text + "\nsweep h in [0.1, 0.01] { z = 1; train m, d, epochs=2, optimizer=sgd(h) };" + rest)
    #expect(with == without)
    #expect(run("sweep h in [1] { z = 2; z }; z").contains("E0101"))
  }

  @Test func `an outside model begins anew for each combination`() {
    let output = run(
      "m = mlp(3); s = sweep lr in [0.05, 0.05] { train m, d, epochs=2, optimizer=sgd(lr) }; s.loss[0] == s.loss[1]; sum(abs(s.best.model.dense.kernel - m.dense.kernel)) > 0"
    )
    #expect(output.split(separator: "\n").dropFirst() == ["true", "true"], "\(output)")
  }

  @Test func `mean and spread over the seeds are those of the runs`() {
    let output = run(
      """
      s = sweep h in [3], seeds=3, by=loss { train mlp(h), d, epochs=2 }
      t = [0, 0, 0]
      for i in 0..2 { seed 3 + i; r = train mlp(3), d, epochs=2; t[i] = r.loss[1] }
      abs(s.value - mean(t)) < 1e-12; abs(s.spread[0] - std(t) * sqrt(3 / 2)) < 1e-12
      """)
    #expect(output.hasSuffix("true\ntrue"), "\(output)")
    #expect(output.contains("smaller is better") == false)
  }

  @Test func `a body that ends in an evaluation or a number counts with that`() {
    let evaluated = run(
      "sweep h in [2, 4] { r = train mlp(h), d, epochs=2; evaluate r.model, d, metrics=[accuracy, auc] }"
    )
    #expect(evaluated.hasPrefix("sweep of h: 2 combinations, by accuracy, larger is better"))
    #expect(!evaluated.contains("training rows"))
    #expect(
      run("sweep h in [2, 4], by=auc { m = mlp(h); evaluate m, d, metrics=auc }").contains("by auc")
    )
    let numbers = run("s = sweep x in [3, -1, 2] { x^2 }; s.x; s.values; s.value")
    #expect(numbers == "sweep s: best x=3, value 9.0000\n[3, 2, -1]\n[9, 4, 1]\n9")
    #expect(
      run("s = sweep x in [3, -1], best=smallest { x }; s.x")
        == "sweep s: best x=-1, value -1.0000\n[-1, 3]")
  }

  @Test func `functions that train are trained side by side too`() {
    let output = run(
      """
      fn go(h) = train mlp(h), d, epochs=2
      fn score(h) { r = train mlp(h), d, epochs=2; r.loss[1] }
      a = sweep h in [2, 3] { train mlp(h), d, epochs=2 }
      b = sweep h in [2, 3] { go(h) }
      c = sweep h in [2, 3], best=smallest { score(h) }
      e = sweep h in [2, 3], by=loss { go(h) }
      a.loss[0] == b.loss[0]; sum(abs(c.values - e.loss)) < 1e-12
      """)
    let lines = output.split(separator: "\n")
    #expect(lines.prefix(4).allSatisfy { $0.hasPrefix("sweep ") && $0.contains(": best h=") })
    #expect(lines.dropFirst(4) == ["true", "true"], "\(output)")
  }

  @Test func `the best is a run to go on with`() {
    let output = run(
      """
      s = sweep h in [2, 6] { train mlp(h), d, epochs=2 }
      t = resume s.best, epochs=1
      len(t.loss); predict s.best.model, [[0, 1]]; plot s.best; u = s.best.model; u
      """)
    #expect(output.contains("\n3\n") && output.contains("plot: "), "\(output)")
    #expect(!output.contains("error"), "\(output)")
  }

  @Test func `one setting is drawn as a line, two as shades, three as lines side by side`() {
    let curve = run(
      "s = sweep n in [20, 40, 80], seeds=2 { train mlp(3), data d { take n }, epochs=2 }; plot s; s.n"
    )
    #expect(curve.contains("plot: accuracy over n"), "\(curve)")
    let shades = run("s = sweep a in [1, 2], b in [3, 4] { a * b }; plot s")
    #expect(
      shades == "sweep s: best a=2, b=4, value 8.0000\nplot: value of a (rows) and b (columns)")
    let three = run("s = sweep a in [1, 2], b in [3, 4], c in [1, 2] { a * b * c }; plot s")
    #expect(three.hasSuffix("\nplot: s: settings and value"), "\(three)")
  }

  @Test func `what one combination prints comes in the order of the combinations`() {
    let output = run("sweep h in [4, 2, 3] { print h; train mlp(h), d, epochs=h };", threads: 3)
    #expect(output.hasPrefix("4\n2\n3"), "\(output)")
  }

  @Test func `a sweep that is assigned says in a line what it came to`() {
    let output = run("s = sweep h in [0, 4] { train mlp(h), d, epochs=2, validation_split=0.2 }")
    #expect(output.hasPrefix("sweep s: best h=4, val_accuracy 0."), "\(output)")
    #expect(output.hasSuffix("; 1 of 2 failed") && !output.contains("\n"), "\(output)")
    // What is shown needs no line.
    #expect(run("sweep h in [4] { train mlp(h), d }").hasPrefix("sweep of h: 1 combination"))
  }

  @Test func `by= a measure of the training rows says which there is for validation`() {
    let output = run("sweep h in [4], by=loss { train mlp(h), d, validation_split=0.2 }")
    #expect(output.contains("`by=val_loss` takes those for validation"), "\(output)")
    #expect(!output.contains("there are none"), "\(output)")
  }
}
