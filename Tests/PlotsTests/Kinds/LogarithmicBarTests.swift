import Support
import Testing

@testable import Plots

/// Bars and histograms over decades, bars in files, and rows that share a place.
@Suite("Bars over decades, and what has no room")
struct LogarithmicBarTests {
  private func rows(_ plot: Plot, _ width: Int = 72, _ height: Int = 16) -> [String] {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: .plain)))
  }

  @Test func `logarithmic bars of a billion and a billionth can be told apart`() {
    var plot = Plot(BarChart([1e9, 1, 1e-9, 0, -2], labels: ["a", "b", "c", "d", "e"]))
    plot.y.scale = .log10
    let lengths = rows(plot).dropFirst().map { row in row.count { $0 == "#" } }
    #expect(lengths[0] > lengths[1] && lengths[1] > lengths[2] && lengths[2] > 0, "\(lengths)")
    #expect(lengths[3] == 0 && lengths[4] == 0)
    #expect(rows(plot)[0].contains("log"))
    #expect(abs(2 * lengths[1] - lengths[0] - lengths[2]) <= 2, "\(lengths)")
  }

  @Test func `bars without a value above 0 have no logarithmic axis`() {
    var plot = Plot(BarChart([-1, 0]))
    plot.y.scale = .log10
    #expect(plot.refusedScale == "y")
  }

  @Test func `a histogram over decades has intervals of equal length on its axis`() {
    let values = (0..<600).map { powerOfTen($0 / 100 - 3) * (1 + Double($0 % 100) / 25) }
    var plot = Plot.histogram(values, title: "x")
    plot.x.scale = .log10
    let scene = PlotLayout.scene(plot, width: 72, height: 16, capabilities: .plain)
    #expect(scene.frame?.x.scale == .log10)
    let bars = scene.marks.count { if case .bar = $0 { true } else { false } }
    #expect(bars >= 6, "\(bars)")
    #expect(rows(plot)[0].contains("log x"))
    var counts = Plot.histogram([Double](repeating: 1, count: 1000) + [5], title: "x")
    counts.y.scale = .log10
    let heights = PlotLayout.scene(counts, width: 72, height: 16, capabilities: .plain).marks
      .compactMap { if case .bar(let bar) = $0 { bar.height } else { nil } }
    #expect(heights.count == 2 && heights.allSatisfy { $0 > 0.05 }, "\(heights)")
  }

  @Test func `a picture whose height nobody asked for has all bars and groups`() {
    let bars = Plot(BarChart((0..<60).map(Double.init)), title: "b")
    #expect(SVG.draw(bars).text.contains("of 60"))
    let whole = SVG.draw(bars, isCropped: true)
    #expect(!whole.text.contains("of 60") && whole.height > 900)
    let groups = Plot(BoxChart((0..<60).map { SampleGroup("g\($0)", [1, 2, 3, Double($0)]) }))
    // Its description counts them, too.
    let drawn = SVG.draw(groups, isCropped: true).text.split(separator: "</desc>").last ?? ""
    #expect(!drawn.contains("of 60"))
  }

  @Test func `rows of a table that share a place are numbered, and it says what stands there`() {
    let plot = Plot(
      HeatChart(
        HeatMap(rows: 100, columns: 3, values: (0..<300).map(Double.init))), title: "a kernel")
    let rows = rows(plot)
    #expect(rows[0].contains("7 to 8 rows in one: farthest from the mean"), "\(rows[0])")
    #expect(rows[2].hasPrefix(" 0") && rows[14].hasPrefix("92 "), "\(rows)")
    #expect(rows.last?.contains("299") ?? false, "\(rows)")
    let small = Plot(HeatChart(HeatMap(rows: 2, columns: 2, values: [1, 2, 3, 4])), title: "t")
    #expect(!self.rows(small)[0].contains("in one"))
  }

  @Test func `more than six curves are told apart by dashes, in text by signs`() {
    let series = (0..<12).map { index in
      Series("s\(index)", role: .group(index), ys: [Double(index), 1])
    }
    let patterns = series.enumerated().map {
      Curve.pattern($0.element, slot: $0.offset + 1, isMono: false)
    }
    #expect(patterns.prefix(6).allSatisfy { $0 == .solid })
    #expect(patterns.suffix(6).allSatisfy { $0 == .dashed })
    #expect(Set((1...10).map(Symbol.line)).count == 10)
    #expect(SVG.render(Plot(.lines(series))).contains("stroke-dasharray=\"6 4\""))
  }

  @Test func `two vectors of classes are counted`() throws {
    let plot = try ConfusionMatrix.plot([
      NumberTable("t", extents: [4], values: [0, 1, 1, 3]),
      NumberTable("p", extents: [4], values: [0, 1, 0, 3]),
    ])
    let chart = try #require(plot.chart as? ConfusionMatrix)
    #expect(
      chart.counts
        == ConfusionCounts(
          labels: ["0", "1", "3"], counts: [[1, 0, 0], [1, 1, 0], [0, 0, 1]]))
    #expect(throws: ChartFault.self) {
      try ConfusionMatrix.plot([
        NumberTable("t", extents: [2], values: [0, 1]),
        NumberTable("p", extents: [3], values: [0, 1, 0]),
      ])
    }
  }

  @Test
  func `the best line of parallel coordinates is told by its settings, columns by their word`() {
    let chart = ParallelChart([
      .init("h", [2, 4]), .init("loss", [0.5, 0.4], isResult: true), .init("accuracy", [0.7, 0.9]),
    ])
    let text = Plot(chart).description
    #expect(text.contains("The best accuracy, 0.9, has h = 4."), "\(text)")
    let foot = rows(Plot(chart)).last ?? ""
    #expect(foot.contains("best accuracy 0.9: h=4") && !foot.contains("loss="), "\(foot)")
    let plain = Plot(
      ParallelChart([.init("0", [7, 1]), .init("1", [8, 2]), .init("2", [9, 3])]))
    #expect(plain.description.contains("The best column 2, 9, has column 0 = 7, column 1 = 8."))
  }
}
