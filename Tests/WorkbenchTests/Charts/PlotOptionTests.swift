import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Options of `plot`: titles, scales, ranges, lines, words, positions, classes, several charts.
@Suite("Options of plot")
struct PlotOptionTests {
  private func plot(_ lines: String, folder: String = ".") throws -> Plot {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run("seed 1\n" + lines)
    let outputs = transcript.host.take()
    let plots = outputs.compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    return try #require(plots.last, "\(lines): \(outputs)")
  }

  private func text(_ plot: Plot, _ width: Int = 80, _ height: Int = 24) -> String {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities()))
    ).joined(separator: "\n")
  }

  @Test func `axes have the titles, ends, scales and lines that are asked for`() throws {
    let plot = try plot(
      #"plot [1, 10, 100], x_label="step", y_label="loss", log=y, x_range=0..5, y_range=0.5..200, y_lines=[50], x_lines=1, notes=[[1, 20, "here"]], legend=false, title="t", outliers=fit"#
    )
    #expect(plot.x.title == "step" && plot.x.showsTitle && plot.y.title == "loss")
    #expect(plot.y.scale == .log10 && plot.x.scale == .linear)
    #expect(plot.x.domain == .fixed(0, 5) && plot.y.domain == .fixed(0.5, 200))
    #expect(plot.y.lines == [50] && plot.x.lines == [1] && !plot.showsLegend)
    #expect(plot.annotations == [Annotation(x: 1, y: 20, "here")] && plot.y.outliers == .fit)
    let picture = text(plot)
    #expect(picture.contains("step") && picture.contains("loss") && picture.contains("here"))
  }

  @Test
  func `a logarithmic axis is refused where nothing is positive, and symlog shows both signs`()
    throws
  {
    #expect(Transcript().run("plot [-1, -2], log=y").contains("error E0615"))
    #expect(Transcript().run("plot [1, 2], log=y, y_range=0..2").contains("error E0615"))
    let plot = try plot("plot [-1000, 0.5, 20], log=symlog")
    #expect(plot.y.scale == .symlog(linear: 1))
    #expect(text(plot).contains("−100"))
  }

  @Test func `series are drawn over positions, words or each other`() throws {
    let over = try #require(try plot("plot [3, 1, 2], x=[0.5, 1, 8]").chart as? LineChart)
    #expect(over.series[0].xs == [0.5, 1, 8] && over.series[0].ys == [3, 1, 2])
    let words = try plot(#"plot [3, 1, 2], x=["mon", "tue", "mon"]"#)
    #expect(words.x.scale == .category(["mon", "tue"]))
    let points = try #require(
      try plot("plot [1, 2, 3], [4, 5, 6], kind=scatter").chart as? ScatterChart)
    #expect(points.classes.count == 1 && points.classes[0].ys == [4, 5, 6])
    #expect(Transcript().run("plot [3, 1, 2], x=[1, 2]").contains("error E0616"))
  }

  @Test func `points have the colours of their classes, numbers in order`() throws {
    let numbers = try #require(
      try plot("plot [[1, 2], [3, 4], [5, 6]], by=[2, 10, 2]").chart as? ScatterChart)
    #expect(numbers.classes.map(\.label) == ["2", "10"] && numbers.classes[0].xs == [1, 5])
    let words = try #require(
      try plot(#"plot [1, 2, 3], [4, 5, 6], by=["b", "a", "b"]"#).chart as? ScatterChart)
    #expect(words.classes.map(\.label) == ["b", "a"])
    #expect(Transcript().run("plot [1, 2], [3, 4], by=[1]").contains("error E0616"))
  }

  @Test func `dates of a data set are an axis of time, joined in their order`() throws {
    try TemporaryFolder.use { folder in
      let rows = "day,price,shop\n2024-03-01,2,a\n2024-01-01,1,b\n2024-06-01,4,a\n2024-02-01,3,b\n"
      try AtomicFile.write(Array(rows.utf8), to: folder + "/prices.csv")
      let data = #"d = data csv("prices.csv", target="price")"# + "\n"
      let line = try plot(data + #"plot d, "day", "price", kind=line"#, folder: folder)
      #expect(line.x.scale == .time)
      let series = try #require(line.chart as? LineChart).series[0]
      #expect(series.ys == [1, 3, 2, 4] && series.xs == series.xs?.sorted())
      #expect(text(line).contains("2024-0"))
      let shops = try plot(data + #"plot d, "day", "price", by="shop""#, folder: folder)
      #expect(try #require(shops.chart as? ScatterChart).classes.map(\.label) == ["a", "b"])
    }
  }

  @Test
  func
    `each value or item has a chart of its own, with options for those that have a use for them`()
    throws
  {
    let charts = try #require(
      try plot("plot [sin, exp, relu], -3..3, columns=2, y_range=-1..1").chart as? PanelChart)
    #expect(charts.plots.count == 3 && charts.columns == 2)
    #expect(charts.plots.allSatisfy { $0.y.domain == .fixed(-1, 1) })
    let series = try #require(
      try plot("a = [1, 2]; b = [3, 4]; plot [a, b], columns=1").chart as? PanelChart)
    #expect(series.plots.map(\.title) == ["a", "b"])
    let mixed = try #require(
      try plot("plot [1, 2, 3], [[1, 2], [3, 4]], tanh, -1..1, columns=3").chart as? PanelChart)
    #expect(mixed.plots.map { type(of: $0.chart).signature.name } == ["line", "heat", "function"])
  }

  private static let trained = """
    d = data generated(moons, 60)
    m = model 2 { dense 6, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=12
    k = model 2 { dense 3; dense 1, activation=sigmoid }
    s = train k, d, epochs=12

    """

  @Test
  func
    `runs are compared by name with the best of each, and have charts of their own in one range`()
    throws
  {
    let compared = try plot(Self.trained + "plot r, s")
    let series = try #require(compared.chart as? LineChart).series
    #expect(series.map(\.label) == ["r", "s"] && series.allSatisfy(\.marksBest))
    #expect(compared.x.title == "epoch" && text(compared).contains("best"))
    let apart = try #require(try plot(Self.trained + "plot [r, s], columns=2").chart as? PanelChart)
    #expect(apart.plots.map(\.title) == ["r", "s"] && apart.plots[0].y == apart.plots[1].y)
  }

  @Test func `a sweep is drawn by its settings, and as a front of two measures`() throws {
    let sweep = """
      d = data generated(moons, 60)
      s = sweep h in [2, 4], act in [relu, tanh] {
        m = model 2 { dense h, activation=act; dense 1, activation=sigmoid }
        train m, d, epochs=2
      }

      """
    let parallel = try #require(try plot(sweep + "plot s, kind=parallel").chart as? ParallelChart)
    #expect(parallel.count == 4 && parallel.columns.prefix(2).map(\.name) == ["h", "act"])
    #expect(parallel.columns[1].names.sorted() == ["relu", "tanh"])
    let front = try #require(try plot(sweep + #"plot s, x="parameters""#).chart as? ParetoChart)
    // 2 · h + h + h + 1 weights.
    #expect(Set(front.xs) == [9, 17] && !front.prefersLarger.x)
    #expect(front.labels.contains("h=4, act=tanh"))
    #expect(Transcript().run(sweep + #"plot s, x="size""#).contains("error E0617"))
  }

  @Test func `contours are those of the function, with the path over them`() throws {
    let plot = try plot(
      "plot (a, b) -> a^2 + 3 * b^2, -2..2, -1..1, kind=contour, path=[[-2, 1], [-1, 0.3], [0, 0]]")
    let chart = try #require(plot.chart as? ContourChart)
    let (a, b) = (-2 + 4 * 10.0 / 96, -1 + 2 * 7.0 / 64)
    #expect(abs(chart.values[7 * chart.columns + 10] - (a * a + 3 * b * b)) < 1e-9)
    #expect(plot.x.title == "a" && plot.y.title == "b" && chart.path.count == 3)
    #expect(plot.description.contains("at (0, 0)"))
    for line in ["plot x -> x^2, -1..1, kind=contour", "plot (a, b) -> a, kind=contour"] {
      #expect(Transcript().run(line).contains("error E0620"), "\(line)")
    }
  }

  @Test func `the loop of a run says what it trains with, and memory who holds it`() throws {
    let loop = try #require(try plot(Self.trained + "plot loop, r").chart as? LoopChart)
    #expect(loop.captions.contains { $0.hasPrefix("adam") })
    #expect(loop.exit == "12 epochs done")
    let memory = try #require(try plot("x = zeros([100, 100]); plot memory").chart as? MemoryChart)
    #expect(memory.holders.first?.name == "x" && memory.holders.first?.bytes == 40_000)
  }

  @Test(arguments: [
    ("r = [1, 2]; plot r, ylim=(0, 1)", "plot r, y_range=0..1"),
    ("r = [1, 2]; plot r, xlabel=\"a\"", "x_label=\"a\""),
    ("plot [1, 2], color=red", "leave it out: colours"),
    ("plot [1, 2], label=\"a\"", "a curve is called what is written"),
    ("plot [1, 2], secondary_y=true", "plot [a, b], columns=1"),
    ("plt.semilogy([1, 2])", "write `plot [1, 2], log=y`"),
    ("plt.plot([1, 2], [3, 4], 'r--')", "write `plot [3, 4], x=[1, 2]`"),
    ("plt.scatter([1, 2], [3, 4], c='red')", "write `plot [1, 2], [3, 4], kind=scatter`"),
    ("plt.xlabel(\"age\")", "`plot y, x_label=\"age\"`"), ("plt.ylim(0, 1)", "y_range=0..1"),
    ("ax.twinx()", "columns=1"), ("plt.axhline(0.5)", "y_lines=[0.5]"),
    ("plot nobody", "there is no value called `nobody`"), ("plt.legend()", "leave it out"),
    ("plt.show()", "leave it out"),
  ])
  func `habits of other programs are answered with the line to type`(line: String, hint: String) {
    let output = Transcript().run(line)
    #expect(output.contains(hint), "\(line): \(output)")
  }
}
