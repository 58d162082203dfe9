import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What a chart tells of itself, wherever it goes, and in the words of its data.
@Suite("What charts tell")
struct ToldChartTests {
  private func run(_ program: String, folder: String = ".") -> RecordingHost {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run("seed 1\n" + program)
    return transcript.host
  }

  private func plot(_ program: String) throws -> Plot {
    let outputs = run(program).take()
    let plots = outputs.compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    return try #require(plots.last, "\(program): \(outputs)")
  }

  private func head(_ plot: Plot, _ width: Int = 72) -> String {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: 16, capabilities: Capabilities()))
    ).first ?? ""
  }

  @Test func `a chart that goes into a file is told, too`() throws {
    try TemporaryFolder.use { folder in
      let host = run("plot [1, 2, 4], to=\"x.svg\"\nplot [3, 1], to=\"y.csv\"", folder: folder)
      #expect(host.written.count == 2)
      #expect(host.written.last?.description.isEmpty == false)
    }
  }

  @Test func `an axis of dates takes dates for its ends, lines and notes`() throws {
    let dates = "x=[\"2023-05-01\", \"2023-06-02\", \"2023-09-01\"]"
    let plot = try plot(
      "plot [1, 2, 3], \(dates), x_range=\"2023-06-01\"..\"2023-09-01\", x_lines=[\"2023-07-01\"], notes=[[\"2023-06-01\", 2, \"start\"]]"
    )
    #expect(plot.x.domain == .fixed(1_685_577_600, 1_693_526_400))
    #expect(plot.x.lines == [1_688_169_600])
    #expect(plot.annotations == [Annotation(x: 1_685_577_600, y: 2, "start")])
    #expect(try self.plot("plot [1, 2, 3], \(dates), x_lines=\"2023-07-01\"").x.lines.count == 1)
  }

  @Test(arguments: [
    "x_range=\"2023-06-01\"..\"2023-09-01\"", "x_lines=[\"2023-06-01\"]", "y_lines=\"2023-06-01\"",
    "notes=[[\"2023-06-01\", 2, \"start\"]]",
  ])
  func `an axis of numbers refuses dates, and says which axis takes them`(option: String) {
    let said = "\(run("plot [1, 2, 3], \(option)").take())"
    #expect(said.contains("only an axis of dates takes dates"), "\(said)")
  }

  @Test func `the count of wrong answers stays at every width`() throws {
    let plot = try plot(
      """
      d = data table(normal([40, 8, 8]), mod(range(40), 4)) { }
      m = model [8, 8] { flatten; dense 4, activation=softmax }
      plot m, d, wrong=true
      """)
    for width in [48, 72, 120, 200] {
      #expect(head(plot, width).contains(" of 40 wrong"), "\(head(plot, width))")
    }
  }

  @Test func `a place across that is NaN is told`() throws {
    let head = head(try plot("plot [1, 2, 3], x=[1, nan, 3]"), 48)
    #expect(head.contains("1 NaN across"), "\(head)")
  }

  @Test func `epochs are counted from 1 wherever they are drawn`() throws {
    let program = """
      d = generated(moons, 60)
      m = model 2 { dense 1, activation=sigmoid }
      r = train m, d, epochs=4
      s = train m, d, epochs=4
      """
    let plot = try plot(program + "\nplot r.loss, s.loss")
    let chart = try #require(plot.chart as? LineChart)
    #expect(chart.series.allSatisfy { $0.x(at: 0) == 1 && $0.x(at: 3) == 4 })
    #expect(plot.x.title == "epoch")
    // A part of it, or what is computed of it, is no series of epochs any more.
    for other in ["r.loss[1:3]", "r.loss * 2", "[3, 2, 1]"] {
      let chart = try self.plot(program + "\nplot \(other)").chart as? LineChart
      #expect(chart?.series.first?.x(at: 0) == 0, "\(other)")
    }
  }

  @Test func `a cross-validation is drawn as its folds and their mean`() throws {
    let plot = try plot(
      """
      d = generated(moons, 60)
      m = model 2 { dense 1, activation=sigmoid }
      cv = cross_validate m, d, folds=3, epochs=1
      plot cv
      """)
    let chart = try #require(plot.chart as? BarChart)
    #expect(chart.labels == ["fold 1", "fold 2", "fold 3", "mean"])
    #expect(chart.errors.prefix(3).allSatisfy(\.isNaN) && chart.errors[3].isFinite)
    #expect(plot.title.hasSuffix("accuracy"))
  }

  @Test func `truths and answers are drawn as a table of their counts`() throws {
    #expect(
      try plot("plot [0, 1, 1], [0, 1, 0], kind=confusion").chart is ConfusionMatrix)
  }

  private static let line = """
    X = normal([50, 1])
    d = data table(X, 3 * X[:, 0] + 1)
    c = data table(X, X[:, 0] > 0)
    m = model 1 { dense 1, activation=sigmoid }
    k = model 1 { dense 3, activation=softmax }
    """

  @Test func `one input and a target of numbers are points`() throws {
    let plot = try plot(Self.line + "\nplot d")
    let chart = try #require(plot.chart as? ScatterChart)
    #expect(chart.classes.count == 1 && chart.classes[0].count == 50)
    #expect(!plot.x.title.isEmpty && !plot.y.title.isEmpty)
  }

  @Test func `a classifier of one input is drawn as curves of probability with the samples`() throws
  {
    let plot = try plot(Self.line + "\nplot m, c")
    let chart = try #require(plot.chart as? ScatterChart)
    #expect(chart.classes.map(\.label) == ["0", "1", "p(1)"])
    #expect(chart.classes[2].isCurve && chart.classes[2].ys.allSatisfy { (0...1).contains($0) })
    #expect(
      chart.classes[0].ys.allSatisfy { $0 == 0 } && chart.classes[1].ys.allSatisfy { $0 == 1 })
    let three = try self.plot(Self.line + "\nplot k, c").chart as? ScatterChart
    #expect(three?.classes.map(\.label) == ["0", "1", "p(0)", "p(1)", "p(2)"])
  }

  @Test func `histograms and bars have logarithmic axes, stacked bars have none`() throws {
    #expect(try plot("plot {a: 1e9, b: 1e-9}, log=y").y.scale == .log10)
    #expect(try plot("plot [1, 10, 100, 0, 5], kind=histogram, log=x").x.scale == .log10)
    for wrong in ["plot {a: 1, b: 2}, log=x", "plot [[1, 2], [2, 3]], kind=stacked_bar, log=y"] {
      #expect("\(run(wrong).take())".contains("E0"), "\(wrong)")
    }
  }

  @Test func `what a comparison measures stands beside its axes`() throws {
    let plot = try plot(
      """
      d = generated(moons, 60)
      m = model 2 { dense 1, activation=sigmoid }
      k = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      t = compare [m, k], d
      plot t
      """)
    #expect(plot.x.showsTitle && plot.x.title == "milliseconds for an answer")
  }
}
