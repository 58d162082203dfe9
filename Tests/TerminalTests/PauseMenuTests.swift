import Testing

@testable import Terminal

@Suite("The pause menu")
struct PauseMenuTests {
  private final class Feed: LiveFeed {
    var calls: [String] = []
    func snapshot(since: Int) -> LiveSnapshot { LiveSnapshot() }
    func requestStop() { calls.append("stop") }
    func requestPause() { calls.append("pause") }
    func proceed() { calls.append("go on") }
    func leave(_ way: LiveLeave) {}
    func changeLearningRate(to rate: Double) -> String? {
      calls.append("rate \(rate)")
      return rate < 0 ? "a learning rate is 0 or more" : nil
    }
  }

  private let paused = LiveSnapshot(
    step: 812, totalSteps: 2000, metrics: [("loss", 0.0071)], isPaused: true, learningRate: 0.5)

  private func opened(_ feed: Feed) -> PauseMenu {
    var menu = PauseMenu()
    menu.interrupt(feed)
    menu.update(paused)
    return menu
  }

  @Test func `Ctrl-C pauses and asks`() {
    let feed = Feed()
    var menu = PauseMenu()
    #expect(menu.line("r", paused, columns: 99) == nil)
    menu.interrupt(feed)
    #expect(menu.line("r", paused, columns: 99) == "pausing…")
    menu.update(LiveSnapshot())
    #expect(menu.state == .pausing)
    menu.update(paused)
    #expect(
      menu.line("r", paused, columns: 99)
        == "r paused at 812/2000, loss 0.0071: c)ontinue b)ackground l)earning rate s)top+keep d)iscard"
    )
    #expect(menu.line("r", paused, columns: 40) == "c)ont b)ack l)r s)top d)iscard")
    #expect(feed.calls == ["pause"])
  }

  @Test(
    arguments: [
      ("c", ["pause", "go on"], nil), ("b", ["pause", "go on"], LiveLeave.background),
      ("s", ["pause", "stop"], nil), ("d", ["pause", "stop"], .discarded),
      ("\u{3}", ["pause", "stop"], nil),
    ] as [(String, [String], LiveLeave?)])
  func `each answer does what it says`(answer: String, calls: [String], leave: LiveLeave?) {
    let feed = Feed()
    var menu = opened(feed)
    if answer == "\u{3}" { menu.interrupt(feed) } else { _ = menu.press(Character(answer), feed) }
    #expect(feed.calls == calls)
    #expect(menu.leave == leave)
  }

  @Test func `a learning rate is typed, mended and refused`() {
    let feed = Feed()
    var menu = opened(feed)
    for key in "l0.1\u{7F}2" { _ = menu.press(key, feed) }
    #expect(menu.line("r", paused, columns: 99) == "learning rate (now 0.5): 0.2_")
    for key in "\u{7F}\u{7F}\u{7F}-1\n" { _ = menu.press(key, feed) }
    #expect(
      menu.line("r", paused, columns: 99)
        == "a learning rate is 0 or more; learning rate (now 0.5): _")
    for key in "1e-3\r" { _ = menu.press(key, feed) }
    #expect(feed.calls == ["pause", "rate -1.0", "rate 0.001", "go on"])
    #expect(menu.state == .closed)
  }

  @Test func `keys that are no answer are kept for the prompt`() {
    let feed = Feed()
    var menu = PauseMenu()
    let early = menu.press("c", feed)
    menu = opened(feed)
    let other = menu.press("x", feed)
    #expect(!early && !other)
    #expect(menu.state == .open)
  }

  @Test func `without a prompt Ctrl-C ends the run at once`() {
    let feed = Feed()
    var menu = PauseMenu(asks: false)
    menu.interrupt(feed)
    #expect(feed.calls == ["stop"])
  }
}
