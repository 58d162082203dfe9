import Sessions
import Support
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
    let found = report.cells[0]
    #expect(found.title == "cell 1 (#one), line 1" && found.status.label == "differs")
    #expect(
      found.status.details == [
        "text output, line 1: 0.5 is now 0.75, 0.25 apart", "  stored    loss 0.5",
        "  computed  loss 0.75",
      ])
  }

  @Test func `the worst exit status wins`() {
    #expect(Support.ExitStatus.worst([.ok, .failed, .ok]) == .failed)
    #expect(Support.ExitStatus.worst([.failed, .unreadable]) == .unreadable)
    #expect(Support.ExitStatus.worst([.interrupted, .notPermitted]) == .interrupted)
    #expect(Support.ExitStatus.worst([]) == .ok)
  }
}
