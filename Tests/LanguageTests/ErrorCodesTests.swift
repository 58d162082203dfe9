import Testing

@testable import Language

@Suite struct ErrorCodesTests {
  @Test(arguments: ErrorCodes.all.filter { !$0.code.hasPrefix("E09") })
  func `the wrong example has the error, the right one has none`(entry: ExplainedError) {
    let wrong = Analysis.of(entry.wrong, catalog: SampleCatalog.catalog).diagnostics
    #expect(wrong.first?.code == entry.code)
    let right = Analysis.of(entry.right, catalog: SampleCatalog.catalog).diagnostics
    #expect(right == [])
  }

  @Test func `each code stands once`() {
    #expect(Set(ErrorCodes.all.map(\.code)).count == ErrorCodes.all.count)
  }
}
