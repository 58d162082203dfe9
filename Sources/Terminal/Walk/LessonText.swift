import Sessions
import Support

/// What a lesson tells, append-only: prose of its author, and cells that type themselves.
final class LessonText {
  private let gate: OutputGate
  private let capabilities: TerminalCapabilities
  /// Characters a second while a cell types itself.
  var speed = 80.0
  /// Whether nothing stands above, from which text is to be parted.
  var isFirst = true

  init(gate: OutputGate, capabilities: TerminalCapabilities) {
    (self.gate, self.capabilities) = (gate, capabilities)
  }

  /// As wide as the window is now, and never wider than is read with ease.
  private var prose: ProseText {
    if let page = gate.page {
      return ProseText(columns: page.textColumns, hasColor: capabilities.hasColor)
    }
    let columns = capabilities.isInteractive ? WindowSize.current().columns : 81
    return ProseText(
      columns: max(20, min(columns - 1, 100)), hasColor: capabilities.hasColor)
  }

  func say(_ text: String) {
    guard let page = gate.page else { return gate.result(text) }
    gate.result(WrappedText.wrap(Sanitizer.visible(text), to: page.textColumns))
  }

  /// Text of the author, parted from what stands above unless it is close to it; empty text shows nothing.
  func tell(_ markdown: String, isClose: Bool = false) {
    let text = prose.rendered(markdown)
    if !text.isEmpty { gate.rendered((isFirst || isClose ? "" : "\n") + text) }
    isFirst = false
  }

  /// One of the answers to choose from, its further lines below its words.
  func show(_ option: Quiz.Option) {
    let lead = "  \(option.letter)) "
    let words = prose.withoutMarks(Sanitizer.visible(option.text))
    let lines = WordCut.lines(of: words, columns: max(8, prose.columns - lead.utf8.count))
    for (index, line) in lines.enumerated() {
      gate.rendered(
        (index == 0 ? lead : String(repeating: " ", count: lead.utf8.count)) + line + "\n")
    }
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
    gate.result("")
    isFirst = false
    var isSlow = isSlow && !capabilities.isPlain
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      gate.rendered(prose.dimmed(number == 0 ? "nabla> " : "  ...> "))
      let text = Sanitizer.visible(String(line))
      for character in text {
        gate.rendered(String(character))
        isSlow = isSlow && !Keyboard.isReady() && !ControlC.isRequested
        if isSlow { Pace.wait(seconds: 1 / speed) }
      }
      gate.rendered("\n")
    }
  }
}
