import Sessions
import Support

// Keys of the edit mode: what the prompt's keys do, in a cell.
extension NotebookState {
  mutating func startEditing() {
    guard let part else { return }
    if lesson.quiz(part.id) != nil {
      mode = .reply("")
      return
    }
    guard lesson.exercise(part.id) != nil || mayChange() else { return }
    editor = CellEditor(program(of: part) ?? part.text)
    mode = .edit
  }

  /// Takes the text over; prose may fall into parts.
  mutating func finishEditing() {
    candidates = []
    if let editor, let part, (program(of: part) ?? part.text) != editor.text {
      setText(editor.text, of: part.id)
    }
    if let editor, let part, part.text == editor.text { left = (part.id, editor) }
    editor = nil
    if mode == .edit { mode = .command }
  }

  /// Cuts the focused part in two where its caret was.
  mutating func splitFocused() {
    guard let part, let left, left.part == part.id, left.editor.text == part.text, mayChange()
    else {
      notice = "S splits where the caret was when Esc was pressed"
      return
    }
    editor = left.editor
    split()
    finishEditing()
  }

  mutating func edit(_ key: ScreenKey) -> [NotebookEffect] {
    guard editor != nil else {
      mode = .command
      return []
    }
    if key != .tab { candidates = [] }
    switch key {
    case .escape, .control("["): finishEditing()
    case .interrupt:
      finishEditing()
      notice = "C-c left the cell; ii interrupts what runs"
    case .metaEnter, .shiftEnter:
      let isCell = isProgram(part)
      finishEditing()
      return isCell ? runAndGoOn() : []
    case .controlEnter:
      finishEditing()
      return run(focus)
    case .control("s"):
      finishEditing()
      return [.save(path: path, overwrites: false)]
    case .tab: return complete()
    case .control("g"), .function(1):
      if let word = editor?.word { return [.help(word)] }
    case .meta("s"): split()
    case .meta("e"):
      if let part, let text = editor?.text { return [.editOutside(part.id, text)] }
    case .up: if editor?.moveVertically(-1) == false { leave(-1) }
    case .down: if editor?.moveVertically(1) == false { leave(1) }
    case .wheel(let rows): scroll(rows)
    default: change(key)
    }
    return []
  }

  /// Keys that only the text is about.
  private mutating func change(_ key: ScreenKey) {
    let indentation = look.indentation(editor?.textBefore ?? "")
    let isCell = isProgram(part)
    switch key {
    case .character(let character): editor?.insert(String(character))
    case .paste(let text): editor?.insert(text)
    case .enter: editor?.insertLine(indentation: isCell ? indentation : 0)
    case .backspace: editor?.deleteBackward()
    case .delete, .control("d"): editor?.deleteForward()
    case .left, .control("b"): editor?.moveLeft()
    case .right, .control("f"): editor?.moveRight()
    case .shiftLeft, .meta("b"): editor?.moveWord(-1)
    case .shiftRight, .meta("f"): editor?.moveWord(1)
    case .home, .control("a"): editor.map { editor?.move(toLine: $0.caret.line, column: 0) }
    case .end, .control("e"): editor.map { editor?.move(toLine: $0.caret.line, column: .max) }
    case .control("p"): _ = editor?.moveVertically(-1)
    case .control("n"): _ = editor?.moveVertically(1)
    case .pageUp: editor?.move(toLine: 0, column: 0)
    case .pageDown: editor?.move(toLine: .max, column: .max)
    case .control("k"): editor?.killToEnd()
    case .control("u"): editor?.killToStart()
    case .control("w"): editor?.killWord()
    case .control("y"): editor?.yank()
    case .control("_"): if editor?.undo() == false { notice = "nothing to undo" }
    case .meta("_"): if editor?.redo() == false { notice = "nothing to redo" }
    default: break
    }
  }

  /// Leaves the cell over its edge, into the next one.
  private mutating func leave(_ direction: Int) {
    guard neighbour(of: focus, direction) != nil else { return }
    finishEditing()
    if let next = neighbour(of: focus, direction) { focus = next }
  }

  mutating func split() {
    guard let editor, let part, part.kind != .other else { return }
    let before = editor.textBefore
    let after = String(editor.text.dropFirst(before.count))
    func cut(_ text: String) -> String {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      while lines.first?.isEmpty == true { lines.removeFirst() }
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines.joined(separator: "\n")
    }
    self.editor = nil
    mode = .command
    session.setText(cut(before), of: part.id)
    session.insert(part.kind, cut(after), at: focus + 1)
    focus += 1
    changed()
    startEditing()
  }
}

// Completion.
extension NotebookState {
  /// Blanks at the start of a line, else what may stand there.
  private mutating func complete() -> [NotebookEffect] {
    guard let editor, isProgram(part) else {
      self.editor?.insert("  ")
      return []
    }
    let line = editor.lines[editor.caret.line][..<editor.caret.column]
    if line.allSatisfy({ $0 == " " }) {
      self.editor?.insert("  ")
      return []
    }
    return [.complete(editor.textBefore)]
  }

  /// Puts in what all candidates have in common; shows them where that is nothing new.
  mutating func take(_ answer: CompletionAnswer) {
    guard let editor, mode == .edit else { return }
    let typed = editor.textBefore.unicodeScalars.count - answer.start
    let word = String(
      String.UnicodeScalarView(editor.textBefore.unicodeScalars.suffix(max(0, typed))))
    guard let first = answer.candidates.first else {
      notice = "nothing begins with \(word)"
      return
    }
    let common = answer.candidates.dropFirst().reduce(first.text) { common, next in
      String(zip(common, next.text).prefix { $0 == $1 }.map(\.0))
    }
    if common.count > word.count || answer.candidates.count == 1 {
      let suffix = answer.candidates.count == 1 ? first.suffix : ""
      self.editor?.replace(before: word.count, with: common + suffix)
    }
    candidates = answer.candidates.count > 1 || !first.summary.isEmpty ? answer.candidates : []
  }
}

extension CellEditor {
  /// The word at the caret.
  var word: String? {
    let line = lines[caret.line]
    func isPart(_ index: Int) -> Bool {
      line.indices.contains(index)
        && (line[index].isLetter || line[index].isNumber || line[index] == "_")
    }
    var (start, end) = (caret.column, caret.column)
    while isPart(start - 1) { start -= 1 }
    while isPart(end) { end += 1 }
    return start < end ? String(line[start..<end]) : nil
  }
}
