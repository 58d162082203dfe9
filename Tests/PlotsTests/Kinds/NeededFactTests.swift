import Support
import Testing

@testable import Plots

/// Factors, offsets, logarithms and how many of all are drawn stand in every kind of chart, at every width and beside
/// every title: without them the numbers at the axes are others.
@Suite("Facts without which a picture is false")
struct NeededFactTests {
  private static let long =
    "a title that is rather long and goes on and on for a while and on and on and on and on"
  private static let tiny = (0..<40).map { Double(($0 * 7) % 13 - 6) * 1e-12 }
  private static let far = (0..<40).map { 1_000_000 + Double(($0 * 7) % 13) * 1e-3 }

  private func head(_ plot: Plot, _ width: Int, _ height: Int = 24) -> String {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities()))
    ).first ?? ""
  }

  private static func charts(_ values: [Double]) -> [Plot] {
    let groups = [SampleGroup("a", values), SampleGroup("b", values.reversed())]
    return [
      Plot(.lines([Series("a", role: .group(0), ys: values)]), title: long),
      Plot(Histogram(values), title: long),
      Plot(BoxChart(groups), title: long),
      Plot(ViolinChart(groups), title: long),
      Plot(RidgeChart(groups), title: long),
      Plot.scatter([PointClass("a", xs: values, ys: values)], title: long),
      Plot(ParetoChart(values, values, prefersLarger: (false, true)), title: long),
    ]
  }

  @Test(arguments: [60, 80, 120])
  func `a factor of an axis stays beside every title`(width: Int) {
    for plot in Self.charts(Self.tiny) {
      let head = head(plot, width)
      #expect(head.contains("×10⁻¹²"), "\(head)")
    }
  }

  @Test(arguments: [60, 80, 120])
  func `an offset of an axis stays beside every title`(width: Int) {
    for plot in Self.charts(Self.far) {
      let head = head(plot, width)
      #expect(head.contains("+1000000") || head.contains("+999999"), "\(head)")
    }
  }

  @Test func `a histogram of small and of distant numbers says what its axis counts in`() {
    let small = head(Plot.histogram(Self.tiny.map { $0 * 1e8 }, title: "w"), 80)
    #expect(small.contains("x ×10⁻⁶"), "\(small)")
    let distant = head(Plot.histogram(Self.far, title: "w"), 80)
    #expect(distant.contains("x +"), "\(distant)")
  }

  @Test(arguments: [20, 40, 60, 80])
  func `that an axis is logarithmic is said at every width`(width: Int) {
    var line = Plot(
      .lines([Series("train", role: .group(0), ys: [1, 10, 100, 1000])]), title: Self.long)
    line.y.scale = .log10
    #expect(head(line, width).contains("log y"), "\(head(line, width))")
    var histogram = Plot.histogram([1, 10, 100, 1000, 5, 7], title: Self.long)
    histogram.x.scale = .log10
    #expect(head(histogram, width).contains("log x"), "\(head(histogram, width))")
    var bars = Plot(BarChart([1, 10, 100]), title: Self.long)
    bars.y.scale = .log10
    #expect(head(bars, width).contains("log"), "\(head(bars, width))")
  }

  @Test(arguments: [40, 60, 80])
  func `how many of all are drawn is said beside every title`(width: Int) {
    let numbers = (1...30).map(Double.init)
    #expect(head(Plot(BarChart(numbers), title: Self.long), width, 15).contains("14 of 30"))
    let groups = (1...30).map { SampleGroup("g\($0)", [1, 2, Double($0)]) }
    for plot in [
      Plot(BoxChart(groups), title: Self.long), Plot(ViolinChart(groups), title: Self.long),
      Plot(RidgeChart(groups), title: Self.long),
    ] {
      let head = head(plot, width, 15)
      #expect(head.contains("of 30 groups"), "\(head)")
    }
  }

  @Test func `columns of which no pair is drawn are told in words, too`() throws {
    let table = NumberTable("t", extents: [3, 9], values: (0..<27).map { Double(($0 * 5) % 11) })
    let plot = try PairsChart.plot([table])
    #expect(plot.description.contains("6 of 9 columns."), "\(plot.description)")
    #expect(head(plot, 60).contains("6 of 9 columns"))
  }
}
