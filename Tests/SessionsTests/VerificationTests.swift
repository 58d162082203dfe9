import Sessions
import Testing

@Suite struct VerificationTests {
  @Test func `the report names the cell, its line and the first difference`() throws {
    let document = try parsed("```nabla {#one}\n1\n```\n\n```nabla-out text\nloss 0.5\n```\n")
    let cell = document.cells[0]
    let comparison = OutputsComparison(
      stored: cell.outputs.map(\.output), computed: [StoredOutput(.text, "loss 0.75")],
      by: Comparison(.standard(.numeric, .float64)))
    var report = VerificationReport(name: "a.nabla.md")
    report.cells = [.init(cell, .init(comparison))]
    #expect(report.exitStatus == .failed)
    #expect(
      report.text()
        == """
        a.nabla.md: 1 differs
          cell 1 (#one), line 1: differs
            text output, line 1: 0.5 is now 0.75, 0.25 apart
              stored    loss 0.5
              computed  loss 0.75
        """)
  }

  @Test func `agreement is one line`() throws {
    let document = try parsed("```nabla\n1\n```\n```nabla\n2\n```\n```nabla {norun}\n```\n")
    var report = VerificationReport(name: "a")
    report.cells = [
      .init(document.cells[0], .ok), .init(document.cells[1], .okWithinTolerance),
      .init(document.cells[2], .skipped(.notRun)),
    ]
    #expect(report.exitStatus == .ok)
    #expect(report.text() == "a: 1 ok, 1 ok (numeric), 1 skipped (norun)")
  }

  @Test func `the worst exit status wins`() {
    #expect(ExitStatus.worst([.ok, .failed, .ok]) == .failed)
    #expect(ExitStatus.worst([.failed, .unreadable]) == .unreadable)
    #expect(ExitStatus.worst([.interrupted, .notPermitted]) == .interrupted)
    #expect(ExitStatus.worst([]) == .ok)
  }
}
