import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Axes, samples and names of charts are those of the data.
@Suite("Axes of the data")
struct TrueAxisTests {
  private func plot(_ lines: String, folder: String = ".") throws -> Plot {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run("seed 1\n" + lines)
    let outputs = transcript.host.take()
    let plots = outputs.compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    return try #require(plots.last, "\(lines): \(outputs)")
  }

  @Test func `dates as positions are as far apart as they are`() throws {
    try TemporaryFolder.use { folder in
      let rows = "day,price\n2020-01-01,10\n2020-01-02,11\n2021-01-01,40\n2022-06-15,5\n"
      try AtomicFile.write(Array(rows.utf8), to: folder + "/p.csv")
      let read = #"q = data csv("p.csv")"# + "\n"
      let plot = try plot(read + #"plot q["price"], x=q["day"]"#, folder: folder)
      #expect(plot.x.scale == .time)
      let xs = try #require((plot.chart as? LineChart)?.series[0].xs)
      #expect(xs[1] - xs[0] == 86_400 && xs[2] - xs[0] == 366 * 86_400)
      #expect(plot.csv.contains("2022-06-15,5"))
      let points = try self.plot(
        read + #"plot q["price"], x=q["day"], kind=scatter"#, folder: folder)
      #expect(points.x.scale == .time)
      let bars = try self.plot(read + #"plot q["price"], x=q["day"], kind=bar"#, folder: folder)
      #expect(bars.csv.contains("2020-01-01,10"))
    }
    let typed = try plot(#"plot [1, 2], x=["2024-01-31 12:00:00", "2024-02-01"]"#)
    #expect(typed.x.scale == .time)
    let words = try plot(#"plot [1, 2], x=["2024-01-31", "later"]"#)
    #expect(words.x.scale == .category(["2024-01-31", "later"]))
  }

  @Test func `the plane of a table is in the units of its file, and has its names`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<60).map { index in
        "\(index % 7),\(1000 + 50 * (index % 11)),\(index % 7 * 10 + index % 11),\(index % 7 < 3 ? "a" : "b")"
      }
      try AtomicFile.write(
        Array(("rain,big,temp,kind\n" + rows.joined(separator: "\n") + "\n").utf8),
        to: folder + "/t.csv")
      for (target, other) in [("temp", "kind"), ("kind", "temp")] {
        let lines = """
          d = data csv("t.csv", target="\(target)") { drop "\(other)"; split 80%, 20%; standardize }
          m = model d { dense 4, activation=tanh; dense 1\(target == "kind" ? ", activation=sigmoid" : "") }
          r = train m, d, epochs=2
          """
        for line in ["plot m, d", "plot m, d, kind=net"] {
          let plot = try plot(lines + "\n" + line, folder: folder)
          let (field, points) = try parts(plot)
          #expect(field.ys.lowerBound < 1000 && field.ys.upperBound > 1500, "\(line) \(field.ys)")
          #expect(field.xs.lowerBound < 0 && field.xs.upperBound < 10, "\(line) \(field.xs)")
          #expect(points.flatMap(\.ys).allSatisfy { $0 > 999 && $0 < 1501 }, "\(line)")
          if line == "plot m, d" { #expect(plot.x.title == "rain" && plot.y.title == "big") }
        }
      }
      let log = try plot(
        """
        d = data csv("t.csv", target="kind") { drop "temp"; split 80%, 20%; log "big"; standardize }
        m = model d { dense 1, activation=sigmoid }
        plot m, d
        """, folder: folder)
      #expect(log.x.title == "rain" && log.y.title == "big, as learnt")
    }
  }

  private func parts(_ plot: Plot) throws -> (BoundaryField, [PointClass]) {
    if let net = plot.chart as? NetChart {
      return (try #require(net.net.field), net.net.points)
    }
    let chart = try #require(plot.chart as? BoundaryChart)
    return (chart.field, chart.classes)
  }

  @Test func `a function that turns fast is drawn with as many places as it needs`() throws {
    let fast = try #require(try plot("plot sin, 0..1000").chart as? FunctionChart)
    let series = fast.series[0]
    // 159 whole turns, each with a highest value near 1.
    let tops = series.ys.indices.dropFirst().dropLast().count {
      series.ys[$0] > series.ys[$0 - 1] && series.ys[$0] >= series.ys[$0 + 1]
        && series.ys[$0] > 0.95
    }
    #expect(tops == 159)
    #expect(try plot("plot sin, 0..1000").notes.isEmpty)
    for line in ["plot sin, -6..6", "plot relu, -3..3", "plot x -> 1/x, -2..2", "plot log, -1..3"] {
      let usual = try #require(try plot(line).chart as? FunctionChart)
      #expect(usual.series[0].count == 481, "\(line)")
    }
    #expect(try plot("plot sin, 0..1000000").notes.first?.contains("faster") == true)
    let words = try plot("plot sin, 0..1000").description
    #expect(words.contains("lowest, -1,"), "\(words)")
  }

  @Test func `the characters of a text are counted once, under their names`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("aaaa bb\nccc aaaaaaaaaa".utf8), to: folder + "/t.txt")
      let plot = try plot(
        #"d = data text("t.txt") { chars 4 }"# + "\nplot d", folder: folder)
      let chart = try #require(plot.chart as? BarChart)
      #expect(chart.labels.first == "a" && chart.labels.contains("␣") && chart.labels.contains("⏎"))
      // The last character of the text is only learnt.
      #expect(chart.values.reduce(0, +) == 21 && chart.values.first == 13)
    }
  }

  @Test func `a function of two numbers alone is a contour without being asked for`() throws {
    let plot = try plot("plot (a, b) -> sin(a) * cos(b), -3..3, -3..3")
    #expect(plot.chart is ContourChart && plot.x.title == "a")
    #expect(Transcript().run("plot (a, b) -> a + b").contains("range"))
  }

  @Test func `classes of a confusion matrix have the names of its rows`() throws {
    let plot = try plot(#"plot [[5, 1], [2, 8]], kind=confusion, row_labels=["cat", "dog"]"#)
    #expect((plot.chart as? ConfusionMatrix)?.counts.labels == ["cat", "dog"])
    let said = Transcript().run(
      #"plot [[5, 1], [2, 8]], kind=confusion, column_labels=["cat", "dog"]"#)
    #expect(said.contains("does nothing"))
  }

  @Test func `several columns over one are lines`() throws {
    try TemporaryFolder.use { folder in
      let rows = "day,v,w\n2024-02-01,2,5\n2024-01-01,1,6\n"
      try AtomicFile.write(Array(rows.utf8), to: folder + "/h.csv")
      let plot = try plot(
        #"h = data csv("h.csv")"# + "\n" + #"plot h, "day", "v", "w", kind=line"#, folder: folder)
      let series = try #require(plot.chart as? LineChart).series
      #expect(series.map(\.label) == ["v", "w"] && series[1].ys == [6, 5])
      #expect(plot.x.scale == .time)
    }
  }

  @Test func `what cannot be drawn says what can`() {
    let run = """
      m = model 1 { dense 1 }
      f = table([1, 2, 3], [2, 4, 6])
      r = train m, f, epochs=1
      """
    let measure = Transcript().run(run + "\nplot r, \"loss\"")
    #expect(measure.contains("`plot r.loss`") && !measure.contains("to="))
    #expect(
      Transcript().run(run + "\nplot m, kind=attention").contains("plot m, d, kind=attention"))
    #expect(Transcript().run(run + "\nplot m, f, kind=attention").contains("no layer of m attends"))
    #expect(Transcript().run(run + "\nplot m, kind=heat").contains("error E0407"))
    let size = Transcript().run("plot sigmoid, to=\"a.png\", size=(800,600)")
    #expect(size.contains("[800,600]") && !size.contains("800.600"))
    #expect(!Transcript().run("plot dd.x[0]").contains("->"))
    #expect(Transcript().run("plot [1, 2], x_range=1..0").contains("not 1..0"))
    #expect(Transcript().run("plot [1, 2, 3, 4], kind=scatter").contains("plot x, y, kind=scatter"))
  }

  @Test func `attention is drawn of a model with its text`() throws {
    try TemporaryFolder.use { folder in
      let text = String(repeating: "the cat sat on the mat. ", count: 8)
      try AtomicFile.write(Array(text.utf8), to: folder + "/t.txt")
      let plot = try plot(
        """
        d = data text("t.txt") { chars 8 }
        g = model d { embedding d.vocab, 8; multi_head_attention 2, 4; dense d.vocab }
        plot g, d, kind=attention
        """, folder: folder)
      #expect(plot.chart is AttentionChart)
    }
  }
}
