import CTerminal
import Support

// The line on the terminal: libedit changes the text, and what shows of it is drawn here.
extension LineEditor {
  /// The whole line again, from the beginning of an empty row.
  func redraw() {
    frame = nil
    if isPlain { _ = nabla_edit_refresh(edit) }
    paint()
  }

  /// The line as it is; called when no more keys are waiting.
  func paint() {
    guard !isPlain, isDrawn else { return }
    let text = text
    if !isAsked, text.contains(where: { $0.value >= 0x300 }),
      string(text).contains(where: { $0.unicodeScalars.count > 1 })
    {
      askTerminal()
    }
    let cursor = cursor
    let hint = cursor == text.count && !text.isEmpty ? currentHint : nil
    show(lineFrame(text, cursor: cursor, hint: hint, height: WindowSize.current().rows))
  }

  private func show(_ next: LineFrame) {
    write(next.drawn(over: frame))
    frame = next
  }

  /// Before the first sign of several code points: which of them this terminal draws as one.
  private func askTerminal() {
    isAsked = true
    write(frame?.erased ?? "\r\u{1B}[J")
    frame = nil
    if let found = JoiningProbe.askOnce() { decoder.append(found) }
  }

  private func lineFrame(
    _ text: [Unicode.Scalar], cursor: Int, hint: String?, height: Int?
  ) -> LineFrame {
    LineFrame(
      prompt: prompt, promptStyle: promptStyle, text: text,
      styles: promptStyle.isEmpty ? [] : styles(of: text),
      layout: layout(of: text), cursor: cursor, hint: hint, height: height, near: frame)
  }

  private func styles(of text: [Unicode.Scalar]) -> [String] {
    guard !text.isEmpty, text.count < 20_000 else { return [] }
    var styles = [String](repeating: "", count: text.count)
    for span in rules.highlights(string(text)) {
      for index in span.range.clamped(to: 0..<text.count) { styles[index] = span.style }
    }
    return styles
  }

  /// What → would add behind the text.
  var currentHint: String? {
    let text = string(text)
    guard showsHints, !isPlain, !text.isEmpty else { return nil }
    if let hint = rules.hint(text), !hint.isEmpty { return hint }
    return history.continuation(of: text)
  }

  /// Puts the newest status into the prompt, where the line has been left alone for a while.
  func showStatus() {
    guard !isPlain, isDrawn, monotonicSeconds() - lastKey >= 0.5,
      listedText != text || text.isEmpty, let fresh = livePrompt?().text, fresh != prompt
    else { return }
    give(prompt: fresh)
    paint()
  }

  /// Prints above the line, which stays as it is.
  func showAbove(_ messages: [String]) {
    let lines = messages.map(Sanitizer.visible).joined(separator: "\n") + "\n"
    if isPlain {
      write("\n" + lines)
    } else {
      write((frame?.erased ?? "\r\u{1B}[J") + lines)
      if let fresh = livePrompt?().text { give(prompt: fresh) }
    }
    redraw()
  }

  /// Draws a line that is left, without its hint, and goes behind its last character. All rows of a
  /// line that is taller than the window are written, so that they can be read above.
  func finish(_ text: [Unicode.Scalar]) {
    guard !isPlain else { return }
    let last = frame
    let whole = lineFrame(text, cursor: text.count, hint: nil, height: nil)
    if whole.rows.count > WindowSize.current().rows, let last {
      write(last.erased + whole.drawn(over: nil))
    } else {
      write(whole.drawn(over: last))
    }
    frame = nil
  }
}
