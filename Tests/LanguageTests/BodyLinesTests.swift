import Language
import Testing

@Suite("Lines of a body")
struct BodyLinesTests {
  @Test func `a closing brace ends its line`() {
    let parsed = Parser.parse("m = model 4 { add { path { dense 2 } path { dense 2 } } dense 1 }")
    #expect(parsed.diagnostics.isEmpty)
  }

  @Test func `lines without braces still need an end between them`() {
    let parsed = Parser.parse("m = model 4 { dense 2 dense 1 }")
    #expect(parsed.hasErrors)
  }
}
