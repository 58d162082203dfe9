import CEditline
import CTerminal
import Glibc
import Support

// What Enter, the arrows and the other keys of ours do.
extension LineEditor {
  /// Runs a complete text; in an unfinished one adds a line. In plain mode the shell asks for the
  /// further lines itself, with a prompt for each.
  func enter() -> UInt8 {
    if isPlain || rules.isComplete(string(text) + "\n") { return call(.submit) }
    return addLine()
  }

  func addLine() -> UInt8 {
    let before = string(text[..<cursor])
    insert("\n" + String(repeating: " ", count: min(80, rules.indentation(before))))
    return UInt8(CC_REFRESH)
  }

  /// A closing brace: on a line of blanks it stands one level further out.
  func close(_ bracket: String) -> UInt8 {
    let blanks = text[..<cursor].reversed().prefix { $0 != "\n" }
    if text.contains("\n"), blanks.count >= 2, blanks.allSatisfy({ $0 == " " }) {
      el_deletestr(edit, 2)
    }
    insert(bracket)
    return UInt8(CC_REFRESH)
  }

  /// Up: the line above, and from the first line the history.
  func moveUp() -> UInt8 {
    let text = text
    let cursor = cursor
    guard let newline = text[..<cursor].lastIndex(of: "\n") else { return recallOlder() }
    let start = text[..<newline].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    moveCursor(to: min(start + cursor - newline - 1, newline))
    return UInt8(CC_CURSOR)
  }

  func moveDown() -> UInt8 {
    let text = text
    let cursor = cursor
    guard let newline = text[cursor...].firstIndex(of: "\n") else { return recallNewer() }
    let start = text[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = text[(newline + 1)...].firstIndex(of: "\n") ?? text.count
    moveCursor(to: min(newline + 1 + cursor - start, end))
    return UInt8(CC_CURSOR)
  }

  func moveRight() -> UInt8 {
    if cursor == text.count { return acceptHint() }
    moveCursor(to: signEnd(from: cursor))
    return UInt8(CC_CURSOR)
  }

  func moveLeft() -> UInt8 {
    guard cursor > 0 else { return UInt8(CC_ERROR) }
    moveCursor(to: signStart(before: cursor))
    return UInt8(CC_CURSOR)
  }

  /// What a person sees as one sign goes as one, whatever it is made of.
  func deleteBackward() -> UInt8 {
    guard cursor > 0 else { return UInt8(CC_ERROR) }
    el_deletestr(edit, Int32(cursor - signStart(before: cursor)))
    return UInt8(CC_REFRESH)
  }

  func deleteForward() -> UInt8 {
    let end = signEnd(from: cursor)
    guard end > cursor else { return UInt8(CC_ERROR) }
    let count = end - cursor
    moveCursor(to: end)
    el_deletestr(edit, Int32(count))
    return UInt8(CC_REFRESH)
  }

  private func signEnd(from offset: Int) -> Int {
    let rest = text.dropFirst(offset).prefix(64)
    return offset + (string(rest).first?.unicodeScalars.count ?? 0)
  }

  private func signStart(before offset: Int) -> Int {
    let before = text[..<offset].suffix(64)
    return offset - (string(before).last?.unicodeScalars.count ?? 0)
  }

  func moveToLineStart() -> UInt8 {
    moveCursor(to: text[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0)
    return UInt8(CC_CURSOR)
  }

  func moveToLineEnd() -> UInt8 {
    let text = text
    if cursor == text.count { return acceptHint() }
    moveCursor(to: text[cursor...].firstIndex(of: "\n") ?? text.count)
    return UInt8(CC_CURSOR)
  }

  func acceptHint() -> UInt8 {
    guard let hint = currentHint else { return UInt8(CC_ERROR) }
    insert(hint)
    return UInt8(CC_REFRESH)
  }

  /// M-f: the next word of the hint; inside the text a step over one word.
  func acceptWordOfHint() -> UInt8 {
    guard cursor == text.count, let hint = currentHint else { return call(.wordRight) }
    let scalars = Array(hint.unicodeScalars)
    var end = 0
    while end < scalars.count, !isWord(scalars[end]) { end += 1 }
    while end < scalars.count, isWord(scalars[end]) { end += 1 }
    insert(string(scalars[..<end]))
    return UInt8(CC_REFRESH)
  }

  func undoChange() -> UInt8 {
    guard let state = undo.undo() else { return UInt8(CC_ERROR) }
    replace(with: state.text, cursor: state.cursor)
    return UInt8(CC_REFRESH)
  }

  /// M-.: the last word of the entry before; again for the one before that.
  func insertLastArgument() -> UInt8 {
    var depth = 0
    if let last = lastArgument, text[..<cursor].ends(with: last.text) {
      depth = last.depth + 1
      el_deletestr(edit, Int32(last.text.count))
    }
    guard let entry = history.entry(depth), let word = entry.split(separator: " ").last else {
      lastArgument = nil
      return UInt8(CC_ERROR)
    }
    insert(String(word))
    lastArgument = (depth, Array(word.unicodeScalars))
    return UInt8(CC_REFRESH)
  }

  func clearScreen() -> UInt8 {
    if !isPlain { write("\u{1B}[H\u{1B}[2J") }
    redraw()
    return UInt8(CC_NORM)
  }

  /// Ctrl-D: the end of input on an empty line, else the character under the cursor goes.
  func leaveOrDelete() -> UInt8 {
    let text = text
    if text.isEmpty {
      finish(text)
      outcome = .endOfInput
      write("\n")
      return UInt8(CC_EOF)
    }
    return deleteForward()
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  fileprivate func ends(with other: [Unicode.Scalar]) -> Bool {
    suffix(other.count).elementsEqual(other)
  }
}

private func isWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}
