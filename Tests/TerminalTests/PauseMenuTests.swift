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
      ("s", ["pause", "stop"], nil), ("d", ["pause"], nil), ("dy", ["pause", "stop"], .discarded), ("dn", ["pause"], nil),
      ("dd", ["pause"], nil),
      ("\u{3}", ["pause", "stop"], nil),
    ] as [(String, [String], LiveLeave?)])
  func `each answer does what it says`(answer: String, calls: [String], leave: LiveLeave?) {
    let feed = Feed()
    var menu = opened(feed)
    if answer == "\u{3}" { menu.interrupt(feed) } else { answer.forEach { _ = menu.press($0, feed) } }
    #expect(feed.calls == calls)
    #expect(menu.leave == leave)
  }

  @Test func `what was learnt is thrown away only after a second answer`() {
    let feed = Feed()
    var menu = opened(feed)
    _ = menu.press("d", feed)
    #expect(
      menu.line("r", paused, columns: 99)
        == "discard r and all that it has learnt? y discards, any other key goes back")
    #expect(menu.line("r", paused, columns: 20) == "discard? y: yes")
    // Keys of a full screen that are no letters are answers, too; so is Ctrl-C.
    for key in [ScreenKey.left, .escape, .enter, .tab] {
      let isAnswer = menu.take(key, feed)
      #expect(isAnswer && menu.state == .open && menu.leave == nil)
      _ = menu.press("d", feed)
    }
    menu.interrupt(feed)
    #expect(menu.state == .open && feed.calls == ["pause"])
  }

  @Test func `on a full screen Esc takes the question away, and space lets the run go on`() {
    let feed = Feed()
    var menu = opened(feed)
    #expect(menu.foot(columns: 80)?.contains("c b l s d answer above") == true)
    let isAnswer = menu.take(.escape, feed)
    #expect(isAnswer && menu.state == .closed && feed.calls == ["pause"])
    // The keys of the picture are its own again.
    let others = "dsbl".map { menu.take(.character($0), feed) }
    #expect(others == [false, false, false, false] && menu.foot(columns: 80) == nil)
    menu = opened(feed)
    _ = menu.take(.character(" "), feed)
    #expect(menu.state == .closed && feed.calls.last == "go on")
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
