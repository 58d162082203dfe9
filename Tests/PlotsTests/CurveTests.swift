import Support
import Testing

@testable import Plots

/// Curves among points, bands of values, and pictures that are whole.
@Suite struct CurveTests {
  private func rows(_ plot: Plot, _ width: Int = 80, _ height: Int = 24) -> [String] {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities())))
  }

  @Test func `a curve is a line among points and counts as none of them`() {
    var plot = Plot.scatter(
      [
        PointClass("data", xs: [0, 1, 2], ys: [0, 1, 4]),
        PointClass("fit", xs: [0, 1, 2], ys: [0, 2, 4], isCurve: true),
      ], title: "m on d")
    plot.x.title = "speed"
    plot.y.title = "way"
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    let paths = scene.marks.count { if case .path = $0 { true } else { false } }
    let points = scene.marks.count { if case .point = $0 { true } else { false } }
    #expect(paths == 1 && points == 3)
    let text = rows(plot).joined(separator: "\n")
    #expect(text.contains("3 points") && text.contains("─ fit"))
    #expect(text.contains("speed across, way up"))
    #expect(plot.description.contains("Line fit"))
  }

  @Test func `bands hold the values from their border on`() {
    let field = BoundaryField(
      xs: 0...1, ys: 0...1, columns: 4, rows: 1, values: [0, 1, 1.5, .nan], edges: [1, 2])
    #expect(field.winners == [0, 1, 1, 0] && field.confidence == [1, 1, 1, 0])
    #expect(field.isValueBands && field.classCount == 3)
  }

  @Test(arguments: [
    ([0.0, 1, 2, 3, 4], 1...5), ([-0.003, 0.004], 1...5), ([1e300, -1e300], 1...5),
    ([2, 2, 2], 0...0), ([], 0...0), ([.nan, .infinity], 0...0), ([0, 0, 0, 0, 0, 0, 9], 1...5),
  ])
  func `borders of bands are few, round and rise`(_ values: [Double], _ count: ClosedRange<Int>) {
    let edges = BoundaryField.edges(for: values)
    #expect(count.contains(edges.count) && edges == edges.sorted())
    for edge in edges { #expect(NumberText.significant(edge, digits: 3).count < 8) }
  }

  @Test func `a vector picture names its axes beside them`() {
    var plot = Plot.scatter([PointClass("data", xs: [0, 1, 2], ys: [0, 1, 4])], title: "m on d")
    plot.x.title = "speed <km/h>"
    plot.y.title = "way"
    let text = SVG.render(plot)
    #expect(text.contains(">speed &lt;km/h&gt;</text>") && text.contains("rotate(-90)"))
    #expect(!text.contains("across"))
  }

  @Test func `a pipe in UTF-8 keeps a title's letters, and lines stay ASCII`() {
    let plot = Plot(.lines([Series("y", role: .raw, ys: [0, 1])]), title: "日本 é → 2")
    func first(_ capabilities: Capabilities) -> String {
      PlainText.render(
        Raster.grid(PlotLayout.scene(plot, width: 40, height: 8, capabilities: capabilities)))[0]
    }
    var piped = Capabilities.plain
    piped.keepsText = true
    #expect(first(.plain).hasPrefix("???? ? > 2"))
    #expect(first(piped).hasPrefix("日本 é > 2"))
  }

  @Test func `one row that differs among many is seen`() {
    var values = [Double](repeating: 0, count: 200 * 10)
    for column in 0..<10 { values[77 * 10 + column] = 1 }
    let plot = Plot.heat(HeatMap(rows: 200, columns: 10, values: values))
    #expect(rows(plot).contains { $0.contains("█") })
  }

  @Test(arguments: [2, 3, 4])
  func `a heat map and a confusion matrix fill more than half of the width`(size: Int) {
    let heat = Plot.heat(
      HeatMap(rows: size, columns: size, values: (0..<size * size).map(Double.init)))
    let counts = (0..<size).map { _ in [Int](repeating: 5, count: size) }
    for plot in [heat, Plot.confusion(ConfusionCounts(counts: counts))] {
      let widest = rows(plot).dropFirst().map { TextWidth.columns(of: $0) }.max() ?? 0
      #expect(widest > 40)
    }
  }

  @Test func `a long title of a vector picture is whole`() {
    let title = (1...40).map { "word\($0)" }.joined(separator: " ")
    for (name, plot) in Samples.all {
      var plot = plot
      plot.title = title
      let text = SVG.render(plot)
      #expect(text.contains("width=\"800\" height=\"500\""), "\(name)")
      let drawn = text.split(separator: "\n").filter { $0.hasPrefix("<text x=\"0\"") }
        .compactMap { $0.split(separator: ">").dropFirst().first?.split(separator: "<").first }
      #expect(drawn.joined(separator: " ").hasPrefix(title), "\(name)")
    }
  }

  @Test func `the axis of a run grows while few of its steps are done`() {
    let series = [Series("train", role: .train, ys: [3, 2, 1], firstX: 1)]
    let early = Plot.loss(series, progress: Plot.Progress(done: 3, total: 20_000))
    let late = Plot.loss(series, progress: Plot.Progress(done: 19_000, total: 20_000))
    #expect(early.x.domain == .doubling && late.x.domain == .fixed(0, 20_000))
  }

  @Test(arguments: [1, 2, 3, 5])
  func `steps are labelled by whole numbers`(count: Int) {
    let series = [
      Series("train", role: .train, ys: [Double](repeating: 1, count: count), firstX: 1)
    ]
    let plot = Plot.loss(series, progress: Plot.Progress(done: count, total: count))
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    for label in scene.frame?.bottom ?? [] { #expect(Int(label.text) != nil, "\(label.text)") }
  }
}
