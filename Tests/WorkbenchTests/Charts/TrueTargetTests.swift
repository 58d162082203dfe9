import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Targets that are numbers, windows of a series and panels of runs, drawn as what they are.
@Suite("Charts of numeric targets and windows")
struct TrueTargetTests {
  private func plot(_ program: String, folder: String = ".") throws -> Plot {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run(program)
    let outputs = transcript.host.take()
    let plot = outputs.last { if case .plot = $0 { true } else { false } }
    guard case .plot(let plot)? = plot else {
      Issue.record("\(program): \(outputs)")
      throw PlotProblem.nothing
    }
    return plot
  }

  @Test(arguments: [
    "d = generated(plane, 200)",
    "seed 3\nX = normal([200, 2])\nd = data table(X, 10 * X[:, 0] + X[:, 1])",
  ])
  func `a target of numbers is drawn in bands of them, and kept as numbers`(data: String) throws {
    let plot = try plot(data + "\nplot d")
    let chart = try #require(plot.chart as? ScatterChart)
    #expect((2...7).contains(chart.classes.count))
    #expect(chart.classes.allSatisfy { $0.label.hasPrefix("to ") || $0.label.hasPrefix(">= ") })
    #expect(chart.classes.reduce(0) { $0 + $1.values.count } == 200)
    #expect(!plot.description.contains("Class "), "\(plot.description)")
    let columns = chart.fileColumns(of: plot)
    let numbers = try #require(columns.first { $0.name == "target" && $0.values.count == 200 })
    #expect(numbers.values.contains { $0 != $0.rounded() })
  }

  @Test(arguments: [
    ("d = generated(spiral, 60)", ["0", "1"]), ("d = generated(moons, 60)", ["0", "1"]),
    ("d = data table([[0, 1], [1, 2], [2, 1], [3, 3]], [3, 5, 3, 5])", ["3", "5"]),
  ])
  func `classes stay classes`(data: String, names: [String]) throws {
    let chart = try #require(try plot(data + "\nplot d").chart as? ScatterChart)
    #expect(chart.classes.map(\.label) == names)
  }

  @Test func `a series in windows is drawn as the series, and its windows as lines`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<120).map { hour -> String in
        let day = 1 + hour / 24
        return "2023-01-0\(day) \(hour % 24 < 10 ? "0" : "")\(hour % 24):00,\(10 + hour % 7)"
      }
      try AtomicFile.write(
        Array((["when,load"] + rows).joined(separator: "\n").utf8), to: folder + "/s.csv")
      let data = "s = data csv(\"s.csv\", target=\"load\") { windows 12; split 70%, 30% }\n"
      let whole = try plot(data + "plot s", folder: folder)
      let line = try #require(whole.chart as? LineChart)
      #expect(line.series.count == 1 && (line.series[0].ys.max() ?? 0) == 16)
      #expect(whole.notes.contains { $0.contains("windows of 12 rows") })
      #expect(!whole.description.contains("picture"))
      let some = try plot(data + "plot s, 0..2", folder: folder)
      let lines = try #require(some.chart as? LineChart)
      #expect(lines.series.map(\.label) == ["window 0", "window 1", "window 2"])
      #expect(lines.series.allSatisfy { $0.count == 12 })
      let model = "m = model s { dense 1 }\n"
      let said = Transcript(folder: folder).run(data + model + "plot m, s")
      #expect(said.contains("error E0") && !said.contains("true class"), "\(said)")
      let flat = try plot(data + "m = model s { flatten; dense 1 }\nplot m, s", folder: folder)
      #expect(flat.chart is ResidualChart)
    }
  }

  @Test func `runs among other panels share their scale`() throws {
    let trained = """
      seed 1
      d = generated(moons, 80)
      m = model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }
      r = train m, d, epochs=3
      k = model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }
      s = train k, d, epochs=3

      """
    let plot = try plot(trained + "plot [r, s, d], columns=2")
    let chart = try #require(plot.chart as? PanelChart)
    guard case .fixed = chart.plots[0].y.domain else {
      Issue.record("\(chart.plots[0].y)")
      return
    }
    #expect(chart.plots[0].y == chart.plots[1].y && chart.plots[2].y.domain == .automatic)
    #expect(plot.notes == ["runs: one scale upwards"])
  }

  @Test func `what is asked of a curve is done to it, whoever measured it`() throws {
    let data = "seed 2\ny = concat([normal([600]), [300], normal([600])])\n"
    func drawn(_ options: String) throws -> [String] {
      PlainText.render(
        Raster.grid(
          PlotLayout.scene(
            try plot(data + "plot y" + options), width: 72, height: 16, capabilities: .plain)))
    }
    let all = try drawn("")
    let cut = try drawn(", outliers=clip")
    let marked = try drawn(", outliers=mark")
    let smooth = try drawn(", smoothing=0.9")
    let whole = try drawn(", outliers=fit")
    #expect(whole == all && cut != all && marked != all && smooth != all)
    #expect(marked.joined().contains("over (max 300"), "\(marked.joined(separator: "\n"))")
  }

  @Test func `rows with gaps have a place by their means, and it is said`() throws {
    let plot = try plot("plot [[1, nan], [2, 3], [3, 4]], kind=pca")
    #expect(plot.cautions.contains("1 row with NaN, filled with means"))
  }
}
