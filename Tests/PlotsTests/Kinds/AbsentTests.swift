import Support
import Testing

@testable import Plots

/// Values without a place are counted, in the same words in every chart and at every width.
@Suite("Values without a place")
struct AbsentTests {
  private func head(_ plot: Plot, _ width: Int = 40) -> String {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: 12, capabilities: Capabilities()))
    ).first ?? ""
  }

  private static let numbers = [1, 2, .nan, 4, .nan, -Double.infinity, 3, 5]

  @Test(arguments: [
    Plot(Histogram(numbers), title: "a long title of these numbers"),
    Plot(BoxChart([SampleGroup("a", numbers)]), title: "a long title of these numbers"),
    Plot(ViolinChart([SampleGroup("a", numbers)]), title: "a long title of these numbers"),
    Plot(RidgeChart([SampleGroup("a", numbers)]), title: "a long title of these numbers"),
    Plot.scatter(
      [PointClass("a", xs: numbers, ys: numbers)], title: "a long title of these numbers"),
    Plot(
      ParetoChart(numbers, numbers, prefersLarger: (false, true)),
      title: "a long title of these numbers"),
  ])
  func `each chart says how many are NaN and how many infinite`(plot: Plot) {
    let head = head(plot)
    #expect(head.contains("2 NaN") && head.contains("1 infinite"), "\(head)")
  }

  @Test func `a front counts points that have a place`() {
    let chart = ParetoChart([1, 2, .nan], [1, 2, 3], prefersLarger: (false, true))
    #expect(chart.headline == "2 of 2 points on the front")
    #expect(Plot(chart).description.contains("1 value is NaN."))
  }

  @Test func `rows with gaps of a projection are told at every width`() throws {
    let table = NumberTable("a name of rows", extents: [3, 2], values: [1, .nan, 2, 3, 3, 4])
    let plot = try PCAChart.plot([table])
    #expect(head(plot, 60).contains("1 row with NaN, filled with means"), "\(head(plot, 60))")
  }

  @Test func `a column that does not vary is named where r is not defined`() throws {
    let plot = Plot(
      try CorrelationChart([("age", [1, 1, 1]), ("pay", [2, 3, 5])]), title: "d: correlation")
    #expect(head(plot, 72).contains("constant: age"), "\(head(plot, 72))")
    #expect(plot.description.contains("Without variation, so without r: age."))
    let other = Plot(try CorrelationChart([("age", [1, 2, 1]), ("pay", [2, 3, 5])]))
    #expect(!head(other, 72).contains("constant"))
  }

  @Test func `what must not be left out stays where other facts and the title give way`() {
    var plot = Plot(
      BarChart([1, 2, 3]), title: "a model with a long name on a set with a long name")
    plot.notes = ["the true class, what was predicted, and its probability"]
    plot.cautions = ["194 of 300 wrong"]
    for width in [40, 72, 120, 200] { #expect(head(plot, width).contains("194 of 300 wrong")) }
    #expect(head(plot, 200).contains("its probability"))
  }
}
