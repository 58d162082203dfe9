import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Runs, sweeps and forecasts in charts: medians and bands, weights from epoch to epoch, the loss around a way.
@Suite("Charts of runs")
struct RunChartTests {
  private static let runs = """
    seed 1
    d = data generated(moons, 80) { split 80%, 20% }
    m = model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=6, batch_size=16
    n = model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
    s = train n, d, epochs=6, batch_size=16
    o = model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
    t = train o, d, epochs=4, batch_size=16

    """

  /// The plots of a program, and the numbers that it prints one a line.
  private func drawn(
    _ program: String, folder: String = "."
  ) throws -> (plots: [Plot], numbers: [[Double]]) {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run(program)
    var (plots, numbers): ([Plot], [[Double]]) = ([], [])
    for output in transcript.host.take() {
      switch output {
      case .plot(let plot): plots.append(plot)
      case .value(let text), .text(let text):
        numbers.append(text.split { " [],\n".contains($0) }.compactMap { Double($0) })
      case .diagnostic(let diagnostic, _, _) where diagnostic.severity == .error:
        Issue.record("\(diagnostic)")
      default: break
      }
    }
    return (plots, numbers)
  }

  @Test func `runs beside one another show their validation`() throws {
    let plot = try #require(
      try drawn(
        Self.runs
          + "v = train n, d, epochs=5, batch_size=16, validation=d.test\nplot [r, v]"
      ).plots.last)
    let names = (plot.chart as? LineChart)?.series.map(\.label) ?? []
    #expect(names.contains("v val") && !names.contains("r val"), "\(names)")
  }

  @Test func `several runs are their median over the epochs, with the least and the largest`()
    throws
  {
    let found = try drawn(
      Self.runs + "plot [r, s, t], kind=spread\nprint r.loss[0], s.loss[0], t.loss[0]")
    let chart = try #require(found.plots.last?.chart as? SpreadChart)
    let group = try #require(chart.groups.first)
    #expect(group.xs == [1, 2, 3, 4, 5, 6] && group.counts == [3, 3, 3, 3, 2, 2])
    let first = try #require(found.numbers.last).sorted()
    #expect(abs(group.median[0] - first[1]) < 1e-3 && abs(group.low[0] - first[0]) < 1e-3)
    #expect(found.plots.last?.title == "r, s, t: loss")
    let other = try drawn(Self.runs + "plot [r, s], kind=spread, y=\"accuracy\"").plots.last
    #expect((other?.chart as? SpreadChart)?.groups.first?.name == "accuracy")
  }

  @Test func `runs of a list are called as they are written`() throws {
    let plot = try #require(try drawn(Self.runs + "plot [r, s]").plots.last)
    #expect((plot.chart as? LineChart)?.series.map(\.label) == ["r", "s"])
  }

  private static let sweep = """
    seed 1
    d = data generated(moons, 60)
    w = sweep h in [2, 4, 8], seeds=3 { train model 2 { dense h, activation=tanh; dense 1, activation=sigmoid }, d, epochs=3, validation_split=0.2 }

    """

  @Test func `seeds of a sweep are a band over its axis, in training and validation`() throws {
    let plot = try #require(try drawn(Self.sweep + "plot w, kind=spread").plots.last)
    let chart = try #require(plot.chart as? SpreadChart)
    #expect(chart.groups.map(\.name) == ["accuracy", "val_accuracy"])
    #expect(chart.groups[0].xs == [2, 4, 8] && chart.groups[0].count == 3)
    #expect(plot.x.title == "h" && plot.description.contains("of 3 seeds"))
    #expect(try drawn(Self.sweep + "plot w").plots.last?.chart is SpreadChart)
  }

  @Test func `combinations of a sweep stand side by side under their settings`() throws {
    let plot = try #require(try drawn(Self.sweep + "plot w, columns=3").plots.last)
    let panels = try #require(plot.chart as? PanelChart)
    #expect(panels.plots.count == 3 && panels.columns == 3)
    #expect(Set(panels.plots.map(\.title)) == ["h=2", "h=4", "h=8"])
    #expect(panels.plots.allSatisfy { $0.chart is SpreadChart && $0.y.domain != .automatic })
    // Trainings of a sweep keep no weights of their epochs.
    let text = Transcript().run(Self.sweep + "plot w, kind=ridge, columns=3")
    #expect(text.contains("E0596"), "\(text)")
  }

  @Test func `a weight of a run is a row for each kept epoch, the last one as it is now`() throws {
    let found = try drawn(
      Self.runs + "plot r, \"hidden.kernel\", kind=ridge\nprint reshape(m.hidden.kernel, [6])")
    let chart = try #require(found.plots.last?.chart as? RidgeChart)
    #expect(chart.groups.first?.name == "epoch 0" && chart.groups.last?.name == "epoch 6")
    let now = try #require(found.numbers.last)
    let last = try #require(chart.groups.last)
    #expect(now.count == 6 && last.values.count == 6)
    for (a, b) in zip(now, last.values) { #expect(abs(a - b) < 1e-3) }
    let violins = try drawn(Self.runs + "plot r, kind=violin").plots.last
    #expect(violins?.title == "r: hidden.kernel over epochs")
  }

  @Test func `a gradient of a run is a row for each kept epoch, that of the loss over samples`()
    throws
  {
    let program = """
      seed 1
      d = data table([[1], [2], [3], [4]], [[2], [4], [6], [8]])
      m = model 1 { dense 1, use_bias=false }
      w = m.dense.kernel[0, 0]
      r = train m, d, epochs=3, batch_size=4, optimizer=sgd(0.01), loss=mean_squared_error
      plot r, "dense.kernel.gradient", kind=ridge
      print w, m.dense.kernel[0, 0]
      """
    let found = try drawn(program)
    let chart = try #require(found.plots.last?.chart as? RidgeChart)
    #expect(chart.groups.map(\.name) == ["epoch 0", "epoch 1", "epoch 2", "epoch 3"])
    // d/dw of the mean of (w·x − 2·x)² is 2·(w − 2)·mean(x²), and mean(x²) is 7.5.
    let weights = try #require(found.numbers.last)
    for (group, weight) in [(chart.groups[0], weights[0]), (chart.groups[3], weights[1])] {
      #expect(abs(group.values[0] - 15 * (weight - 2)) < 1e-3, "\(group) \(weight)")
    }
    #expect(found.plots.last?.title == "r: gradient of the loss for dense.kernel over epochs")
    #expect(found.plots.last?.notes == ["of 4 samples"])
  }

  @Test(arguments: [
    ("r = train m, d, epochs=2, privacy=dp(noise=1.1)", "private training"),
    ("r = train m, d, epochs=2, freeze=[hidden]", "no gradient reaches `hidden.kernel`"),
  ])
  func `where there is no gradient the reason is said, and the line that draws the weights works`(
    _ line: String, _ reason: String
  ) {
    let transcript = Transcript()
    let output = transcript.run(
      """
      d = data generated(moons, 40)
      m = model 2 { hidden: dense 3; dense 1, activation=sigmoid }
      \(line)
      plot r, "hidden.kernel.gradient", kind=ridge
      """)
    #expect(output.contains("E0599") && output.contains(reason), "\(output)")
    #expect(output.contains("`plot r, \"hidden.kernel\", kind=ridge`"), "\(output)")
    let answer = transcript.run("plot r, \"hidden.kernel\", kind=ridge")
    #expect(!answer.contains("error E"), "\(answer)")
  }

  @Test func `a run of a sweep says that it keeps no weights, and what line has them`() throws {
    let transcript = Transcript()
    _ = transcript.run(
      """
      d = data generated(moons, 60)
      m = model 2 { hidden: dense 3; dense 1, activation=sigmoid }
      w = sweep rate in [0.01, 0.05] { train m, d, epochs=3, optimizer=adam(rate) }
      """)
    for line in [
      "plot w, kind=ridge", "plot w, \"hidden.kernel\", kind=ridge",
      "plot w.runs[0], \"hidden.kernel.gradient\", kind=ridge", "plot w.runs[0], kind=contour",
    ] {
      let output = transcript.run(line)
      #expect(output.contains("E0596") && output.contains("one of many"), "\(line): \(output)")
      let parts = output.split(separator: "`")
      let offered = try #require(parts.first { $0.hasPrefix("r = train") }, "\(output)")
      let answer = transcript.run("\(offered)\nplot r, kind=ridge")
      #expect(!answer.contains("error E"), "\(offered): \(answer)")
    }
  }

  @Test func `a layer is no part of a run, and the lines that show it work`() {
    let transcript = Transcript()
    _ = transcript.run(Self.runs)
    for line in ["plot r.hidden.kernel", "r.hidden", "plot r.hidden.kernel.gradient"] {
      let output = transcript.run(line)
      #expect(output.contains("E0114") && output.contains("layer of its model"), "\(output)")
    }
    for line in [
      "r.model.hidden", "plot r, \"hidden.kernel\", kind=ridge",
      "plot r, \"hidden.kernel.gradient\", kind=ridge",
    ] {
      #expect(!transcript.run(line).contains("error E"), "\(line)")
    }
  }

  @Test func `the loss around a run is that of its model there, and its way ends where it is`()
    throws
  {
    let found = try drawn(
      """
      seed 1
      d = data generated(moons, 80)
      m = model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
      r = train m, d, epochs=6, batch_size=16
      a = m.hidden.kernel[0, 1]
      b = m.hidden.bias[2]
      plot r, a - 1..a + 1, b - 1..b + 1, "hidden.kernel[0, 1]", "hidden.bias[2]", kind=contour
      e = evaluate m, d
      print e.loss
      print a, b
      plot r, kind=contour
      """)
    let chart = try #require(found.plots.first?.chart as? ContourChart)
    let loss = try #require(found.numbers.first?.first)
    let middle = chart.values[chart.rows / 2 * chart.columns + chart.columns / 2]
    #expect(abs(middle - loss) < 1e-3 * loss)
    let end = try #require(found.numbers.last)
    #expect(abs(chart.path.x(at: chart.path.count - 1) - end[0]) < 1e-3)
    #expect(abs((chart.path.ys.last ?? .nan) - end[1]) < 1e-3)
    let plane = try #require(found.plots.last?.chart as? ContourChart)
    #expect(plane.path.ys.last == 0 && plane.values.allSatisfy(\.isFinite))
    #expect(found.plots.last?.description.contains("end, step 30") == true)
  }

  @Test func `a forecast has the band of what was missed on rows for validation`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<80).map { "\($0),\(10 + ($0 % 7) * 2 + $0 % 3)" }.joined(separator: "\n")
      try AtomicFile.write(Array("t,y\n\(rows)\n".utf8), to: folder + "/t.csv")
      let found = try drawn(
        """
        seed 1
        d = data csv("t.csv", target="y") { split 60%, 20%, 20%; windows 7 }
        m = model d { flatten; dense 1 }
        r = train m, d, epochs=50
        plot m, d, kind=band
        """, folder: folder)
      let plot = try #require(found.plots.last)
      let chart = try #require(plot.chart as? BandChart)
      #expect(chart.lines.map(\.label) == ["y", "predicted"] && chart.lines[0].count == 80)
      #expect(chart.name.contains("9 of 10 misses of validation"))
      let half = (chart.high.ys.compactMap { $0.isFinite ? $0 : nil }[0])
      let answer = try #require(chart.lines[1].ys.first { $0.isFinite })
      let width = half - answer
      // Rows 48 to 63 are for validation.
      var missed: [Double] = []
      for index in 0..<chart.lines[1].count where chart.lines[1].ys[index].isFinite {
        let row = Int(chart.lines[1].x(at: index))
        guard (48..<64).contains(row) else { continue }
        missed.append(abs(chart.lines[0].ys[row] - chart.lines[1].ys[index]))
      }
      #expect(missed.filter { $0 <= width + 1e-9 }.count * 10 >= missed.count * 9)
      #expect(chart.lines[1].x(at: chart.lines[1].count - 1) == 80)
      #expect(plot.notes.contains("1 row beyond the end"))
    }
  }

  @Test(arguments: [
    ("plot r, kind=spread", "E0595"), ("plot [r, s], kind=spread, y=\"acc\"", "E0594"),
    ("plot r, \"hiden.kernel\", kind=ridge", "hidden.kernel"),
    ("plot r, \"hidden.kernel\", \"hidden.bias\", kind=contour", "hidden.kernel[0, 0]"),
    ("plot r, \"hidden.kernel[0, 9]\", \"hidden.bias[0]\", kind=contour", "E0597"),
    ("plot r, \"hidden.bias[0]\", kind=contour", "E0597"),
    ("plot [r, m], kind=spread", "E0407"), ("plot r, -1..1, kind=ridge", "E0407"),
    ("plot r, kind=contour, y=\"loss\"", "E0600"), ("plot r, kind=ridge, rate=3", "E0600"),
    ("plot m, d, kind=band", "E0598"), ("plot [[1, 2], [3]]", "`plot a, b`"),
  ])
  func `what cannot be drawn is said with what to type`(line: String, part: String) {
    let text = Transcript().run(Self.runs + line)
    #expect(text.contains("error E") && text.contains(part), "\(text)")
  }

  @Test func `a loop names the loss that was chosen`() throws {
    let plot = try #require(try drawn(Self.runs + "plot loop, r").plots.last)
    #expect((plot.chart as? LoopChart)?.captions.contains("binary_crossentropy") == true)
  }
}
