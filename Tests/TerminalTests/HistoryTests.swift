import Glibc
import Support
import Testing

@testable import Terminal

@Suite struct HistoryTests {
  let scratch = ScratchPath()
  private var path: String { scratch.folder + "/history" }

  @Test func `entries come back in another session, with their lines`() {
    var first = History(path: path)
    first.record("a = 1")
    first.record("m = model 2 {\n  dense 3 # \\n\n}")
    let second = History(path: path)
    #expect(second.problem == nil)
    #expect(second.entry(0) == "m = model 2 {\n  dense 3 # \\n\n}")
    #expect(second.entry(1) == "a = 1")
    #expect(second.entry(2) == nil)
  }

  @Test func `two sessions at once lose nothing`() {
    var one = History(path: path)
    var two = History(path: path)
    for index in 0..<50 {
      one.record("one \(index)")
      two.record("two \(index)")
    }
    let after = History(path: path)
    #expect(after.count == 100)
    #expect(after.entry(0) == "two 49")
  }

  @Test func `a leading blank and blank texts are not recorded`() {
    var history = History(path: path)
    history.record(" secret")
    history.record("  \n ")
    #expect(history.count == 0)
    #expect(History(path: path).count == 0)
  }

  @Test func `a repeated text stands once in memory and stays in the file`() throws {
    var history = History(path: path)
    for text in ["a", "b", "a"] { history.record(text) }
    #expect(history.count == 2)
    #expect(history.entry(0) == "a")
    #expect(try InputFile.read(path, limit: 100) == Array("a\nb\na\n".utf8))
  }

  @Test func `a half-written last line does not swallow the next entry`() throws {
    try AtomicFile.write(Array("done\nhalf".utf8), to: path)
    var history = History(path: path)
    history.record("next")
    let after = History(path: path)
    #expect(after.entry(0) == "next")
    #expect(after.entry(1) == "half")
  }

  @Test func `a folder in place of the file is a problem, not the end`() {
    var history = History(path: scratch.folder)
    #expect(history.problem != nil)
    history.record("x")
    #expect(history.entry(0) == "x")
  }

  @Test func `control codes in the file do not reach the terminal`() throws {
    try AtomicFile.write(Array("a\u{1B}]0;x\u{9B}b\n".utf8), to: path)
    #expect(History(path: path).entry(0) == "a]0;xb")
  }

  @Test func `a missing file is no problem`() {
    #expect(History(path: path).problem == nil)
  }

  @Test func `the continuation is that of the newest entry`() {
    var history = History(path: nil)
    for text in ["train a", "train b, epochs=2", "tra"] { history.record(text) }
    #expect(history.continuation(of: "train") == " b, epochs=2")
    #expect(history.continuation(of: "tra") == "in b, epochs=2")
    #expect(history.continuation(of: "x") == nil)
  }

  @Test func `escapes are read back for every text`() {
    for text in ["", "\\", "\\n", "\n", "a\\\nb", "损\n失\\"] {
      #expect(HistoryFile.unescaped(HistoryFile.escaped(text)) == text)
    }
  }
}
