import Plots
import Testing

@testable import Terminal

/// What a terminal says of itself is no key of a person, however late it comes and however it is cut.
@Suite("Replies of terminals")
struct TerminalReplyTests {
  /// The answers to each of the signs behind Escape and the first one.
  private func answers(_ start: Character, _ keys: [ScreenKey]) -> [TerminalReply.Answer] {
    guard var reply = TerminalReply(start) else { return [] }
    return keys.map { reply.take($0) }
  }

  private func keys(_ text: String) -> [ScreenKey] { text.map { .character($0) } }

  @Test(arguments: ["24;80R", "?62;4c", "0n", "?2026;2$y", ">1;95;0c", "I", "O", "8;24;80t"])
  func `an answer with parameters ends with its letter`(_ text: String) {
    let found = answers("[", keys(text))
    #expect(found.last == .end && found.dropLast().allSatisfy { $0 == .inside })
  }

  @Test func `colours and names end with BEL or with ESC and a backslash`() {
    let color = keys("11;rgb:0000/0000/0000")
    #expect(answers("]", color + [.control("g")]).last == .end)
    #expect(answers("]", color + [.escape, .character("\\")]).last == .end)
    #expect(answers("P", keys(">|xterm(390)") + [.escape, .character("\\")]).last == .end)
    #expect(answers("_", keys("Gi=31;OK") + [.escape, .character("\\")]).last == .end)
  }

  @Test func `keys of a person begin no answer`() {
    #expect(TerminalReply("a") == nil && TerminalReply("O") == nil)
    #expect(answers("[", keys("a")) == [.key])
    #expect(answers("P", keys("a")) == [.key])
    #expect(answers("[", [.left]) == [.key])
    // What was cut off ends where a key of another kind comes.
    #expect(answers("[", keys("24;") + [.down]).last == .key)
  }

  @Test func `what a key of the net came to stands through all that is no key`() {
    var view = NetScreen()
    view.message = "hidden has 5 units in r_2"
    let facts = NetScreen.Facts(
      net: NetPicture(layers: [NetPicture.Layer("input", units: [])]), done: 1, shown: 1,
      size: WindowSize(rows: 40, columns: 120))
    #expect(view.press(.other, facts) == .nothing)
    // Another size, another step, a run that ends: the picture is drawn anew, and the words stay.
    for size in [WindowSize(rows: 15, columns: 60), WindowSize(rows: 24, columns: 80)] {
      var next = facts
      (next.size, next.done, next.shown, next.isFinished) = (size, 9, 9, true)
      let grid = view.view(next, title: "r_2", snapshot: LiveSnapshot(), Capabilities())
      let foot = PlainText.render(grid).last ?? ""
      #expect(foot.hasPrefix("hidden has 5 units in r_2"), "\(foot)")
    }
    _ = view.press(.character("d"), facts)
    #expect(view.message == nil)
  }

  @Test func `what a chart says stands until the next key of a person, and through other sizes`() {
    var page = ChartPage(Capabilities(), isRun: false)
    let plot = Plot(.lines([Series("a", ys: [1, 2, 3])]))
    page.say("wrote chart.svg")
    #expect(page.press(.other) == .stay)
    for size in [WindowSize(rows: 15, columns: 60), WindowSize(rows: 24, columns: 80)] {
      let rows = PlainText.render(page.grid(of: plot, beside: nil, status: nil, size: size))
      #expect(rows.last?.hasPrefix("wrote chart.svg") == true, "\(rows)")
    }
    _ = page.press(.left)
    let rows = PlainText.render(
      page.grid(of: plot, beside: nil, status: nil, size: WindowSize(rows: 24, columns: 80)))
    #expect(rows.last?.hasPrefix("wrote") == false)
  }
}
