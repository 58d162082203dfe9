import Plots
import Testing
import Workbench

@testable import Terminal

/// Keys that change the net, and pages of a small window.
extension NetScreenTests {
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
