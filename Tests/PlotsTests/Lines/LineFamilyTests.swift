import Support
import Testing

@testable import Plots

/// Curves, fields and sweeps, held to their data.
@Suite struct LineFamilyTests {
  private func marks(_ plot: Plot, _ width: Int = 80, _ height: Int = 24) -> Scene {
    PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities())
  }

  @Test func `names stand beside the ends of several equal curves, each in a row of its own`() {
    let rows = rows(Samples.comparison, 80, 24)
    for name in ["r", "wide", "slow start"] {
      #expect(rows.count { $0.hasSuffix(" " + name) || $0.hasSuffix(name) } >= 1, "\(name)")
    }
    #expect(rows.last?.contains("best") == true && rows.last?.contains("bands raw") == true)
  }

  @Test func `the best of each run is marked where it is lowest`() throws {
    let chart = try #require(Samples.comparison.chart as? LineChart)
    let scene = marks(Samples.comparison)
    let frame = try #require(scene.frame)
    let marked = scene.marks.compactMap { mark -> UnitPoint? in
      if case .point(let point) = mark, point.symbol == .best { point.place } else { nil }
    }
    #expect(marked.count == 3)
    for series in chart.series {
      let low = series.ys.min() ?? .nan
      #expect(marked.contains { abs(frame.y.value($0.y) - low) < 1e-9 })
    }
  }

  @Test func `of more curves than have room the legend says how many more there are`() {
    let many = (0..<40).map { Series("curve number \($0)", role: .group($0), ys: [Double($0), 1]) }
    let rows = rows(Plot(.lines(many)), 80, 24)
    #expect(rows.last?.contains("more") == true)
  }

  @Test func `two measures stand side by side on wide and below one another on high pictures`() {
    var chart = LineChart([Series("train", role: .train, ys: [3, 2, 1])])
    chart.companion = .init(
      [Series("train", role: .raw, ys: [0.2, 0.5, 0.9])], title: "accuracy",
      y: Axis(domain: .fixed(0, 1)), best: .highest)
    let plot = Plot(chart, title: "loss")
    #expect(marks(plot, 120, 40).insets.isEmpty)
    #expect(marks(plot, 160, 30).insets.first?.column == 81)
    #expect(marks(plot, 100, 50).insets.first?.row == 25)
    #expect(rows(plot, 160, 30)[0].contains("accuracy"))
  }

  @Test func `the area of a band lies between its ends at every place`() throws {
    let scene = marks(Samples.forecast)
    let area = try #require(
      scene.marks.lazy.compactMap { if case .area(let area) = $0 { area } else { nil } }.first)
    #expect(zip(area.lower, area.upper).allSatisfy { $0.y < $1.y && $0.x == $1.x })
    for stroke in stride(from: 0, to: area.strokes(160).count - 1, by: 3) {
      let points = area.strokes(160)
      #expect(points[stroke].y <= points[stroke + 1].y)
      if stroke > 30 { break }
    }
    #expect(Samples.forecast.description.contains("forecast ends at"))
  }

  @Test func `how many values lie in the band is counted`() throws {
    let tables = [[1.0, 5, 3, 4], [0, 0, 0, 0], [2, 2, 4, 4]].enumerated().map {
      NumberTable("\($0)", extents: [4], values: $1)
    }
    let plot = try BandChart.plot(tables)
    #expect(plot.description.contains("3 of 4 values over the band lie in it."))
  }

  @Test func `contours lie where the function has their value`() throws {
    let chart = try #require(Samples.contour.chart as? ContourChart)
    #expect(chart.levels.count > 6 && chart.levels == chart.levels.sorted())
    let x = ScaleMap(scale: .linear, low: -2, high: 2)
    let y = ScaleMap(scale: .linear, low: -1, high: 3)
    let level = chart.levels[8]
    let points = chart.line(at: level, x, y).filter { $0.x.isFinite }
    #expect(points.count > 20)
    for point in points {
      let (a, b) = (x.value(point.x), y.value(point.y))
      let value = (1 - a) * (1 - a) + 20 * (b - a * a) * (b - a * a)
      // Straight between two corners of the table.
      #expect(abs(value - level) < 0.15 * max(1, level), "\(a) \(b)")
    }
    #expect(Samples.contour.description.contains("20 steps"))
  }

  @Test func `no point of a front is beaten, and each other one is`() throws {
    let chart = try #require(Samples.pareto.chart as? ParetoChart)
    let front = Set(chart.front)
    func beats(_ a: Int, _ b: Int) -> Bool {
      chart.xs[a] <= chart.xs[b] && chart.ys[a] >= chart.ys[b]
        && (chart.xs[a] < chart.xs[b] || chart.ys[a] > chart.ys[b])
    }
    for index in chart.xs.indices {
      let isBeaten = chart.xs.indices.contains { beats($0, index) }
      #expect(isBeaten != front.contains(index))
    }
  }

  @Test func `parallel coordinates name the best line with its settings`() throws {
    let chart = try #require(Samples.parallel.chart as? ParallelChart)
    let results = try #require(chart.columns.last?.values)
    #expect(chart.best == results.indices.max { results[$0] < results[$1] })
    #expect(rows(Samples.parallel, 80, 24).last?.contains("best accuracy") == true)
  }

  @Test func `panels fill their place, and keep to it`() {
    for count in 1...12 {
      for (width, height) in [(20, 6), (80, 24), (200, 60), (33, 50)] {
        let plot = Plot(PanelChart((0..<count).map { _ in Samples.sigmoid }))
        for inset in marks(plot, width, height).insets {
          #expect(inset.column + inset.scene.width <= width)
          #expect(inset.row + inset.scene.height <= height)
        }
      }
    }
    #expect(marks(Plot(PanelChart([]))).insets.isEmpty)
  }

  @Test func `the lit box of the loop is told in words and drawn unlike the others`() {
    #expect(Samples.loop.description.contains("It stands at loss."))
    #expect(rows(Samples.loop, 80, 24).contains { $0.contains("┏") && $0.contains("┌") })
    #expect(rows(Samples.loop, 80, 24, .plain).contains { $0.contains("#") })
  }

  @Test func `a row of bars has a sign for each gap, and the last value`() {
    let rows = rows(Samples.sparklines, 80, 6)
    #expect(rows[1].contains("×") && !rows[0].contains("×"))
    #expect(rows[0].contains("0.2") && rows.count == 6)
  }
}
