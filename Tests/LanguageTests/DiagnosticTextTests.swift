import Testing

@testable import Language

@Suite struct DiagnosticTextTests {
  private func render(_ text: String, firstLine: Int = 1) -> String {
    let marked = Marked(text)
    let diagnostic = Diagnostic(
      .error, "E0103", "unknown activation `tahn`", at: marked.span, hint: "did you mean `tanh`?")
    return DiagnosticText.render(diagnostic, source: marked.source, firstLine: firstLine)
  }

  @Test func `the caret runs under the whole word`() {
    #expect(
      render("m = model 2 { dense 3, activation=‹tahn› }") == """
        error E0103: unknown activation `tahn`
          1 | m = model 2 { dense 3, activation=tahn }
            |                                   ^^^^
        hint: did you mean `tanh`?
        """)
  }

  @Test func `lines are counted from the given one`() {
    #expect(
      render("a\nb\nx = ‹tahn›\nc", firstLine: 10) == """
        error E0103: unknown activation `tahn`
          12 | x = tahn
             |     ^^^^
        hint: did you mean `tanh`?
        """)
  }

  @Test func `wide characters take two columns`() {
    #expect(
      render("学习率 = ‹日本›(é)") == """
        error E0103: unknown activation `tahn`
          1 | 学习率 = 日本(é)
            |          ^^^^
        hint: did you mean `tanh`?
        """)
  }

  @Test func `control characters are shown, tabs become blanks`() {
    #expect(
      render("\tx\u{1B} = ‹tahn›") == """
        error E0103: unknown activation `tahn`
          1 |   x<U+001B> = tahn
            |               ^^^^
        hint: did you mean `tanh`?
        """)
  }

  @Test func `a place at the end of a line still has a caret`() {
    #expect(
      render("x =‹›\ny") == """
        error E0103: unknown activation `tahn`
          1 | x =
            |    ^
        hint: did you mean `tanh`?
        """)
  }

  @Test func `a long line is shown around the place`() {
    let text = render(
      String(repeating: "a ", count: 500) + "‹tahn›" + String(repeating: " b", count: 500))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[1].count < 180 && lines[1].contains("…") && lines[1].hasSuffix("…"))
    #expect(lines[1].dropFirst(lines[2].prefix { $0 != "^" }.count).hasPrefix("tahn"))
    #expect(lines[2].hasSuffix("^^^^"))
  }

  @Test func `notes and messages without a place have no excerpt`() {
    let note = Diagnostic(.note, "", "fit is train", at: SourceSpan(0, 3), hint: nil)
    #expect(DiagnosticText.render(note, source: "fit m") == "note: fit is train")
    let lint = Diagnostic(.warning, "W0001", "labels", at: nil, hint: "fix")
    #expect(DiagnosticText.render(lint, source: "x") == "warning W0001: labels\nhint: fix")
  }

  @Test func `a narrow window shows the part around the mark, the carets below it`() {
    let source = "train net, numbers, epochs=10, loss=tahn, batch_size=32"
    let problem = Diagnostic(
      .error, "E0103", "unknown loss", at: SourceSpan(36, 40), hint: nil)
    #expect(
      DiagnosticText.render(problem, source: source, widestLine: 20) == """
        error E0103: unknown loss
          1 | …=10, loss=tahn, ba…
            |            ^^^^
        """)
  }
}
