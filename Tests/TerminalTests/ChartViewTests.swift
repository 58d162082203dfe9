import Plots
import Testing

@testable import Terminal

/// Looking at a chart: what keys do, and what is then shown.
@Suite struct ChartViewTests {
  private let facts = ChartFacts(extent: 1...100, stride: 2, curveCount: 3)

  @Test func `keys change the view`() {
    var view = ChartView()
    #expect(view.press(.character("s"), on: facts) == .stay)
    #expect(view.isLogarithmic == true)
    _ = view.press(.character("]"), on: facts)
    #expect(view.smoothing == 0.5)
    _ = view.press(.left, on: facts)
    #expect(view.cursor == 100)
    _ = view.press(.left, on: facts)
    #expect(view.cursor == 98)
    _ = view.press(.shiftRight, on: facts)
    #expect(view.cursor == 100)
    _ = view.press(.home, on: facts)
    #expect(view.cursor == 1)
    _ = view.press(.character("0"), on: facts)
    #expect(view == ChartView())
  }

  @Test func `q leaves the chart, and a page before that`() {
    var view = ChartView()
    _ = view.press(.character("?"), on: facts)
    #expect(view.page == .help)
    #expect(view.press(.character("q"), on: facts) == .stay)
    #expect(view.press(.character("q"), on: facts) == .leave)
    #expect(view.press(.interrupt, on: facts) == .requestStop)
  }

  @Test func `closer at the cursor, and to both sides of it`() {
    var view = ChartView()
    for _ in 0..<20 { _ = view.press(.left, on: facts) }
    #expect(view.cursor == 62)
    _ = view.press(.character("+"), on: facts)
    #expect(view.window == 37.25...86.75)
    _ = view.press(.character("h"), on: zoomed(view))
    #expect(view.window == 24.875...74.375)
    _ = view.press(.home, on: zoomed(view))
    #expect(view.window == 1...50.5, "the cursor is always inside")
    _ = view.press(.character("-"), on: zoomed(view))
    #expect(view.window == nil)
  }

  private func zoomed(_ view: ChartView) -> ChartFacts {
    var facts = facts
    facts.shown = view.window ?? 1...100
    return facts
  }

  @Test func `one curve at least stays, however many are hidden`() {
    var view = ChartView()
    for key in ["1", "2", "3"] { _ = view.press(.character(Character(key)), on: facts) }
    #expect(view.hidden == [0, 1])
    _ = view.press(.character("1"), on: facts)
    #expect(view.hidden == [1])
    _ = view.press(.down, on: facts)
    _ = view.press(.down, on: facts)
    #expect(view.front == 1 && view.hidden.isEmpty, "what is chosen is seen")
  }

  @Test func `a hidden curve leaves the others their colours`() throws {
    let plot = Plot(.lines(["a", "b", "c"].map { Series($0, role: .group(0), ys: [1, 2]) }))
    let curves = try #require(plot.showing(without: [0], front: nil).curveChart)
    #expect(curves.series.map(\.label) == ["b", "c"])
    #expect(curves.series.map(\.slot) == [2, 3])
    let front = try #require(plot.showing(without: [], front: 0).curveChart)
    #expect(front.series.map(\.label) == ["b", "c", "a"])
  }

  @Test func `n goes to spikes, gaps and bookmarks, and round at the end`() {
    var ys = (0..<200).map { Double($0 % 7) * 0.01 }
    ys[50] = 9
    ys[120] = .nan
    ys[121] = .nan
    let plot = Plot(.lines([Series("a", ys: ys)]))
    #expect(plot.remarkablePlaces == [50, 120])
    var facts = ChartFacts(extent: 0...199, stride: 1)
    facts.remarkable = { plot.remarkablePlaces }
    var view = ChartView()
    view.cursor = 100
    _ = view.press(.character("b"), on: facts)
    view.cursor = nil
    let places = (0..<4).map { _ -> Double? in
      _ = view.press(.character("n"), on: facts)
      return view.cursor
    }
    #expect(places == [50, 100, 120, 50])
    _ = view.press(.character("N"), on: facts)
    #expect(view.cursor == 120)
  }

  @Test func `no key leads out of the data, whatever was pressed before`() {
    let keys: [ScreenKey] =
      [
        .left, .right, .shiftLeft, .shiftRight, .home, .end, .up, .down, .wheel(-3), .wheel(3),
        .click(row: 3, column: 40),
      ] + "+-hlfbnNst[]ogm0123p".map { .character($0) }
    var state: UInt64 = 7
    let plot = Plot(
      .lines((0..<3).map { Series("s\($0)", role: .train, ys: (0..<500).map { Double($0 % 13) }) }))
    var view = ChartView()
    for _ in 0..<3000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      var looked = plot
      view.apply(to: &looked)
      let scene = PlotLayout.scene(looked, width: 80, height: 24, capabilities: Capabilities())
      _ = view.press(keys[Int(state >> 33) % keys.count], on: ChartFacts(plot, scene))
      #expect(view.cursor.map { (0...499).contains($0) } ?? true)
      #expect(
        view.window.map {
          $0.lowerBound >= 0 && $0.upperBound <= 499 && $0.lowerBound < $0.upperBound
        } ?? true)
      #expect(view.hidden.count < 3)
    }
  }

  @Test func `a pointer reads out what a table holds, entry by entry`() throws {
    var page = ChartPage(Capabilities(), isRun: false)
    let plot = Plot.heat(HeatMap(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6.5]), title: "W")
    let size = WindowSize(rows: 12, columns: 60)
    _ = page.grid(of: plot, beside: nil, status: nil, size: size)
    for key in [ScreenKey.home, .down, .down, .right, .right] { _ = page.press(key) }
    let rows = PlainText.render(page.grid(of: plot, beside: nil, status: nil, size: size))
    #expect(rows.last == "row 1, column 2: 6.5")
  }

  @Test func `a file's name is asked for, typed and can be left`() {
    var page = ChartPage(Capabilities(), isRun: false)
    #expect(page.press(.character("w")) == .stay)
    for _ in 0..<20 { _ = page.press(.backspace) }
    for letter in "q.svg" { #expect(page.press(.character(letter)) == .stay) }
    #expect(page.press(.enter) == .write("q.svg"))
    _ = page.press(.character("w"))
    #expect(page.press(.escape) == .stay)
    #expect(page.press(.character("q")) == .leave)
  }

  @Test func `x goes from steps to epochs to seconds, space and Tab are of the training`() {
    var view = ChartView()
    _ = view.press(.home, on: facts)
    _ = view.press(.character("x"), on: facts)
    #expect(view.axis == .epoch && view.cursor == nil)
    _ = view.press(.character("x"), on: facts)
    #expect(view.axis == .time)
    _ = view.press(.character("0"), on: facts)
    #expect(view.axis == .time, "everything else is as at the start")
    #expect(view.press(.character(" "), on: facts) == .pause)
    #expect(view.press(.tab, on: facts) == .net)
  }

  @Test func `a small window shows the keys page by page`() {
    var page = ChartPage(Capabilities(), isRun: true, hasNet: true)
    let plot = Plot.loss([Series("train", role: .train, ys: [3, 2, 1], firstX: 1)])
    func lines() -> [String] {
      PlainText.render(
        page.grid(
          of: plot, beside: nil, status: "r", size: WindowSize(rows: 12, columns: 60)))
    }
    #expect(lines()[11].hasPrefix("q back  ? help  space pause  Tab net"))
    _ = page.press(.character("?"))
    #expect(lines()[1].hasPrefix("space") && lines()[11].hasPrefix("? more"))
    _ = page.press(.character("?"))
    _ = lines()
    _ = page.press(.character("?"))
    #expect(lines().contains { $0.hasPrefix("q            back") })
    _ = page.press(.character("?"))
    #expect(page.view.page == .chart)
  }
}

/// Keys that a chart has no use for say so.
@Suite struct IdleChartKeyTests {
  private func foot(_ plot: Plot, _ keys: [ScreenKey]) -> String {
    var page = ChartPage(Capabilities(), isRun: false)
    func draw() -> [String] {
      PlainText.render(
        page.grid(of: plot, beside: nil, status: nil, size: WindowSize(rows: 24, columns: 80)))
    }
    _ = draw()
    for key in keys { _ = page.press(key) }
    return draw().last ?? ""
  }

  @Test(arguments: ["n", "f", "+", "t", "1", "]", "m", "b", "h"])
  func `a key of curves says so on other charts`(_ key: String) {
    let text = foot(Plot(BarChart([1, 2])), [.character(Character(key))])
    #expect(text.contains("is a key of curves"), "\(text)")
  }

  @Test func `the wheel says that a chart without curves is shown whole`() {
    #expect(foot(Plot(BarChart([1, 2])), [.wheel(1)]).contains("shown whole"))
    #expect(foot(Plot(.lines([Series("a", ys: [1, 2])])), [.character("]")]).contains("measured"))
  }

  @Test func `what changes nothing of a curve says why`() {
    let plot = Plot(.lines([Series("a", ys: [1, 2, 3, 4])]))
    #expect(foot(plot, [.character("h")]).contains("all of it is shown"))
    #expect(foot(plot, [.character("t")]).contains("one curve"))
    #expect(foot(plot, [.character("7")]).contains("is one curve"))
    #expect(foot(plot, [.character("n")]).contains("no spike"))
    #expect(foot(plot, [.character("p")]).contains("key of trainings"))
    #expect(!foot(plot, [.character("+")]).contains("key"))
  }

  @Test func `the pointer of a chart without axes begins where something stands`() {
    let plots = [
      Plot(BarChart([1, 2, 3], labels: ["a", "b", "c"])),
      Plot(MemoryChart([MemoryChart.Holder("x", "tensor", bytes: 10)], held: 10, limit: 100)),
      Plot(AttentionChart([.init("", HeatMap(rows: 2, columns: 2, values: [1, 0, 0.5, 0.5]))])),
      Plot(StackedBars([SampleGroup("u", [1, 2])], isStacked: true)),
    ]
    for plot in plots {
      let text = foot(plot, [.left])
      #expect(!text.contains("nothing stands there"), "\(type(of: plot.chart)): \(text)")
    }
    #expect(foot(plots[0], [.left, .up]).hasPrefix("a: 1"), "\(foot(plots[0], [.left, .up]))")
    let spread = BoxChart.plot([SampleGroup("u", [1, 2, 3])], title: "")
    #expect(foot(spread, [.left]).hasPrefix("u: median 2"), "\(foot(spread, [.left]))")
  }
}
