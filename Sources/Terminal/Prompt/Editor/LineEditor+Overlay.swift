import CTerminal
import Support

// What is drawn around libedit's own drawing: colours, hint, and messages above the line.
extension LineEditor {
  /// The whole line again, where the cursor stands.
  func redraw() {
    overlay.forget()
    _ = nabla_edit_refresh(edit)
    paint()
  }

  /// Colours and hint for the line as it is; called when no more keys are waiting.
  func paint() {
    guard !isPlain, isDrawn else { return }
    let text = text
    let layout = layout(of: text)
    // libedit scrolls a tall block in a window of its own: its rows are not ours then.
    guard layout.end.row < WindowSize.current().rows else {
      overlay.forget()
      return
    }
    let cursor = cursor
    let hint = cursor == text.count && !text.isEmpty ? currentHint : nil
    let styles = promptStyle.isEmpty ? [] : styles(of: text)
    write(overlay.paint(text, styles: styles, layout: layout, cursor: cursor, hint: hint))
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
    guard !isPlain, isDrawn, ContinuousClock.now - lastKey >= .milliseconds(500),
      listedText != text || text.isEmpty, !isSearching, let fresh = livePrompt?().text,
      fresh != prompt
    else { return }
    let before = layout
    guard before.end.row < WindowSize.current().rows else { return }
    let isAsWide = TextWidth.columns(of: fresh) == TextWidth.columns(of: prompt)
    give(prompt: fresh)
    guard isAsWide, before.position(of: 0).row == 0 else {
      // Another width moves the line: everything is drawn anew.
      let row = before.position(of: cursor).row
      write("\r" + (row > 0 ? "\u{1B}[\(row)A" : "") + "\u{1B}[J")
      redraw()
      return
    }
    let at = before.position(of: cursor)
    let shown =
      promptStyle.isEmpty ? fresh : "\u{1B}[\(promptStyle)m" + fresh.dropLast() + "\u{1B}[m "
    write(
      "\u{1B}[?25l\r" + (at.row > 0 ? "\u{1B}[\(at.row)A" : "") + shown
        + (at.row > 0 ? "\u{1B}[\(at.row)B" : "") + "\r"
        + (at.column > 0 ? "\u{1B}[\(at.column)C" : "") + "\u{1B}[?25h")
  }

  /// libedit's own search writes its question behind the line.
  private var isSearching: Bool {
    guard let start = text.lastIndex(of: "\n") else { return false }
    let last = string(text[(start + 1)...])
    return ["bck:", "fwd:", "bck?", "fwd?"].contains(String(last.prefix(4)))
  }

  /// Prints above the line, which stays as it is.
  func showAbove(_ messages: [String]) {
    let lines = messages.map(Sanitizer.visible).joined(separator: "\n") + "\n"
    if isPlain {
      write("\n" + lines)
    } else {
      let row = layout.position(of: cursor).row
      write("\r" + (row > 0 ? "\u{1B}[\(row)A" : "") + "\u{1B}[J" + lines)
      if let fresh = livePrompt?().text { give(prompt: fresh) }
    }
    redraw()
  }

  /// Moves behind the last character of the line.
  func toEnd() -> String {
    guard !isPlain else { return "" }
    let layout = layout
    let down = layout.end.row - layout.position(of: cursor).row
    return (down > 0 ? "\u{1B}[\(down)B" : "") + "\r"
      + (layout.end.column > 0 ? "\u{1B}[\(layout.end.column)C" : "")
  }
}
