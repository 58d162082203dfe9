import Support
import Testing

/// Tables of texts that have no room beside one another.
@Suite struct NarrowTableTests {
  private func table(_ rows: [[String]]) -> TextTable {
    TextTable(rows: rows)
  }

  @Test func `long texts are broken inside of their columns`() {
    let long = "model 2 { hidden: dense 4, activation=tanh; dense 1, activation=sigmoid }"
    let lines = table([["setting", "cr", "rr"], ["model", long, long], ["epochs", "4", "5"]])
      .lines(limit: 60)
    #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= 60 }, "\(lines)")
    let starts = lines[0].components(of: "rr")
    #expect(lines.contains { $0.hasPrefix("model") && $0.components(of: "model 2").count == 3 })
    // The last column stands below its head in every line.
    #expect(lines.last?.components(of: "5").first?.count == starts.first?.count, "\(lines)")
    let left = lines.dropFirst().dropLast().map { String($0.dropFirst(9).prefix(24)) }
    #expect(
      left.joined(separator: " ").split(separator: " ").joined(separator: " ").hasPrefix(
        "model 2 { hidden: dense 4,"), "\(lines)")
  }

  @Test func `what fits, and two columns, stay as they are`() {
    #expect(table([["a", "b", "c"]]).lines(limit: 80) == ["a  b  c"])
    let long = String(repeating: "word ", count: 30) + "end"
    #expect(table([["a", long]]).lines(limit: 40) == ["a  " + long])
  }
}

extension String {
  /// What stands between the places of another text.
  fileprivate func components(of other: String) -> [Substring] {
    split(separator: other, omittingEmptySubsequences: false)
  }
}
