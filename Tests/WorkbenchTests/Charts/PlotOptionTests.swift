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
    #expect(Set(front.xs) == [9, 17] && front.prefersLarger.x != true)
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
    ("plot [1, 2], kind=hist", "did you mean `histogram`?"),
    ("plot [1, 2], bins=20, kind=histogram", "bins of a histogram"),
    ("plot [1, 2], c=[0, 1]", "`by=[0, 1]`"), ("plot [1, 2], yerr=0.1", "kind=band"),
    ("plot lambda x: x^2, -3..3", "write `plot x -> x^2, -3..3`"),
    ("save plot \"a.png\"", "write `plot y, to=\"a.png\"`"),
    ("import matplotlib.pyplot as plt", "leave it out"),
    ("fig, ax = plt.subplots()", "leave it out"), ("plt.xticks([0, 1])", "x=[\"a\", \"b\"]"),
    ("plt.text(1, 2, 'hi')", "notes=[[1, 2, \"hi\"]]"),
    ("ax.set(xlabel='t', title='a')", "`plot y, x_label=\"t\", title=\"a\"`"),
    ("plt.polar([1], [2])", "`?plot` shows"),
    ("plot [\"a\", \"b\"], [1, 2], kind=bar", "`plot [1, 2], x=[\"a\", \"b\"], kind=bar`"),
    ("sns.heatmap(ones([2, 2]), annot=True)", "write `plot ones([2, 2]), kind=heat`"),
    ("plot {a: \"x\"}", "a record of numbers is drawn as bars"),
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

  /// What is offered is one line, and works.
  @Test(arguments: [
    ("plt.plot(x, y)", "plot y, x=x"), ("plt.plot(x, y, x, z)", "plot y, z, x=x"),
    ("plt.plot(x, np.sin(x))", "plot sin(x), x=x"), ("ax.plot(x, y)", "plot y, x=x"),
    ("plt.plot(x, [i**2 for i in x])", "plot x^2, x=x"),
    ("plt.loglog(x, y)", "plot y, x=x, log=both"), ("plt.semilogx(x, y)", "plot y, x=x, log=x"),
    ("plt.hist(y, bins=20)", "plot y, kind=histogram"), ("hist(y)", "plot y, kind=histogram"),
    ("y.hist()", "plot y, kind=histogram"), ("plt.imshow(np.ones((3, 3)))", "plot ones([3, 3])"),
    ("imshow(a)", "plot a"), ("plt.matshow(a)", "plot a, kind=heat"),
    ("plt.scatter(x, y, c=z)", "plot x, y, kind=scatter, by=z"),
    ("scatter(x, y)", "plot x, y, kind=scatter"),
    ("sns.scatterplot(x=x, y=y, hue=z)", "plot x, y, kind=scatter, by=z"),
    ("px.line(x, y)", "plot y, x=x"),
    ("plt.bar(['a', 'b'], [1, 2])", "plot [1, 2], x=[\"a\", \"b\"], kind=bar"),
    ("plt.bar({\"a\": 1, \"b\": 2})", "plot {\"a\": 1, \"b\": 2}, kind=bar"),
    ("plt.bar(list(c.keys()), c.values())", "plot c, kind=bar"),
    ("plt.pie([1, 2], labels=['a', 'b'])", "plot [1, 2], x=[\"a\", \"b\"], kind=bar"),
    ("plt.errorbar(x, y, yerr=z)", "plot y, y - z, y + z, x=x, kind=band"),
    ("plt.fill_between(x, y, z)", "plot y, z, x=x, kind=band"),
    ("plt.boxplot([x, y])", "plot x, y, kind=box"), ("sns.violinplot(x)", "plot x, kind=violin"),
    ("plt.step(x, y)", "plot y, x=x"), ("sns.histplot(x)", "plot x, kind=histogram"),
    ("plt.stackplot(x, y, z)", "plot y, z, x=x, kind=stacked_bar"),
    ("lines = plt.plot(x, y)", "plot y, x=x"), ("plot y vs x", "plot y, x=x"),
    ("plot y versus x, title=\"a\"", "plot y, x=x, title=\"a\""),
    ("plt.plot(history.history['loss'])", "plot r.loss"),
  ])
  func `a call that draws is answered with a line that draws`(line: String, offered: String) {
    let transcript = Transcript()
    _ = transcript.run(
      """
      x = linspace(1, 6, 20); y = abs(sin(x)) + 1; z = x / 10; a = ones([3, 3]); c = {a: 1, b: 2}
      """)
    if offered.contains("r.") { _ = transcript.run(Self.trained) }
    let output = transcript.run(line)
    #expect(output.contains("write `\(offered)`"), "\(line): \(output)")
    let answer = transcript.run(offered)
    #expect(!answer.contains("error E"), "\(offered): \(answer)")
  }

  @Test func `a record of numbers is bars under its names, one of series curves`() throws {
    let bars = try #require(try plot("plot {a: 1, \"b c\": 2}").chart as? BarChart)
    #expect(bars.values == [1, 2] && bars.labels == ["a", "b c"])
    let lines = try #require(try plot("plot {u: [1, 2], v: [2, 3]}").chart as? LineChart)
    #expect(lines.series.map(\.label) == ["u", "v"])
    #expect(try plot("plot {u: [1, 2], v: [2, 3]}, kind=box").chart is BoxChart)
    #expect(Transcript().run("plot {a: 1}, x=[1]").contains("error E"))
  }

  @Test func `positions are those of bands and bars, too, and other kinds have none`() throws {
    let band = try #require(
      try plot("plot [2, 3], [1, 2], [3, 4], x=[10, 20], kind=band").chart as? BandChart)
    #expect(band.low.xs == [10, 20] && band.lines.first?.xs == [10, 20])
    let bars = try #require(try plot("plot [1, 2], x=[\"a\", \"a\"], kind=bar").chart as? BarChart)
    #expect(bars.labels == ["a", "a"])
    let numbered = try #require(try plot("plot [1, 2], x=[3, 4], kind=bar").chart as? BarChart)
    #expect(numbered.labels == ["3", "4"])
    #expect(
      try plot("plot [1, 2], [3, 4], x=[\"a\", \"b\"], kind=stacked_bar").chart is StackedBars)
    for line in [
      "plot [1, 2], x=[1, 2], kind=histogram", "plot [1, 2], by=[1, 2], kind=box",
      "plot [1, 2], x=[1, 2], by=[1, 2], kind=bar",
    ] {
      #expect(Transcript().run(line).contains("E0619"), "\(line)")
    }
  }

  @Test func `points coloured by a measured number have the colour of its band`() throws {
    let program = "x = linspace(0, 1, 40); plot x, x, kind=scatter, by="
    let scatter = try #require(try plot(program + "x * 10").chart as? ScatterChart)
    #expect(scatter.classes.count <= 6 && scatter.classes.reduce(0) { $0 + $1.count } == 40)
    #expect(scatter.classes.first?.label.hasPrefix("below ") == true)
    #expect(scatter.classes.last?.label.hasPrefix("from ") == true)
    let few = try #require(try plot(program + "floor(x * 3)").chart as? ScatterChart)
    #expect(few.classes.map(\.label) == ["0", "1", "2", "3"])
  }

  @Test func `what has no place on a logarithmic axis is left out and counted`() throws {
    let curve = try plot("plot [1, 2, 3, 4], x=[0, 1, 10, 100], log=x")
    #expect(curve.x.domain == .fixed(1, 100))
    #expect(curve.notes == ["1 not positive along x: left out"])
    #expect(try plot("plot [1, 2, 3], log=x").notes == ["1 not positive along x: left out"])
    let points = try plot("plot [1, 2, 3], [0, 5, 50], kind=scatter, log=both")
    #expect(points.y.scale == .log10 && points.notes.contains("1 not positive along y: left out"))
    #expect(Transcript().run("plot [1, 2], x=[-1, 0], log=x").contains("E0615"))
  }
}
