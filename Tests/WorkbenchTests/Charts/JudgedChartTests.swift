import Plots
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What `plot e, kind=…` makes of an evaluation.
@Suite struct JudgedChartTests {
  @Test func `the area under the curve is the measure of the evaluation`() throws {
    let transcript = Transcript()
    transcript.interpreter.run(
      """
      seed 4
      m = model 2 { dense 1, activation=sigmoid }
      d = data generated(gauss, 60)
      e = evaluate m, d
      plot e, kind=roc
      """)
    guard case .report(let report)? = transcript.interpreter["e"] else {
      Issue.record("no report")
      return
    }
    let plots = transcript.host.take().compactMap { output -> Plot? in
      if case .plot(let plot) = output { plot } else { nil }
    }
    let chart = try #require(plots.last?.chart as? ROCChart)
    #expect(chart.curves.count == 1 && chart.curves[0].total == 60)
    #expect(chart.curves[0].area == report["auc"]?.number)
  }

  @Test(arguments: [
    ("plot m, d, kind=roc", "write `e = evaluate m, d`, then `plot e, kind=roc`"),
    ("plot [0, 1, 1], [0.1, 0.2], kind=roc", "truths and scores"),
    ("plot [0, 1], [3, -3], kind=calibration", "probabilities"),
    ("plot [[1, 2], [3, 4]], row_labels=[\"a\"]", "row_labels holds 1 name for 2"),
    ("e = evaluate m, d; plot e, kind=residuals", "has no chart of kind=residuals"),
  ])
  func `what cannot be drawn is said in words`(line: String, words: String) {
    let transcript = Transcript()
    let said = transcript.run(
      "m = model 2 { dense 1, activation=sigmoid }; d = data generated(gauss, 20); " + line)
    #expect(said.contains(words), "\(said)")
  }
}
