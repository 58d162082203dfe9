import Plots
import Testing
import Workbench

@testable import Terminal

@Suite struct NetScreenTests {
  private func units(_ count: Int) -> [NetPicture.Unit] {
    (1...count).map { NetPicture.Unit($0, "#\($0)", look: .spread([1, 2])) }
  }

  private func facts(
    done: Int = 100, shown: Int = 100, isPaused: Bool = false, isFinished: Bool = false,
    pace: Double? = nil, before: Int? = nil, after: Int? = nil, rows: Int = 40, columns: Int = 120
  ) -> NetScreen.Facts {
    NetScreen.Facts(
      net: NetPicture(
        layers: [
          NetPicture.Layer("input", units: units(2)), NetPicture.Layer("hidden", units: units(3)),
          NetPicture.Layer("output", units: units(1)),
        ],
        curves: [Series("train", ys: [2, 1])]),
      done: done, shown: shown, isPaused: isPaused, isFinished: isFinished, pace: pace,
      before: before, after: after, size: WindowSize(rows: rows, columns: columns))
  }

  @Test func `space pauses a run that is on and lets a paused one go on`() {
    var view = NetScreen()
    #expect(view.press(.character(" "), facts()) == .pause)
    #expect(view.press(.character(" "), facts(isPaused: true)) == .proceed)
    #expect(view.press(.character(" "), facts(isFinished: true)) == .nothing)
    #expect(view.message?.contains("has ended") == true)
  }

  @Test func `minus slows down from full speed, and plus comes back to it`() {
    var view = NetScreen()
    #expect(view.press(.character("-"), facts()) == .pace(1000))
    #expect(view.press(.character("-"), facts(pace: 20)) == .pace(10))
    #expect(view.press(.character("-"), facts(pace: 1)) == .pace(1))
    #expect(view.press(.character("+"), facts(pace: 20)) == .pace(50))
    #expect(view.press(.character("+"), facts(pace: 5000)) == .pace(nil))
    #expect(view.press(.character("+"), facts()) == .nothing)
  }

  @Test func `a dot makes a step of a paused run, and pauses one that is on`() {
    var view = NetScreen()
    #expect(view.press(.character("."), facts()) == .pause)
    #expect(view.press(.character("."), facts(isPaused: true)) == .step)
  }

  @Test func `a comma looks at the step before, and dots come back to the newest`() {
    var view = NetScreen()
    #expect(view.press(.character(","), facts(isPaused: true)) == .nothing)
    #expect(view.past == 99)
    _ = view.press(.character(","), facts(shown: 99, isPaused: true))
    #expect(view.past == 98)
    _ = view.press(.character("."), facts(shown: 98, isPaused: true))
    #expect(view.past == 99)
    // The newest is the run itself.
    _ = view.press(.character("."), facts(shown: 99, isPaused: true))
    #expect(view.past == nil)
  }

  @Test func `arrows go along a run that has ended by hundredths`() {
    var view = NetScreen()
    _ = view.press(.left, facts(done: 2000, shown: 2000, isFinished: true))
    #expect(view.past == 1980)
    _ = view.press(.shiftLeft, facts(done: 2000, shown: 1980, isFinished: true))
    #expect(view.past == 1780)
    _ = view.press(.right, facts(done: 2000, shown: 1780, isFinished: true))
    #expect(view.past == 1800)
    _ = view.press(.shiftRight, facts(done: 2000, shown: 1800, isFinished: true))
    #expect(view.past == nil)
  }

  @Test func `arrows go along a run that waits, and say where it ends`() {
    var view = NetScreen()
    _ = view.press(.right, facts(isPaused: true))
    #expect(view.focus == nil && view.message?.contains("newest step") == true)
    _ = view.press(.left, facts(done: 2000, shown: 2000, isPaused: true))
    #expect(view.past == 1980)
    // A unit is chosen with the others; then all four go from unit to unit.
    view.past = nil
    _ = view.press(.down, facts(isPaused: true))
    _ = view.press(.left, facts(isPaused: true))
    _ = view.press(.left, facts(isPaused: true))
    #expect(view.focus?.layer == 0 && view.message?.contains("Esc") == true)
    // In a small window what is chosen is seen.
    var small = NetScreen()
    _ = small.press(.down, facts(rows: 15, columns: 60))
    #expect(small.layer == 1)
  }

  @Test func `the foot says how to go along a run that waits, and what a small page is for`() {
    var view = NetScreen()
    var waits = facts(isPaused: true)
    waits.hasCurves = true
    let wide = view.foot(waits, columns: 120)
    for key in ["left right along", "r rate", "Tab curves", "Enter large"] {
      #expect(wide.contains(key), "\(wide)")
    }
    #expect(view.foot(facts(rows: 15, columns: 60), columns: 60).contains("Tab layer"))
    view.layer = 1
    let page = view.foot(facts(rows: 15, columns: 60), columns: 60)
    for key in ["space pause", "arrows unit", "Enter large", "Tab layer", "? keys"] {
      #expect(page.contains(key), "\(page)")
    }
  }

  @Test func `what is measured says that it is of the epoch so far`() {
    let snapshot = LiveSnapshot(
      epoch: 2, epochs: 9, step: 100, metrics: [("loss", 0.5), ("accuracy", 1)])
    let lines = PlainText.render(
      NetScreen().view(facts(), title: "r", snapshot: snapshot, Capabilities()))
    #expect(
      lines[0].contains("epoch 2/9 so far: loss 0.5000, accuracy 1.0000"), "\(lines[0])")
  }

  @Test func `where steps take too long to be computed again, arrows go over those that are kept`()
  {
    var view = NetScreen()
    _ = view.press(.left, facts(isFinished: true))
    #expect(view.past == 99)
    // The net that is shown is of step 64.
    _ = view.press(.left, facts(shown: 64, isFinished: true, before: 32, after: 80))
    #expect(view.past == 32)
    _ = view.press(.right, facts(shown: 32, isFinished: true, after: 64))
    #expect(view.past == 33)
    _ = view.press(.right, facts(shown: 32, isFinished: true, after: 64))
    #expect(view.past == 64)
  }

  @Test func `Home and End are the ends of a run`() {
    var view = NetScreen()
    _ = view.press(.home, facts(isFinished: true))
    #expect(view.past == 0)
    _ = view.press(.end, facts(isFinished: true))
    #expect(view.past == nil)
  }

  @Test func `arrows choose units, Enter shows one large and Escape closes it`() {
    var view = NetScreen()
    _ = view.press(.down, facts())
    #expect(view.focus == NetPicture.Place(layer: 1, unit: 1))
    _ = view.press(.down, facts())
    _ = view.press(.down, facts())
    _ = view.press(.down, facts())
    #expect(view.focus == NetPicture.Place(layer: 1, unit: 3))
    _ = view.press(.left, facts())
    #expect(view.focus == NetPicture.Place(layer: 0, unit: 2))
    _ = view.press(.enter, facts())
    #expect(view.isLarge)
    #expect(view.press(.escape, facts()) == .nothing && !view.isLarge)
    #expect(view.press(.escape, facts()) == .nothing && view.focus == nil)
    #expect(view.press(.escape, facts()) == .leave)
  }

  @Test func `U asks for a unit more in the chosen layer, u for one fewer, and never for none`() {
    var view = NetScreen()
    #expect(view.press(.character("U"), facts()) == .units(layer: 1, count: 4))
    #expect(view.press(.character("u"), facts()) == .units(layer: 1, count: 2))
    view.focus = NetPicture.Place(layer: 2, unit: 1)
    #expect(view.press(.character("U"), facts()) == .nothing)
    #expect(view.message?.contains("hidden layer") == true)
    // A report of the terminal is no key of a person's.
    #expect(
      view.press(.other, facts()) == .nothing && view.message?.contains("hidden layer") == true)
  }

  @Test func `what a key has changed is said in words`() {
    let words = [
      Shell.said(.units(layer: "hidden", 5), "r_2"), Shell.said(.added(after: "hidden"), "r_2"),
      Shell.said(.removed("hidden"), "r_5"), Shell.said(.noise(0.5), "r_4"),
    ]
    #expect(
      words == [
        "hidden has 5 units in r_2",
        "a layer more behind hidden in r_2, as near to no change as its activation allows",
        "r_5 goes on without hidden",
        "r_4 learns points with noise 0.5",
      ])
  }

  @Test func `a rate is typed, and what is no number is said`() {
    var view = NetScreen()
    _ = view.press(.character("r"), facts())
    for key in "0.0x1" { _ = view.press(.character(key), facts()) }
    #expect(view.question == .rate("0.01"))
    #expect(view.press(.enter, facts()) == .rate(0.01))
    _ = view.press(.character("r"), facts())
    for key in "-1" { _ = view.press(.character(key), facts()) }
    #expect(view.press(.enter, facts()) == .nothing)
    #expect(view.message?.contains("no rate") == true)
  }

  @Test func `Tab goes through the layers of a small window`() {
    var view = NetScreen()
    var seen: [Int?] = []
    for _ in 0..<4 {
      _ = view.press(.tab, facts(rows: 15, columns: 60))
      seen.append(view.layer)
    }
    #expect(seen == [1, 2, nil, 1])
  }

  @Test(arguments: [(40, 120), (30, 100), (15, 60), (24, 80), (3, 20), (60, 200)])
  func `the screen fills its window, and says at the foot how to pause and to slow down`(
    rows: Int, columns: Int
  ) {
    let view = NetScreen()
    let facts = facts(rows: rows, columns: columns)
    let grid = view.view(
      facts, title: "r", snapshot: LiveSnapshot(epoch: 2, step: 100), Capabilities())
    #expect(grid.width == columns && grid.height == rows)
    let lines = PlainText.render(grid)
    if columns >= 60 {
      #expect(lines[rows - 1].contains("space pause") && lines[rows - 1].contains("+ - speed"))
      #expect(lines[rows - 1].contains("? keys") && lines[rows - 1].contains("U u unit"))
      #expect(lines[0].contains("step 100") && lines[0].contains("full speed"))
    }
    if columns >= 120 {
      #expect(
        lines[rows - 1].contains("L l layer") && lines[rows - 1].contains("Enter large"))
    }
  }

  @Test func `L asks for a layer behind the chosen one, l for it to go`() {
    var view = NetScreen()
    #expect(view.press(.character("L"), facts()) == .added(layer: 1))
    #expect(view.press(.character("l"), facts()) == .removed(layer: 1))
    // Behind the answer stands nothing, so the new one comes before it; it is never left out.
    view.focus = NetPicture.Place(layer: 2, unit: 1)
    #expect(view.press(.character("L"), facts()) == .added(layer: 1))
    #expect(view.press(.character("l"), facts()) == .nothing)
    view.focus = NetPicture.Place(layer: 0, unit: 1)
    #expect(view.press(.character("L"), facts()) == .added(layer: 0))
    #expect(view.press(.character("L"), facts(isFinished: true)) == .nothing)
  }

  @Test func `n asks for noise of generated points, and says why others have none`() {
    var (view, facts) = (NetScreen(), facts())
    facts.whyNoNoise = "d is as it was read"
    _ = view.press(.character("n"), facts)
    #expect(view.question == nil && view.message == "d is as it was read")
    facts.noise = 0.1
    _ = view.press(.character("n"), facts)
    #expect(view.questionText(facts)?.contains("noise of the points (now 0.1)") == true)
    for key in "0.5" { _ = view.press(.character(key), facts) }
    #expect(view.press(.enter, facts) == .noise(0.5))
    _ = view.press(.character("n"), facts)
    for key in "11" { _ = view.press(.character(key), facts) }
    #expect(view.press(.enter, facts) == .nothing)
    #expect(view.message == "`11` is no noise: a number, from 0 to 10")
  }

  @Test func `f switches columns on and off, and takes them with Enter`() {
    var (view, facts) = (NetScreen(), facts())
    _ = view.press(.character("f"), facts)
    #expect(view.message?.contains("two inputs") == true)
    facts.features = [.firstSquare]
    _ = view.press(.character("f"), facts)
    #expect(view.questionText(facts)?.contains("1 x1² on  2 x2²") == true)
    for key in "134" { _ = view.press(.character(key), facts) }
    #expect(view.press(.enter, facts) == .features([.product, .firstSine]))
    _ = view.press(.character("f"), facts)
    #expect(view.press(.enter, facts) == .nothing)
  }

  @Test func `Tab goes to the curves where all of the net has room`() {
    var (view, facts) = (NetScreen(), facts())
    facts.hasCurves = true
    #expect(view.press(.tab, facts) == .curves)
    facts.size = WindowSize(rows: 15, columns: 60)
    #expect(view.press(.tab, facts) == .nothing && view.layer == 1)
    #expect(view.press(.character("c"), facts) == .curves)
  }

  @Test func `a small window shows the keys page by page`() {
    var view = NetScreen()
    let facts = facts(rows: 12, columns: 60)
    func lines() -> [String] {
      PlainText.render(
        view.view(facts, title: "r", snapshot: LiveSnapshot(step: 100), Capabilities()))
    }
    _ = view.press(.character("?"), facts)
    #expect(lines()[1].contains("space") && lines()[11].hasPrefix("? more"))
    var pages = 1
    while lines()[11].hasPrefix("? more"), pages < 9 {
      _ = view.press(.character("?"), facts)
      pages += 1
    }
    #expect(pages == 3 && lines().contains { $0.contains("ask what to do with the run") })
    _ = view.press(.character("?"), facts)
    #expect(view.page == .net)
  }
}
