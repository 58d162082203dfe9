import Testing

@testable import Terminal

struct OutputFoldTests {
  @Test func `many short outputs are folded like a long one`() {
    var fold = OutputFold(isOpen: true)
    var shown: [String] = []
    for index in 1...50 {
      if let text = fold.take("line \(index)", lines: 20, bytes: 1000) { shown.append(text) }
    }
    #expect(shown.count == 20)
    #expect(fold.hidden == 30)
    #expect(fold.text.split(separator: "\n").count == 50)
  }

  @Test func `an output that crosses the limit is cut there, and not all is kept`() {
    var fold = OutputFold(isOpen: true)
    #expect(fold.take("a\nb\nc", lines: 2, bytes: 3) == "a\nb")
    #expect(fold.hidden == 1)
    #expect(fold.take("d", lines: 2, bytes: 3) == nil)
    #expect(fold.text == "a\nb\nc")
  }

  @Test func `a line of many screens is folded like many lines`() {
    var fold = OutputFold(isOpen: true)
    let line = String(repeating: "aé", count: 100_000)
    let shown = fold.take(line, lines: 10, bytes: 1 << 20) ?? ""
    #expect(shown.utf8.count <= 4000 && shown.utf8.count > 3990 && line.hasPrefix(shown))
    #expect(fold.cut == line.utf8.count - shown.utf8.count && fold.isFolded)
    #expect(fold.text == line)
    #expect(fold.take("more", lines: 10, bytes: 1 << 20) == nil)
  }
}
