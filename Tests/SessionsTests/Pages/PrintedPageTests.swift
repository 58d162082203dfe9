import Testing

@testable import Sessions

/// What paper needs that a screen does not; the pages themselves were looked at.
@Suite("Pages on paper")
struct PrintedPageTests {
  /// The rules for paper, one a line.
  private func rules() throws -> [Substring] {
    let sheet = PageStyle.sheet
    let start = try #require(sheet.firstRange(of: "@media print {"))
    return sheet[start.upperBound...].split(separator: "\n")
  }

  @Test(arguments: ["figure", "tr", "pre.program", ".question", ".exercise"])
  func `no break goes through`(part: String) throws {
    let whole = try #require(rules().first { $0.hasSuffix("{ break-inside: avoid; }") })
    #expect(
      whole.split { "{, ".contains($0) }.contains(Substring(part)), "\(part) in \(whole)")
  }

  /// A table that is wider than the paper makes browsers print the whole page smaller.
  @Test func `words of a table may be broken, and lines of code`() throws {
    #expect(try rules().contains { $0.contains("th, td { overflow-wrap: anywhere; }") })
    #expect(try rules().contains { $0.contains("pre { white-space: pre-wrap;") })
  }

  @Test func `paper is white where the screen is dark`() throws {
    let sheet = PageStyle.sheet
    let dark = try #require(sheet.firstRange(of: "prefers-color-scheme: dark"))
    let paper = try #require(sheet.firstRange(of: "@media print {"))
    #expect(dark.lowerBound < paper.lowerBound)
    let own = sheet[paper.upperBound...]
    #expect(own.contains("--paper: #ffffff") && own.contains("figure.ink svg { filter: none; }"))
    // Every colour of the dark is another one on paper.
    let names = sheet[dark.upperBound..<paper.lowerBound].split { " \n;".contains($0) }
      .filter { $0.hasPrefix("--") && $0.hasSuffix(":") }
    #expect(names.count > 10)
    for name in names { #expect(own.contains(name), "\(name)") }
  }
}
