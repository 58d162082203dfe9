import Support
import Testing

@testable import Plots

/// Words, lines and planes that keep out of one another's way.
@Suite("Words and lines apart")
struct TidyShapeTests {
  private func scene(_ plot: Plot, _ width: Int = 72, _ height: Int = 16, isVector: Bool = false)
    -> Scene
  {
    PlotLayout.scene(
      plot, width: width, height: height,
      capabilities: isVector ? SVG.capabilities : Capabilities())
  }

  private func rows(_ plot: Plot, _ width: Int = 72, _ height: Int = 16) -> [String] {
    PlainText.render(Raster.grid(scene(plot, width, height)))
  }

  private var bowl: Plot {
    let side = 41
    let values = (0..<side * side).map { index -> Double in
      let (x, y) = (Double(index % side) / 10 - 2, Double(index / side) / 10 - 2)
      return x * x + y * y
    }
    return Plot(
      ContourChart(values, columns: side, rows: side, xs: -2...2, ys: -2...2), title: "b")
  }

  @Test func `contours have no dots where they pass through a corner`() {
    #expect(!SVG.render(bowl).contains("<circle"))
    #expect(!SVG.render(bowl).contains("h0\""))
  }

  @Test func `a line of equal value ends before the number that stands on it`() {
    let scene = scene(bowl, 96, 28, isVector: true)
    guard let frame = scene.frame else {
      Issue.record("no frame")
      return
    }
    let words = scene.texts.filter { text in
      Double(text.text) != nil && text.column > frame.area.column
        && text.column < frame.area.column + frame.area.width && text.row > frame.area.row
        && text.row < frame.area.row + frame.area.height - 1
    }
    #expect(!words.isEmpty)
    for case .path(let path) in scene.marks {
      for point in path.points where point.x.isFinite {
        let column = Double(frame.area.column) + point.x * Double(frame.area.width)
        let row = Double(frame.area.row) + (1 - point.y) * Double(frame.area.height)
        #expect(
          !words.contains {
            column > Double($0.column) && column < Double($0.column + columns(of: $0.text))
              && row > Double($0.row) + 0.01 && row < Double($0.row) + 0.99
          })
      }
    }
  }

  @Test func `attention names its rows and columns where they are narrow, too`() {
    let size = 30
    let words = (0..<size).map { "word\($0)" }
    let values = (0..<size * size).map { $0 % size <= $0 / size ? 1.0 / Double($0 / size + 1) : 0 }
    let chart = AttentionChart(
      [.init("", HeatMap(rows: size, columns: size, values: values))], queries: words, keys: words)
    let rows = rows(Plot(chart, title: "a"))
    #expect(rows[1].count { $0 == "w" } == size, "\(rows)")
    #expect(rows[2].hasPrefix(" word0") || rows[2].hasPrefix("word0"), "\(rows)")
  }

  @Test func `pairs of data with classes have a colour for each`() throws {
    let table = NumberTable("d", extents: [4, 2], values: [0, 1, 1, 2, 2, 0, 3, 3])
    let classes = NumberTable(
      "classes", extents: [4], values: [0, 1, 1, 0], classes: ["no", "yes"])
    let chart = try #require(
      try PairsChart.plot([table, classes]).chart as? PairsChart)
    #expect(chart.classes == [0, 1, 1, 0] && chart.classNames == ["no", "yes"])
    #expect(try (PairsChart.plot([table]).chart as? PairsChart)?.classes == [])
  }

  @Test func `long names leave the picture of points half of the width`() throws {
    let long = "New York City and its very long suburbs"
    for up in [0.4, 1, 2.4, 100] {
      let plot = Plot.scatter([
        PointClass(long, xs: [0, 1], ys: [0, up]), PointClass("Rome", xs: [0.5], ys: [up / 2]),
      ])
      for isVector in [false, true] {
        let frame = try #require(scene(plot, 72, 16, isVector: isVector).frame)
        #expect(frame.area.width >= 36 || up == 1, "\(up): \(frame.area.width)")
      }
    }
  }

  @Test func `letters of charts in files are of one size`() throws {
    let numbers = [1, 2, 3, 4.5]
    for plot in [
      Plot(BarChart(numbers)), Plot(BoxChart([SampleGroup("a", numbers)])),
      Plot(.lines([Series("a", ys: numbers)])), Plot(ViolinChart([SampleGroup("a", numbers)])),
    ] {
      let text = SVG.draw(plot, isCropped: true).text
      let box = try #require(text.split(separator: "viewBox=\"").dropFirst().first)
      let width = try #require(box.split(separator: " ").dropFirst(2).first.flatMap { Double($0) })
      #expect(width >= 640, "\(width)")
    }
  }

  @Test func `the least numbers of parallel coordinates stand below the lines of a vector picture`()
  {
    let plot = Plot(ParallelChart([.init("h", [2, 4]), .init("loss", [0.5, 0.4])]))
    let scene = scene(plot, 96, 28, isVector: true)
    let lowest = scene.marks.flatMap { mark -> [Double] in
      if case .path(let path) = mark { path.points.map(\.y).filter(\.isFinite) } else { [] }
    }.min()
    #expect((lowest ?? 0) > 1 / Double(scene.frame?.area.height ?? 1))
  }
}
