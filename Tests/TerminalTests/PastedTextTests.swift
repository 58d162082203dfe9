import Testing

@testable import Terminal

@Suite struct PastedTextTests {
  private func stripped(_ text: String) -> String {
    PastedText.withoutPrompts(text) { part in
      part.count { $0 == "{" } <= part.count { $0 == "}" }
    }
  }

  @Test func `line ends become new lines and control characters go`() {
    #expect(PastedText.cleaned("a\r\nb\rc\u{1B}[31m\u{7}\td\n\n") == "a\nb\nc[31m\td")
  }

  @Test func `accents join their letters`() {
    #expect(PastedText.cleaned("cafe\u{301}").unicodeScalars.count == 4)
    #expect(ComposedText.pair("e", "\u{301}") == "é")
    #expect(ComposedText.pair("x", "\u{301}") == nil)
    #expect(ComposedText.pair("e", "损") == nil)
  }

  @Test func `a text without prompts stays as it is`() {
    #expect(stripped("a = 1\nb = 2") == "a = 1\nb = 2")
  }

  @Test func `a transcript loses prompts and outputs`() {
    let transcript = """
      nabla[3]> x = 2
      nabla[4]> x + 1
      3
      nabla[5]> m = model 2 {
        dense 3
      }
      model m: 2 -> 3
      """
    #expect(stripped(transcript) == "x = 2\nx + 1\nm = model 2 {\n  dense 3\n}")
  }

  @Test func `what the prompt says of a run goes with it`() {
    let transcript = """
      nabla[6] r   196360/20000000 0.0957 > r.learning_rate = 0.1
      nabla[7] r paused   396120/20000000 0.0899 > x > 3
      """
    #expect(stripped(transcript) == "r.learning_rate = 0.1\nx > 3")
    #expect(PastedText.withoutPrompt("nabla[6] r 196360/20000000 0.0957 > 2 + 2") == "2 + 2")
    #expect(PastedText.withoutPrompt("nabla[6]> 2 + 2") == "2 + 2")
    #expect(PastedText.withoutPrompt("nabla > 2") == "nabla > 2")
  }

  @Test func `continuation prompts and those of IPython go too`() {
    let transcript = """
      In [12]: m = model 2 {
          ...> dense 3
          ...> }
      """
    #expect(stripped(transcript) == "m = model 2 {\ndense 3\n}")
  }
}
