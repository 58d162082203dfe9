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

  /// Prints above the line, which stays as it is.
  func showAbove(_ messages: [String]) {
    let lines = messages.map(Sanitizer.visible).joined(separator: "\n") + "\n"
    if isPlain {
      write("\n" + lines)
    } else {
      let row = layout.position(of: cursor).row
      write("\r" + (row > 0 ? "\u{1B}[\(row)A" : "") + "\u{1B}[J" + lines)
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
