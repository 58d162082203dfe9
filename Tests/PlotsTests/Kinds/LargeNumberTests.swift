import Support
import Testing

@testable import Plots

/// Statistics of numbers whose squares are none, huge and tiny ones, are those of the same numbers a thousand times less.
@Suite("Statistics of huge and tiny numbers")
struct LargeNumberTests {
  private static let x: [Double] = [1, 2, 3]
  private static let y: [Double] = [2, 3, 5]

  @Test(arguments: [1e-300, 1e-200, 1, 1e200, 1e300])
  func `columns go together as much whatever their size`(factor: Double) throws {
    let huge = Self.x.map { $0 * factor }
    let plain = Magnitude.correlation(Self.x, Self.y)
    #expect(abs(Magnitude.correlation(huge, Self.y) - plain) < 1e-12)
    #expect(abs(correlation(huge[...], Self.y[...]) - plain) < 1e-12)
    let chart = try CorrelationChart([("a", huge), ("b", Self.y)])
    #expect(abs(chart.map.values[1] - 0.9819805) < 1e-6)
  }

  @Test func `the deviation of huge numbers is a number`() {
    let found = Magnitude.moments([1e300, -1e300, 0])
    #expect(found.mean == 0)
    #expect(abs(found.deviation / 8.16496580927726e299 - 1) < 1e-12)
    let text = Plot.histogram([1e300, -1e300, 0]).description
    #expect(text.contains("8.16") && text.contains("e+299") && !text.contains("inf"), "\(text)")
    #expect(Magnitude.moments([1e308, 1e308, 1e307]).deviation.isFinite)
    #expect(Magnitude.moments([1e-200, -1e-200]).deviation == 1e-200)
  }

  @Test func `usual numbers keep every digit`() {
    #expect(Magnitude.scale(of: [1, -1e99, .infinity, .nan]) == 1)
    #expect(Magnitude.scale(of: []) == 1 && Magnitude.scale(of: [0, 0]) == 1)
    #expect(Magnitude.scale(of: [3e200]) > 1e199)
  }

  @Test func `main directions of huge rows have their places`() throws {
    let found = try PrincipalComponents([1e200, 2, 2e200, 3, 3e200, 5], rows: 3, columns: 2)
    #expect(abs(abs(found.scores[0]) / 1e200 - 1) < 1e-9, "\(found.scores)")
    #expect(abs(found.scores[0] + found.scores[4]) < 1e190)
  }

  @Test func `what lies beyond the ends of an axis is counted`() {
    for plot in [
      Plot(BoxChart([SampleGroup("a", [1e308, -1e308])]), title: "t"),
      Plot(ViolinChart([SampleGroup("a", [1e308, -1e308])]), title: "t"),
    ] {
      let scene = PlotLayout.scene(plot, width: 80, height: 12, capabilities: Capabilities())
      let head = PlainText.render(Raster.grid(scene)).first ?? ""
      #expect(head.contains("2 outside"), "\(head)")
    }
  }

  @Test func `the median of an even count lies between the two in the middle`() {
    let text = Plot.histogram([1, 2, 3, 10]).description
    #expect(text.contains("the median 2.5;"), "\(text)")
  }

  @Test func `a histogram counts the values that it shows`() {
    let plot = Plot.histogram([1, .nan, 3, .infinity, 5, 2], title: "t")
    #expect(plot.description.contains("Histogram of 4 values"), "\(plot.description)")
    let scene = PlotLayout.scene(plot, width: 80, height: 12, capabilities: Capabilities())
    let head = PlainText.render(Raster.grid(scene)).first ?? ""
    #expect(head.contains("n 4") && head.contains("1 NaN"), "\(head)")
  }

  @Test func `the peaks that are told are those of the bars`() {
    // Two humps with a valley between them, as the bars show them.
    let counts = [3, 12, 57, 40, 33, 32, 48, 64, 30, 8]
    var humps: [Double] = []
    for (place, count) in counts.enumerated() {
      for index in 0..<count {
        let share: Double = (Double(index) + 0.5) / Double(count)
        humps.append(30 + 2.5 * (Double(place) + share))
      }
    }
    let text = Plot.histogram(humps).description
    #expect(text.contains("They have 2 peaks"), "\(text)")
    let few: [Double] = [1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5]
    let told = Plot.histogram(few).description
    #expect(told.contains("The tallest bar, near 3, holds 9 of them."), "\(told)")
  }
}
