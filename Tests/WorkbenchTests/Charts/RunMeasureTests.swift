import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What `x=` and `y=` name of runs and of sweeps.
@Suite("Measures of runs and sweeps in charts")
struct RunMeasureTests {
  private static let trained = """
    seed 1
    d = data generated(moons, 80) { split 80%, 20% }
    m = model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=4
    n = model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }
    q = train n, d, epochs=3, validation=d.test

    """
  private static let sweep = """
    seed 1
    d = data generated(moons, 60)
    w = sweep lr in [0.1, 0.01], h in [2, 4], act in [tanh, relu] {
      m = model 2 { dense h, activation=act; dense 1, activation=sigmoid }
      train m, d, epochs=2, optimizer=adam(lr)
    }

    """

  private func plot(_ program: String) throws -> Plot {
    let transcript = Transcript()
    transcript.interpreter.run(program)
    var last: Plot?
    for output in transcript.host.take() {
      switch output {
      case .plot(let plot): last = plot
      case .diagnostic(let diagnostic, _, _) where diagnostic.severity == .error:
        Issue.record("\(diagnostic)")
      default: break
      }
    }
    return try #require(last)
  }

  @Test func `y names what runs have measured`() throws {
    let plot = try plot(Self.trained + #"plot r, q, y="accuracy""#)
    let series = try #require(plot.chart as? LineChart).series
    #expect(series.map(\.label) == ["r", "q", "q val"], "\(series.map(\.label))")
    #expect(series[0].count == 4 && series[1].count == 3)
    #expect(plot.title == "accuracy" && plot.x.title == "epoch" && plot.best == .highest)
    let alone = try self.plot(Self.trained + #"plot r, y="loss""#)
    #expect((alone.chart as? LineChart)?.series.map(\.label) == ["r"])
    #expect(
      Transcript().run(Self.trained + #"plot r, q, y="precision at 3""#).contains("error E0594"))
  }

  @Test func `a sweep of three settings is drawn without being asked for a kind`() throws {
    let chart = try #require(try plot(Self.sweep + "plot w").chart as? ParallelChart)
    #expect(chart.count == 8 && chart.columns.prefix(3).map(\.name) == ["lr", "h", "act"])
  }

  @Test func `a setting of words stands across with its names`() throws {
    let plot = try plot(Self.sweep + #"plot w, x="act""#)
    let chart = try #require(plot.chart as? ParetoChart)
    #expect(chart.xs.count == 8 && chart.prefersLarger.x == nil)
    guard case .category(let names) = plot.x.scale else {
      Issue.record("\(plot.x.scale)")
      return
    }
    #expect(names.sorted() == ["relu", "tanh"])
    #expect(plot.description.contains("act relu") || plot.description.contains("act tanh"))
    let rows = PlainText.render(
      Raster.grid(PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())))
    #expect(rows.contains { $0.contains("tanh") && $0.contains("relu") }, "\(rows)")
    #expect(Transcript().run(Self.sweep + #"plot w, y="act""#).contains("words stand across"))
  }

  @Test func `notes beyond the data widen the axes, those beyond ends asked for are counted`()
    throws
  {
    let wide = try plot(#"plot [1, 2, 3], notes=[[0.5, 100, "outside"]]"#)
    let rows = PlainText.render(
      Raster.grid(PlotLayout.scene(wide, width: 80, height: 24, capabilities: Capabilities())))
    #expect(rows.contains { $0.contains("outside") }, "\(rows)")
    let fixed = try plot(#"plot [1, 2, 3], y_range=0..3, notes=[[0.5, 100, "outside"]]"#)
    #expect(fixed.cautions == ["1 note outside"])
  }

  @Test func `rows of a matrix are lines where lines are asked for`() throws {
    let plot = try plot("a = cumsum(normal([12, 50]), axis=1)\nplot a, kind=line")
    #expect((plot.chart as? LineChart)?.series.count == 12)
  }
}
