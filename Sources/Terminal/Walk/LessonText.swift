import Sessions
import Support

/// What a lesson tells, append-only: prose of its author, and cells that type themselves.
final class LessonText {
  private let gate: OutputGate
  private let capabilities: TerminalCapabilities
  /// Characters a second while a cell types itself.
  var speed = 80.0
  private var isFirst = true
  /// The line that is being typed, as it stands.
  private var started = ""

  init(gate: OutputGate, capabilities: TerminalCapabilities) {
    (self.gate, self.capabilities) = (gate, capabilities)
  }

  /// As wide as the window is now, and never wider than is read with ease.
  private var prose: ProseText {
    let columns = capabilities.isInteractive ? WindowSize.current().columns : 81
    return ProseText(
      columns: max(20, min(columns - 1, 100)), hasColor: capabilities.hasColor)
  }

  func say(_ text: String) { gate.result(text) }

  /// Text of the author, parted from what stands above unless it is close to it; empty text shows nothing.
  func tell(_ markdown: String, isClose: Bool = false) {
    let text = prose.rendered(markdown)
    if !text.isEmpty { gate.rendered((isFirst || isClose ? "" : "\n") + text) }
    isFirst = false
  }

  /// One of the answers to choose from.
  func show(_ option: Quiz.Option) {
    gate.result("  \(option.letter)) \(prose.withoutMarks(option.text))")
  }

  /// A program as it stands in the lesson, set in.
  func show(program: String) {
    for line in program.split(separator: "\n", omittingEmptySubsequences: false) {
      gate.result("  \(line)")
    }
  }

  /// The source of a cell with prompts. Where somebody looks on it types itself, until a key is pressed:
  /// then the rest stands there at once.
  func type(_ source: String, isSlow: Bool) {
    var isSlow = isSlow && !capabilities.isPlain
    type(source) {
      isSlow = isSlow && !Keyboard.isReady() && !ControlC.isRequested
      if isSlow { Pace.wait(seconds: 1 / speed) }
      return true
    }
  }

  /// The same with something done behind each letter, which answers whether it goes on.
  func type(_ source: String, afterEach goesOn: () -> Bool) {
    gate.result("")
    isFirst = false
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      started = prose.dimmed(number == 0 ? "nabla> " : "  ...> ")
      gate.rendered(started)
      let text = Sanitizer.visible(String(line))
      for character in text {
        started.append(character)
        gate.rendered(String(character))
        if !goesOn() { return gate.rendered("\n") }
      }
      started = ""
      gate.rendered("\n")
    }
  }

  /// What became of the screen while something was said aside.
  enum Aside { case asBefore, written }

  /// A line below what stands there, for as long as `body` runs; then the line that was begun goes on.
  func aside(_ words: String, _ body: () -> Aside) {
    let columns = capabilities.isInteractive ? WindowSize.current().columns : 80
    let line = TextWidth.truncate("-- \(words) --", to: columns - 1)
    let isBegun = !started.isEmpty
    gate.rendered((isBegun ? "\n" : "") + prose.dimmed(line))
    let what = body()
    guard !capabilities.isPlain, what == .asBefore else {
      return gate.rendered((what == .asBefore ? "\n" : "") + started)
    }
    gate.rendered("\r\u{1B}[K")
    guard isBegun else { return }
    // The line may have been broken at the edge: its last row stands right above.
    gate.rendered("\u{1B}[A\r\u{1B}[K" + lastRow(of: started, columns))
  }

  /// What of a line stands in its last row of the window.
  private func lastRow(of line: String, _ columns: Int) -> String {
    var width = 0
    var row = ""
    var isStyle = false
    for character in line {
      if character == "\u{1B}" { isStyle = true }
      if !isStyle {
        let own = TextWidth.columns(of: character)
        if width + own > columns { (width, row) = (0, "") }
        width += own
      }
      if isStyle, character.isLetter { isStyle = false }
      row.append(character)
    }
    return row
  }
}
