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
}
