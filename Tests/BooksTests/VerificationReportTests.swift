import Sessions
import Testing

@testable import Books

/// What `nabla verify` says of a file.
@Suite struct VerificationReportTests {
  private func document(_ text: String) throws -> SessionDocument {
    try SessionDocument.parse(Array(text.utf8), name: "test.nabla.md")
  }

  @Test func `the report names the cell, its line and the first difference`() throws {
    let document = try document(
      "```nabla {#one}\n1\n```\n\n```nabla-out text\nloss 0.5\n```\n")
    let cell = document.cells[0]
    let comparison = OutputsComparison(
      stored: cell.outputs.map(\.output), computed: [StoredOutput(.text, "loss 0.75")],
      by: Comparison(.standard(.numeric, .float64)))
    var report = VerificationReport(name: "a.nabla.md")
    report.cells = [.init(cell, .init(comparison))]
    #expect(
      report.shown.text()
        == """
        a.nabla.md: 1 differs
          cell 1 (#one), line 1: differs
            text output, line 1: 0.5 is now 0.75, 0.25 apart
              line  stored    now
                 1  loss 0.5  loss 0.75
        """)
  }

  @Test func `agreement is one line`() throws {
    let document = try document(
      "```nabla\n1\n```\n```nabla\n2\n```\n```nabla {norun}\n```\n")
    var report = VerificationReport(name: "a")
    report.cells = [
      .init(document.cells[0], .ok), .init(document.cells[1], .okWithinTolerance),
      .init(document.cells[2], .skipped(.notRun)),
    ]
    #expect(report.exitStatus == .ok)
    #expect(report.shown.text() == "a: 1 ok, 1 ok (numeric), 1 skipped (norun)")
    #expect(VerificationReport(name: "b").shown.text() == "b: no cells")
  }
}
