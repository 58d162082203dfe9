import Support
import Testing

@testable import Plots

/// Numbers beside a picture are those of what it shows.
@Suite("Numbers beside charts")
struct SaidNumberTests {
  @Test func `large numbers keep the digits that tell them apart`() {
    #expect(short(1_000_001) == "1000001" && short(7_654_321) == "7654321")
    #expect(short(-1_234_567.5) == "-1234567.5" && short(123_456_789_012) == "123456789012")
    #expect(short(0.123456) == "0.123" && short(1e30) == "1e+30" && short(12_345.678) == "12345.7")
    let bars = rows(Plot(BarChart([1_234_567, 7_654_321])), 60, 6)
    #expect(bars.contains { $0.contains("1234567") } && bars.contains { $0.contains("7654321") })
  }

  @Test func `only points with a place are counted, and the rest is said`() {
    let points = [
      PointClass("a", xs: [1, 2, .nan, 4], ys: [1, .nan, 3, 4]), PointClass("b", xs: [3], ys: [2]),
    ]
    var plot = Plot.scatter(points)
    #expect(rows(plot, 80, 12)[0].contains("3 points  2 NaN"))
    #expect(plot.description.contains("3 points; 2 more are NaN"))
    #expect(plot.description.contains("Class a: 2 points"))
    plot.x.domain = .fixed(0, 2)
    plot.y.domain = .fixed(0, 5)
    #expect(rows(plot, 80, 12)[0].contains("1 point  2 outside  2 NaN"))
  }

  @Test func `values beside a window of the axis are not over it`() {
    for series in [
      Series("y", role: .raw, ys: (0..<100).map(Double.init)),
      Series(
        "y", xs: (0..<100).reversed().map(Double.init), ys: (0..<100).reversed().map(Double.init)),
    ] {
      var plot = Plot(.lines([series]))
      plot.x.domain = .fixed(0, 10)
      #expect(!rows(plot, 80, 20).joined().contains("over"), "\(series.role)")
      plot.y.domain = .fixed(0, 7)
      #expect(rows(plot, 80, 20).joined().contains("3 over (max 10 @10)"))
    }
  }

  @Test func `values between two gaps are dots in a picture`() {
    func circles(_ ys: [Double]) -> Int {
      SVG.render(Plot(.lines([Series("y", ys: ys)]))).split(separator: "<circle").count - 1
    }
    #expect(circles([5]) == 1)
    #expect(circles([1, .nan, 3, .nan, 2]) == 3)
    #expect(circles([1, .nan, 3, 4, 2]) == 1)
    #expect(circles([1, 2, 3]) == 0)
  }

  @Test func `a table of thresholds counts what scores as much, as its curve does`() throws {
    let plot = try ROCChart.plot([
      NumberTable("y", extents: [4], values: [0, 1, 1, 0]),
      NumberTable("p", extents: [4], values: [0.2, 0.8, 0.4, 0.5]),
    ])
    let lines = rows(plot, 100, 20)
    #expect(lines.contains { $0.contains("score >=") })
    #expect(lines.contains { $0.contains("0.4  1.00  0.50") }, "\(lines)")
    #expect(lines.contains { $0.contains("0.8  0.50  0.00") })
  }

  @Test func `a bar without all of its numbers does not pass for their sum`() {
    let parts = [SampleGroup("a", [1, 3]), SampleGroup("b", [-2, 2]), SampleGroup("c", [3, 1])]
    let plot = Plot(StackedBars(parts, isStacked: true))
    let lines = rows(plot, 60, 8)
    #expect(lines[1].hasSuffix("4*") && lines[0].contains("* without 1 not above 0"))
    #expect(plot.description.contains("0: 1, -2, 3, what is stacked 4."))
    #expect(plot.description.contains("1: 3, 2, 1, together 6."))
  }

  @Test func `a pole is a place where a function goes on, and the cut is said`() {
    let xs = (0..<481).map { -2 + 4 * Double($0) / 480 }
    let pole = Plot.functions([Series("1/x", xs: xs, ys: xs.map { 1 / $0 })])
    #expect(pole.description.contains("falls below -120 near x = -0.0083"))
    #expect(pole.description.contains("and rises above 120 near x = 0.0083"))
    let lines = rows(pole, 80, 20)
    #expect(lines[0].contains("cut at "))
    let log = Plot.functions([
      Series("log", xs: xs, ys: xs.map { $0 > 0 ? $0 - 1 / $0 : .nan })
    ])
    #expect(log.description.contains("falls below") && log.description.contains("and is highest"))
    let even = Plot.functions([Series("x", xs: xs, ys: xs)])
    #expect(even.description.contains("is lowest, -2, at x = -2 and highest, 2, at x = 2."))
    #expect(!rows(even, 80, 20)[0].contains("cut at"))
  }

  @Test func `what is no cost has no better side, and equal points do not beat one another`() {
    let plot = Plot(
      ParetoChart([0.1, 0.01, 0.1], [0.4, 0.3, 0.5], prefersLarger: (nil, false)), x: Axis("lr"),
      y: Axis("loss"))
    #expect(rows(plot, 80, 12).last?.contains("better: down") == true)
    #expect(plot.description.contains("neither less nor more is better"))
    #expect(plot.description.contains("The best loss is 0.3, at lr 0.01"))
  }

  @Test func `the lines of a contour say their values, and the lowest place what it is`() {
    let values = (0..<65 * 65).map { index -> Double in
      let (a, b) = (Double(index % 65) / 16 - 2, Double(index / 65) / 16 - 2)
      return a * a + 3 * b * b
    }
    let chart = ContourChart(values, columns: 65, rows: 65, xs: -2...2, ys: -2...2)
    let text = rows(Plot(chart), 100, 30).joined(separator: "\n")
    #expect(text.contains("▽ lowest") && text.contains("⣀9.11⣀"), "\(text)")
    #expect(Plot(chart).description.contains("Lines lie between 0.391 and 12.9"))
  }

  @Test func `scales that are not even are said, and their ticks show it`() {
    var plot = Plot(.lines([Series("y", xs: [1, 2, 3, 4], ys: [2, 4, 8, 16])]))
    plot.y.scale = .log10
    let lines = rows(plot, 80, 20)
    #expect(lines[0].contains("log y"))
    #expect(lines.contains { $0.hasPrefix(" 2 ") || $0.hasPrefix("2 ") }, "\(lines)")
    var function = Plot.functions([Series("f", xs: [0, 1, 2], ys: [1, 10, 100])])
    function.y.scale = .log10
    #expect(rows(function, 80, 20)[0].contains("log y"))
  }

  @Test func `each marked best value is said where there is room`() {
    let series = [
      Series("one", role: .group(0), ys: [3, 1, 2]),
      Series("two", role: .group(1), ys: [3, 2, 1.5]),
    ].map { one in
      var one = one
      one.marksBest = true
      return one
    }
    let foot = rows(Plot(.lines(series)), 100, 20).last ?? ""
    #expect(foot.split(separator: "▽").count == 3, "\(foot)")
  }

  @Test func `files keep the names and the dates of what is drawn`() throws {
    var plot = Plot.scatter([PointClass("", xs: [1_577_836_800, 1_577_923_200], ys: [10, 11])])
    (plot.x, plot.y) = (Axis("day", scale: .time), Axis("price"))
    #expect(plot.csv == "day,price\n2020-01-01,10\n2020-01-02,11\n")
    let classes = Plot.scatter([
      PointClass("a", xs: [1], ys: [2]), PointClass("b", xs: [3], ys: [4]),
    ])
    #expect(classes.csv == "x,y,class\n1,2,a\n3,4,b\n")
    let correlation = Plot(try CorrelationChart([("p", [1, 2, 3]), ("q", [3, 2, 1])]))
    #expect(correlation.csv.hasPrefix("name,p,q\np,") && correlation.csv.contains("\nq,-"))
    let bars = Plot(BarChart([3, 5], labels: ["x", "y z"]))
    #expect(bars.csv == "name,value\nx,3\ny z,5\n")
    var line = Plot(.lines([Series("v", xs: [1_577_836_800], ys: [1])]))
    line.x = Axis("t", scale: .time)
    #expect(line.csv == "t,v\n2020-01-01,1\n")
  }
}
