import Support

/// The text of one cell while it is edited: lines, a caret, and what can be taken back.
///
/// A pure value; keys change it.
struct CellEditor: Equatable {
  struct Caret: Equatable {
    var line = 0
    /// In characters.
    var column = 0
  }

  private(set) var lines: [[Character]]
  private(set) var caret: Caret
  /// Where the caret wants to be when it comes to a longer line.
  private var wantedColumn: Int?
  private var past: [(lines: [[Character]], caret: Caret)] = []
  private var future: [(lines: [[Character]], caret: Caret)] = []
  /// Whether the last change was typing, which is taken back as a whole word.
  private var isTyping = false
  private(set) var killed: [Character] = []

  private static let undoLimit = 500

  init(_ text: String, atEnd: Bool = false) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    if lines.isEmpty { lines = [[]] }
    caret = Caret()
    if atEnd { caret = Caret(line: lines.count - 1, column: lines[lines.count - 1].count) }
  }

  static func == (left: CellEditor, right: CellEditor) -> Bool {
    left.lines == right.lines && left.caret == right.caret
  }

  var text: String { lines.map { String($0) }.joined(separator: "\n") }

  /// The text before the caret.
  var textBefore: String {
    (lines[..<caret.line] + [Array(lines[caret.line][..<caret.column])])
      .map { String($0) }.joined(separator: "\n")
  }

  var isAtStart: Bool { caret == Caret() }
}

// Moving.
extension CellEditor {
  mutating func move(toLine line: Int, column: Int) {
    caret.line = max(0, min(line, lines.count - 1))
    caret.column = max(0, min(column, lines[caret.line].count))
    wantedColumn = nil
    isTyping = false
  }

  /// Answers whether there is such a line.
  mutating func moveVertically(_ distance: Int) -> Bool {
    let line = caret.line + distance
    guard lines.indices.contains(line) else { return false }
    let wanted = wantedColumn ?? caret.column
    caret = Caret(line: line, column: min(wanted, lines[line].count))
    wantedColumn = wanted
    isTyping = false
    return true
  }

  mutating func moveLeft() {
    if caret.column > 0 {
      move(toLine: caret.line, column: caret.column - 1)
    } else if caret.line > 0 {
      move(toLine: caret.line - 1, column: .max)
    }
  }

  mutating func moveRight() {
    if caret.column < lines[caret.line].count {
      move(toLine: caret.line, column: caret.column + 1)
    } else if caret.line + 1 < lines.count {
      move(toLine: caret.line + 1, column: 0)
    }
  }

  mutating func moveWord(_ direction: Int) {
    let line = lines[caret.line]
    var column = caret.column
    func isWord(_ index: Int) -> Bool {
      line[index].isLetter || line[index].isNumber || line[index] == "_"
    }
    if direction > 0 {
      while column < line.count, !isWord(column) { column += 1 }
      while column < line.count, isWord(column) { column += 1 }
    } else {
      while column > 0, !isWord(column - 1) { column -= 1 }
      while column > 0, isWord(column - 1) { column -= 1 }
    }
    if column == caret.column { return direction > 0 ? moveRight() : moveLeft() }
    move(toLine: caret.line, column: column)
  }
}

// Changing.
extension CellEditor {
  private mutating func remember(isTyping typing: Bool = false) {
    if !(typing && isTyping) {
      past.append((lines, caret))
      if past.count > Self.undoLimit { past.removeFirst() }
    }
    future = []
    isTyping = typing
    wantedColumn = nil
  }

  mutating func insert(_ text: String) {
    let isWord = text.count == 1 && text.first.map { $0.isLetter || $0.isNumber } ?? false
    remember(isTyping: isWord)
    put(text)
  }

  private mutating func put(_ text: String) {
    let pieces = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let line = lines[caret.line]
    let (before, after) = (Array(line[..<caret.column]), Array(line[caret.column...]))
    guard pieces.count > 1 else {
      lines[caret.line] = before + pieces[0] + after
      caret.column += pieces[0].count
      join()
      return
    }
    var new = pieces
    new[0] = before + new[0]
    let last = new.count - 1
    let column = new[last].count
    new[last] += after
    lines.replaceSubrange(caret.line...caret.line, with: new)
    join()
    caret = Caret(line: caret.line + last, column: column)
    join()
  }

  /// Code points of the caret's line that belong together are one character, however they came.
  private mutating func join() {
    let line = lines[caret.line]
    guard line.contains(where: { !$0.isASCII }) else { return }
    let joined = Array(String(line))
    guard joined.count != line.count else { return }
    let length = String(line[..<min(caret.column, line.count)]).utf8.count
    var (column, used) = (0, 0)
    while column < joined.count, used < length {
      used += joined[column].utf8.count
      column += 1
    }
    lines[caret.line] = joined
    caret.column = column
  }

  /// A line end, and blanks before the line that begins.
  mutating func insertLine(indentation: Int) {
    remember()
    put("\n" + String(repeating: " ", count: max(0, min(indentation, 40))))
  }

  /// Puts a text in place of the characters before the caret.
  mutating func replace(before count: Int, with text: String) {
    remember()
    caret.column -= min(count, caret.column)
    lines[caret.line].removeSubrange(
      caret.column..<min(lines[caret.line].count, caret.column + count))
    put(text)
  }

  mutating func deleteBackward() {
    guard !isAtStart else { return }
    remember()
    if caret.column > 0 {
      // Before the first word of a line: two blanks at once.
      let isIndentation = lines[caret.line][..<caret.column].allSatisfy { $0 == " " }
      let count = isIndentation && caret.column % 2 == 0 ? 2 : 1
      lines[caret.line].removeSubrange(caret.column - count..<caret.column)
      caret.column -= count
    } else {
      let column = lines[caret.line - 1].count
      lines[caret.line - 1] += lines[caret.line]
      lines.remove(at: caret.line)
      caret = Caret(line: caret.line - 1, column: column)
    }
    join()
  }

  mutating func deleteForward() {
    if caret.column < lines[caret.line].count {
      remember()
      lines[caret.line].remove(at: caret.column)
    } else if caret.line + 1 < lines.count {
      remember()
      lines[caret.line] += lines[caret.line + 1]
      lines.remove(at: caret.line + 1)
    }
    join()
  }

  /// To the end of the line, or the line end itself.
  mutating func killToEnd() {
    guard caret.column < lines[caret.line].count else { return deleteForward() }
    remember()
    killed = Array(lines[caret.line][caret.column...])
    lines[caret.line].removeSubrange(caret.column...)
  }

  mutating func killToStart() {
    guard caret.column > 0 else { return }
    remember()
    killed = Array(lines[caret.line][..<caret.column])
    lines[caret.line].removeSubrange(..<caret.column)
    caret.column = 0
  }

  mutating func killWord() {
    let end = caret
    moveWord(-1)
    guard caret.line == end.line, caret.column < end.column else {
      caret = end
      return deleteBackward()
    }
    remember()
    killed = Array(lines[caret.line][caret.column..<end.column])
    lines[caret.line].removeSubrange(caret.column..<end.column)
  }

  mutating func yank() {
    guard !killed.isEmpty else { return }
    remember()
    put(String(killed))
  }

  /// Answers whether there was something to take back.
  mutating func undo() -> Bool {
    guard let state = past.popLast() else { return false }
    future.append((lines, caret))
    (lines, caret, isTyping) = (state.lines, state.caret, false)
    return true
  }

  mutating func redo() -> Bool {
    guard let state = future.popLast() else { return false }
    past.append((lines, caret))
    (lines, caret, isTyping) = (state.lines, state.caret, false)
    return true
  }
}
