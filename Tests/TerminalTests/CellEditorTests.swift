import Testing

@testable import Terminal

/// The text of a cell while it is edited.
@Suite("Cell editor")
struct CellEditorTests {
  @Test func `text goes in where the caret is`() {
    var editor = CellEditor("ab\ncd")
    editor.moveRight()
    editor.insert("日\n1")
    #expect(editor.text == "a日\n1b\ncd" && editor.caret == .init(line: 1, column: 1))
    editor.insertLine(indentation: 2)
    #expect(editor.text == "a日\n1\n  b\ncd" && editor.textBefore == "a日\n1\n  ")
    editor.deleteBackward()
    #expect(editor.text == "a日\n1\nb\ncd")
    editor.deleteBackward()
    #expect(editor.text == "a日\n1b\ncd")
    editor.move(toLine: 0, column: .max)
    editor.deleteForward()
    #expect(editor.text == "a日1b\ncd")
  }

  @Test func `the caret remembers its column over short lines`() {
    var editor = CellEditor("long line\n\nanother one")
    editor.move(toLine: 0, column: 7)
    _ = editor.moveVertically(1)
    _ = editor.moveVertically(1)
    #expect(editor.caret == .init(line: 2, column: 7))
    let isBeyond = editor.moveVertically(1)
    #expect(!isBeyond)
    editor.moveRight()
    _ = editor.moveVertically(-1)
    #expect(editor.caret.column == 0)
  }

  @Test func `words are gone over, killed and put back`() {
    var editor = CellEditor("train m, data=d", atEnd: true)
    editor.killWord()
    #expect(editor.text == "train m, data=")
    editor.moveWord(-1)
    #expect(editor.caret.column == 9 && editor.word == "data")
    editor.killToEnd()
    #expect(editor.text == "train m, ")
    editor.yank()
    #expect(editor.text == "train m, data=")
    editor.killToStart()
    #expect(editor.text == "")
    _ = editor.undo()
    _ = editor.undo()
    #expect(editor.text == "train m, ")
    _ = editor.redo()
    #expect(editor.text == "train m, data=")
  }

  @Test func `a word that was typed is taken back as one`() {
    var editor = CellEditor("")
    for character in "abc = 12" { editor.insert(String(character)) }
    _ = editor.undo()
    #expect(editor.text == "abc = ")
    while editor.undo() {}
    #expect(editor.text == "" && editor.isAtStart)
    while editor.redo() {}
    #expect(editor.text == "abc = 12")
  }

  @Test func `any keys leave a caret within the text, and undo brings all of it back`() {
    var random = Lcg(state: 7)
    for _ in 0..<200 {
      var editor = CellEditor("one\n  two\n\nthree")
      for _ in 0..<100 {
        switch random.next(14) {
        case 0: editor.moveLeft()
        case 1: editor.moveRight()
        case 2: _ = editor.moveVertically(1)
        case 3: _ = editor.moveVertically(-1)
        case 4: editor.insert("é")
        case 5: editor.insert("x\ny")
        case 6: editor.deleteBackward()
        case 7: editor.deleteForward()
        case 8: editor.killToEnd()
        case 9: editor.killToStart()
        case 10: editor.killWord()
        case 11: editor.yank()
        case 12: editor.moveWord(random.next(2) == 0 ? 1 : -1)
        default: editor.insertLine(indentation: random.next(5))
        }
        #expect(editor.lines.indices.contains(editor.caret.line))
        #expect((0...editor.lines[editor.caret.line].count).contains(editor.caret.column))
      }
      while editor.undo() {}
      #expect(editor.text == "one\n  two\n\nthree")
    }
  }
}

/// Numbers for tests that try many things; the same each time.
struct Lcg {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
