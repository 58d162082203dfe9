import Sessions
import Testing

/// What differs, in three columns: where, stored, now.
@Suite struct DifferenceTableTests {
  private func lines(
    _ stored: StoredOutput, _ computed: StoredOutput, columns: Int = 60, limit: Int = 12
  ) -> [String] {
    let comparison = OutputsComparison(
      stored: [stored], computed: [computed], by: Comparison(.standard(.numeric, .float64)))
    return comparison.items.flatMap { DifferenceTable($0).lines(columns: columns, limit: limit) }
  }

  private func curve(_ values: [Double], _ more: [Double] = []) -> StoredOutput {
    let columns = [SampledColumns.Column("loss", values)]
    return .curve(
      name: "r", SampledColumns(more.isEmpty ? columns : columns + [.init("accuracy", more)]),
      fingerprint: "m1-f64")
  }

  @Test func `a curve is told by its epochs`() {
    #expect(
      lines(curve([1, 0.5, 0.25]), curve([1, 0.6, 0.3])) == [
        "epoch  stored  now", "    2  0.5     0.6", "    3  0.25    0.3",
      ])
    #expect(
      lines(curve([1, 0.5], [0.5, 0.75]), curve([1, 0.5], [0.5, 0.8])) == [
        "     epoch  stored  now", "2 accuracy  0.75    0.8",
      ])
  }

  @Test func `the first epoch that differs stands in the sentence`() throws {
    let comparison = OutputsComparison(
      stored: [curve([1, 0.5, 0.25])], computed: [curve([1, 0.6, 0.3])],
      by: Comparison(.standard(.numeric, .float64)))
    let details = VerificationReport.Status(comparison).details
    #expect(details.first == "curve output, first at epoch 2: 0.5 is now 0.6, 0.1 apart")
  }

  @Test func `lines that came and went stand where they did`() {
    #expect(
      lines(StoredOutput(.text, "a\nb\nc"), StoredOutput(.text, "a\nx\nb\nc")) == [
        "line  stored  now", "              x",
      ])
    #expect(
      lines(StoredOutput(.text, "a\nb"), StoredOutput(.text, "a")) == [
        "line  stored  now", "   2  b",
      ])
  }

  @Test func `many lines and wide ones are cut, and it is said`() {
    let stored = (1...20).map { "line \($0) " + String(repeating: "x", count: 80) }
    let now = stored.map { $0 + "y" }
    let shown = lines(
      StoredOutput(.text, stored.joined(separator: "\n")),
      StoredOutput(.text, now.joined(separator: "\n")), columns: 40, limit: 3)
    #expect(shown.count == 5 && shown.last == "… 17 more lines that differ")
    #expect(shown.allSatisfy { $0.count <= 40 })
  }

  @Test func `control characters of a file are shown, not sent`() {
    let shown = lines(
      StoredOutput(asRead: "\u{1B}[2Jx"), StoredOutput(.text, "y"))
    #expect(!shown.joined().contains("\u{1B}"))
  }
}

extension StoredOutput {
  /// As it may stand in a file.
  fileprivate init(asRead text: String) {
    self.init(.text, "")
    body = text
  }
}
