import Support
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("abc", 3), ("学习率", 6), ("é", 1), ("e\u{301}", 1), ("η", 1), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇨🇭", 2),
    ("❤\u{FE0F}", 2), ("❤", 1), ("\u{200B}", 0), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("⣿█▄", 3),
    ("ｱ", 1), ("Ａ", 2), ("\u{1FAE8}", 2), ("", 0),
  ])
  func `a text has the columns of a terminal`(text: String, columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
  }

  @Test func `a cut text ends with an ellipsis and fits`() {
    #expect(TextWidth.truncate("training", to: 8) == "training")
    #expect(TextWidth.truncate("training", to: 5) == "trai…")
    #expect(TextWidth.truncate("学习率", to: 4) == "学…")
    #expect(TextWidth.truncate("学习率", to: 0) == "")
    #expect(TextWidth.padded("学", to: 4) + "|" == "学  |")
    #expect(TextWidth.rightAligned("η", to: 3) == "  η")
  }

  @Test func `what could steer a terminal is shown instead`() {
    #expect(Sanitizer.visible("a\u{1B}[31mb\nc\t") == "a<U+001B>[31mb\nc\t")
    #expect(Sanitizer.visible("\u{7F}\u{9B}2J\r") == "<U+007F><U+009B>2J<U+000D>")
    #expect(Sanitizer.visible("a\u{202E}b\u{2066}") == "a<U+202E>b<U+2066>")
    #expect(Sanitizer.visible("x\u{200B}y\u{FEFF}") == "x<U+200B>y<U+FEFF>")
    #expect(Sanitizer.visible("\u{E0041}") == "<U+E0041>")
  }

  @Test func `ordinary text and joined emoji pass the gate unchanged`() {
    for text in ["η = 0.1 — 学习率 é", "👩‍👩‍👧 👍🏽", "e\u{301}"] {
      #expect(Sanitizer.visible(text) == text)
    }
    #expect(Sanitizer.visible("a\u{200D}b") == "a<U+200D>b")
  }

  @Test func `offsets become lines and columns`() {
    let index = LineIndex("ab\r\n学x\n")
    #expect(index.count == 3)
    #expect(index.text(ofLine: 1) == "ab")
    #expect(index.line(at: 4) == 2)
    #expect(index.column(at: 7) == 2)
    #expect(index.line(at: 999) == 3)
    #expect(index.text(ofLine: 3) == "")
  }
}
