import Testing
@testable import Workbench
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
    let output = run("cross_validate m, d, folds=4, epochs=3")
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
    let lines = output.split(separator: "\n")
    #expect(
      lines[0].hasPrefix("cross_validate f: accuracy ") && lines[0].hasSuffix(" over 4 folds"))
    #expect(lines.dropFirst() == ["true", "true", "true", "4"], "\(output)")
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

  @Test
  func `sample weights follow their rows into the folds, and are refused like those of train`() {
    let start = "w = range(83) / 83; "
    let weighted = run(
      start
        + """
        a = cross_validate m, d, folds=3, epochs=2
        b = cross_validate m, d, folds=3, epochs=2, sample_weight=w
        c = cross_validate m, d, folds=3, epochs=2, sample_weight=ones(83)
        a.loss == c.loss; a.loss == b.loss
        """)
    #expect(weighted.hasSuffix("\ntrue\nfalse"), "\(weighted)")
    for wrong in ["[1, 2]", "-ones(83)", "zeros(83)", "ones(83) * nan"] {
      let output = run("cross_validate m, d, folds=3, sample_weight=\(wrong)")
      #expect(output.contains("E0542"), "\(output)")
    }
    #expect(
      run("cross_validate m, d, folds=3, sample_weight=\"w\"").contains(
        "E0536: moons has no columns"))
  }

  @Test func `equal baselines have no spread`() {
    #expect([0.1, 0.1, 0.1].sampleDeviation == 0 && [7.0].sampleDeviation == 0)
    #expect([1.0, 3.0].sampleDeviation == 2.0.squareRoot())
  }
}
