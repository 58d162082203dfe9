import CEditline
import CTerminal
import Glibc
import Support

// The text in libedit's buffer: one element is one Unicode scalar.
extension LineEditor {
  var text: [Unicode.Scalar] {
    guard let line = el_wline(edit)?.pointee else { return [] }
    return (0..<(line.lastchar - line.buffer)).map { scalar(line.buffer[$0]) }
  }

  var cursor: Int {
    guard let line = el_wline(edit)?.pointee else { return 0 }
    return line.cursor - line.buffer
  }

  func insert(_ text: String) {
    var wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    wide.append(0)
    _ = el_winsertstr(edit, wide)
  }

  func moveCursor(to offset: Int) { _ = el_cursor(edit, Int32(offset - cursor)) }

  /// Replaces the whole line.
  func replace(with text: [Unicode.Scalar], cursor: Int) {
    let count = self.text.count
    moveCursor(to: count)
    if count > 0 { el_deletestr(edit, Int32(count)) }
    insert(string(text))
    moveCursor(to: cursor)
  }

  /// Calls one of libedit's own commands, which has no other door: a key that is bound to it.
  func call(_ key: EditorKey) -> UInt8 {
    el_wpush(edit, [wchar_t(key.rawValue), 0])
    return UInt8(CC_NORM)
  }

  var layout: LineLayout { layout(of: text) }

  func layout(of text: [Unicode.Scalar]) -> LineLayout {
    LineLayout(
      promptColumns: TextWidth.columns(of: prompt), text: text,
      columns: WindowSize.current().columns)
  }

  /// Writes past libedit, after everything that it still holds back.
  func write(_ text: String) {
    guard !text.isEmpty else { return }
    nabla_flush_output()
    // A terminal that is gone shows itself when the next key is read.
    try? StandardStream.output.write(text)
  }
}

func scalar(_ character: wchar_t) -> Unicode.Scalar {
  Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}"
}

func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}
