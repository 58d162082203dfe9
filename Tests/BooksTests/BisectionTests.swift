import Books
import Sessions
import Testing

/// Where two sessions begin to give other numbers.
struct BisectionTests {
  private func document(_ cells: [String], seed: Int = 1) throws -> SessionDocument {
    let text = cells.map { "```nabla\n\($0)\n```\n" }.joined(separator: "\n")
    return try SessionDocument.parse(
      Array("---\nnabla: 1\nseed: \(seed)\n---\n\(text)".utf8), name: "a.nabla.md")
  }

  private let cells = [
    "d = table([[1], [2], [3], [4]], [2.1, 3.9, 6.2, 7.8])",
    "m = model 1 { hidden: dense 3, activation=tanh; dense 1 }",
    "r = train m, d, epochs=5, batch_size=2, optimizer=sgd(0.01), loss=mean_squared_error;",
    "m.hidden.kernel",
  ]

  private func find(_ one: SessionDocument, _ two: SessionDocument) -> Bisection.Finding {
    Bisection.find(one, two, options: Replay.Options())
  }

  @Test func `equal sessions agree in all cells`() throws {
    let finding = find(try document(cells), try document(cells))
    #expect(finding.agreeing == 4 && finding.place == nil && finding.rewritten.isEmpty)
  }

  @Test func `another rate is found at its cell, epoch and layer`() throws {
    var changed = cells
    changed[0] = "d = table([[1], [2], [3], [4]], [2.1, 3.9, 6.2, 7.8]) # the same"
    changed[2] = changed[2].replacing("0.01", with: "0.010001")
    let finding = find(try document(cells), try document(changed))
    #expect(finding.agreeing == 2 && finding.rewritten == [1])
    let place = try #require(finding.place)
    #expect(place.cells.map(\.number) == [3, 3] && place.isRewritten)
    #expect(place.differences.contains { $0.hasPrefix("r differs from epoch ") }, "\(place)")
    #expect(
      place.differences.contains { $0.hasPrefix("m.hidden.kernel is another in ") }, "\(place)")
  }

  @Test func `another seed shows in the first weights, before any output`() throws {
    let finding = find(try document(cells), try document(cells, seed: 2))
    let place = try #require(finding.place)
    #expect(finding.agreeing == 1 && !place.isRewritten)
    #expect(place.differences.first?.hasPrefix("m.hidden.kernel is another in 3 of 3") == true)
  }

  @Test func `a session that goes on is said to be longer`() throws {
    let finding = find(try document(cells), try document(Array(cells.dropLast())))
    #expect(finding.agreeing == 3 && finding.place == nil && finding.counts == [4, 3])
  }
}
