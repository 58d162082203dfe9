import Support
import Testing

@testable import Plots

/// Rows of a matrix as lines, words at the edges of a picture, and what charts tell of what they leave out.
@Suite("Rows, notes and what is told of the rest")
struct RowsAndNotesTests {
  private func rows(_ plot: Plot, _ width: Int = 80, _ height: Int = 24) -> [String] {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities())))
  }

  @Test func `each row of a matrix is a line, however many there are`() throws {
    let values = (0..<25_000).map { Double($0 % 50) }
    let plot = try LineChart.plot([NumberTable("a", extents: [500, 50], values: values)])
    let series = try #require(plot.chart as? LineChart).series
    #expect(series.count == 500 && series[3].label == "row 3" && series[499].count == 50)
    #expect(plot.description.contains("496 further curves"), "\(plot.description)")
    #expect(rows(plot).count > 10)
    let rowsOfBars = try SparklineChart.plot([
      NumberTable("a", extents: [3, 2], values: [1, 2, 3, 4, 5, 6])
    ])
    #expect((rowsOfBars.chart as? SparklineChart)?.series.map(\.ys) == [[1, 2], [3, 4], [5, 6]])
    #expect(throws: ChartFault.self) {
      try LineChart.plot([NumberTable("a", extents: [2, 2, 2], values: [1, 2, 3, 4, 5, 6, 7, 8])])
    }
  }

  @Test func `words at the right edge stand before their place`() {
    var plot = Plot(.lines([Series("y", role: .group(0), ys: [1, 2, 3])]))
    plot.annotations = [Annotation(x: 2, y: 2.5, "end of all")]
    let all = rows(plot).joined(separator: "\n")
    #expect(all.contains("end of all"), "\(all)")
  }

  @Test func `an axis holds the places of words`() {
    var plot = Plot(.lines([Series("y", role: .group(0), ys: [1, 2, 3])]))
    plot.annotations = [Annotation(x: 0.5, y: 100, "high")]
    (plot.x.places, plot.y.places) = ([0.5], [100])
    #expect(rows(plot).contains { $0.contains("high") })
  }

  @Test func `scores that are none are told by charts of answers`() throws {
    let tables = [
      NumberTable("y", extents: [4], values: [0, 0, 1, 1]),
      NumberTable("p", extents: [4], values: [0.1, .nan, 0.8, 0.9]),
    ]
    for plot in [
      try ROCChart.plot(tables), try PrecisionRecallChart.plot(tables),
      try ThresholdChart.plot(tables), try CalibrationChart.plot(tables),
    ] {
      #expect(plot.cautions == ["1 NaN"] && plot.description.contains("1 NaN."))
      #expect(rows(plot)[0].contains("1 NaN"), "\(rows(plot)[0])")
    }
  }

  @Test func `few outliers are told one by one, of many the least and the largest`() {
    let body = (0..<40).map { 3000 + Double($0 * 10) }
    let two = Plot(BoxChart([SampleGroup("c", body + [2000, 4800])])).description
    #expect(two.contains("2 outliers: 2000 and 4800"), "\(two)")
    let many = Plot(BoxChart([SampleGroup("c", body + [1000, 2000, 4700, 4800])])).description
    #expect(many.contains("4 outliers from 1000 to 4800"), "\(many)")
  }

  @Test func `groups that are not told are counted`() {
    let groups = (0..<50).map { SampleGroup("g\($0)", [1, 2, Double($0)]) }
    for plot in [Plot(BoxChart(groups)), Plot(ViolinChart(groups)), Plot(RidgeChart(groups))] {
      #expect(plot.description.contains("44 groups between"), "\(plot.description)")
    }
  }

  @Test func `the arrow beside a last value is that from the first to it`() {
    func arrow(_ values: [Double]) -> String {
      Sparkline.trend(Series("a", ys: values), Capabilities())
    }
    #expect(arrow([0, 1, 2, 3, 4, 5, 0]) == "" && arrow([3, 4, 9, 5, 2, 8]) == " ↑")
    #expect(arrow([9, 1, 2, 3, 4, 5]) == " ↓" && arrow([.nan, 1, 2, .nan]) == " ↑")
  }

  @Test func `JSON has the words of a picture at their places`() {
    var plot = Plot(.lines([Series("y", role: .group(0), ys: [1, 2])]))
    plot.annotations = [Annotation(x: 1, y: 2, "lowest")]
    plot.cautions = ["1 NaN"]
    let text = "\(plot.json)"
    #expect(text.contains("lowest") && text.contains("1 NaN"), "\(text)")
  }

  @Test func `a mistake stands in the row of its class`() {
    let counts = ConfusionCounts(
      labels: ["a", "b", "c"], counts: [[1, 1, 0], [0, 2, 0], [1, 0, 0]])
    let lines = rows(.confusion(counts))
    #expect(lines.contains { $0.contains("a→b") && $0.contains("50.0 %") }, "\(lines)")
    #expect(lines.contains { $0.contains("c→a") && $0.contains("0.0 %") }, "\(lines)")
    #expect(!lines.contains { $0.contains("100.0 %") && $0.contains("→") }, "\(lines)")
  }

  @Test func `words of a table say the names of its rows and columns`() {
    let map = HeatMap(
      rows: 2, columns: 2, values: [1, 2, 3, 4], rowLabels: ["lr=0.1", "lr=0.01"],
      columnLabels: ["h=2", "h=4"])
    let text = Plot(HeatChart(map)).description
    #expect(text.contains("1 in lr=0.1, h=2, the largest 4 in lr=0.01, h=4"), "\(text)")
    #expect(text.contains("lr=0.1: 1, 2; lr=0.01: 3, 4"), "\(text)")
    let plain = Plot(HeatChart(HeatMap(rows: 1, columns: 2, values: [1, 2]))).description
    #expect(plain.contains("2 in row 0, column 1"), "\(plain)")
  }
}
