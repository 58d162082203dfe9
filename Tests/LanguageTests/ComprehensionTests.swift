import Testing

@testable import Language

@Suite struct ComprehensionSyntaxTests {
  @Test(arguments: [
    ("[x^2 for x in xs]", "[(^ x 2) for x xs]"),
    ("[x for x in 1..3 if x > 1]", "[x for x (.. 1 3) if (> x 1)]"),
    ("[a for a, b in z]", "[a for a b z]"),
    ("[[b for b in a] for a in m]", "[[b for b a] for a m]"),
    ("[f(x)\n for x in xs\n if x]", "[(f x) for x xs if x]"),
    ("for i, w in z { w }", "(for i w z {w})"),
    ("[x -> x for x in y]", "[(-> (x) x) for x y]"),
  ])
  func `a list may be written as a loop`(source: String, outline: String) {
    #expect(SyntaxOutline.of(source) == outline)
  }

  @Test func `the names of a comprehension are known inside of it only`() {
    let found = Analysis.of(
      "a = [k for k in 1..2]; k", catalog: SampleCatalog.catalog, scope: Scope())
    #expect(found.diagnostics.map(\.code) == ["E0101"])
  }

  @Test func `fmt keeps it`() {
    #expect(
      CanonicalText.of("a=[x ^ 2 for x in 1..3 if x>1]") == "a = [x^2 for x in 1..3 if x > 1]")
  }
}
