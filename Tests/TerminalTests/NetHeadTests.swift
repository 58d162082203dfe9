import Plots
import Testing
import Workbench

@testable import Terminal

/// What the head and the foot of the live net say: of when numbers are, and why a key did nothing.
@Suite("Head and foot of the live net")
struct NetHeadTests {
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

  @Test func `a part of an epoch says so at every width, or is not told`() {
    let snapshot = LiveSnapshot(
      epoch: 9, epochs: 400, step: 100, metrics: [("loss", 0.6412), ("accuracy", 0.7031)])
    for columns in [40, 60, 72, 80, 100, 120] {
      let head = PlainText.render(
        NetScreen().view(
          facts(rows: 24, columns: columns), title: "r", snapshot: snapshot, Capabilities()))[0]
      #expect(!head.contains("loss") || head.contains("so far: loss"), "\(head)")
      if columns >= 80 { #expect(head.contains("so far: loss 0.6412"), "\(head)") }
    }
  }

  @Test func `looking back, the epoch is that of the step, and nothing changes from there`() {
    var view = NetScreen()
    let facts = facts(done: 1600, shown: 401, rows: 24, columns: 100)
    let snapshot = LiveSnapshot(epoch: 160, epochs: 400, step: 1600, totalSteps: 4000)
    view.past = 401
    func head() -> String {
      PlainText.render(view.view(facts, title: "r", snapshot: snapshot, Capabilities()))[0]
    }
    #expect(head().contains("at step 401 of 1,600") && head().contains("epoch 41/400"), "\(head())")
    #expect(!head().contains("rate"))
    for key in "UuLlfn" {
      #expect(view.press(.character(key), facts) == .nothing)
      #expect(view.message?.contains("End first") == true && view.past == 401)
    }
    _ = view.press(.end, facts)
    #expect(view.press(.character("U"), facts) == .units(layer: 1, count: 4))
  }

  @Test func `a letter where a number is asked is told, and Enter on nothing, too`() {
    var view = NetScreen()
    _ = view.press(.character("r"), facts())
    _ = view.press(.character("x"), facts())
    #expect(view.message?.contains("`x` is no part of a number") == true)
    #expect(view.press(.enter, facts()) == .nothing)
    #expect(view.message == "nothing was typed: the rate stays as it is")
  }
}
