import Testing
import Workbench
import WorkbenchTestSupport

/// Folds with fresh weights and steps of their own, and the table of what they came to.
@Suite("Cross-validation")
struct CrossValidateTests {
  private static let start = """
    seed 3
    d = data generated(moons, 83)
    m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }

    """

  private func run(_ text: String, threads: Int = 2) -> String {
    Transcript(threads: threads).run(Self.start + text)
  }

  @Test func `a row for each fold, mean, deviation and baseline`() {
    let output = run("f = cross_validate m, d, folds=4, epochs=3; f")
    let lines = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(output.hasPrefix("4 folds of d for m\n"), "\(output)")
    #expect(lines[1] == ["fold", "rows", "loss", "accuracy", "baseline"])
    #expect(lines[2...5].map { $0[1] } == ["21", "21", "21", "20"])
    #expect(lines[6][0] == "mean" && lines[7][0] == "±")
    #expect(output.contains("the classes in their shares"))
  }

  @Test func `fields are means, deviations and rows`() {
    let output = run(
      """
      f = cross_validate m, d, folds=4, epochs=3
      a = f.folds[0].accuracy; b = f.folds[1].accuracy; c = f.folds[2].accuracy; e = f.folds[3].accuracy
      abs(f.accuracy - mean([a, b, c, e])) < 1e-9; f.spread.accuracy >= 0; f.baseline < 0.6; len(f.folds)
      """)
    #expect(output == "true\ntrue\ntrue\n4", "\(output)")
  }

  @Test func `the same bits whatever the number of threads, and the model stays as it is`() {
    let text =
      "k = m.dense.kernel; cross_validate m, d, folds=3, epochs=2, seeds=2; sum(abs(k - m.dense.kernel))"
    let one = run(text, threads: 1)
    #expect(one.contains("3 folds of d for m, 2 times") && one.hasSuffix("\n0"), "\(one)")
    #expect(run(text, threads: 3) == one)
  }

  @Test func `every fold begins with fresh weights`() {
    let output = run(
      """
      a = cross_validate m, d, folds=3, epochs=2
      train m, d, epochs=20, optimizer=adam(0.1);
      b = cross_validate m, d, folds=3, epochs=2
      a.loss == b.loss
      """)
    #expect(output.hasSuffix("\ntrue"), "\(output)")
  }

  @Test func `what cannot be is refused with what to type instead`() {
    #expect(run("cross_validate m, table([[1, 2], [3, 4]], [0, 1]), folds=3").contains("E0569"))
    #expect(run("cross_validate m, d, by=\"patient\"").contains("E0569"))
    #expect(
      run(
        "e = model 2 { dense 2 }; n = model 2 { e; dense 1, activation=sigmoid }; cross_validate n, d"
      ).contains("E0570"))
    #expect(run("cross_validate m, d, validation=d").contains("E0104"))
    #expect(run("cross_validate m, d, folds=1").contains("2 to 1,000"))
    #expect(
      run("e = data d { standardize }; f = data e { take 20 }; cross_validate m, f").contains(
        "E0570"))
  }

  @Test func `a sweep can count with it`() {
    let output = run(
      "sweep lr in [0.001, 0.1] { cross_validate m, d, folds=3, epochs=3, optimizer=adam(lr) }")
    #expect(output.hasPrefix("sweep of lr: 2 combinations, by accuracy"), "\(output)")
  }
}
