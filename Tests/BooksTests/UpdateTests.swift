import Sessions
import Testing

@testable import Books

/// What verifying stores: single cells, and under which fingerprint.
@Suite struct UpdateTests {
  private func document(_ text: String) throws -> SessionDocument {
    try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
  }

  private func session(math: String, _ stored: [String]) -> String {
    "---\nnabla: 1\nrecorded: {math: \(math)}\n---\n"
      + stored.enumerated().map {
        "```nabla {#c\($0 + 1)}\n\($0 + 1)\n```\n\n```nabla-out value\n\($1)\n```\n"
      }.joined(separator: "\n")
  }

  private var current: String { ArithmeticVersion.current }

  @Test func `only the cells that are wanted are stored anew`() throws {
    let before = try document(session(math: current, ["9", "2", "8"]))
    var verification = Verification(before)
    #expect(verification.changes(in: before).map(\.number) == [1, 3])
    let after = try #require(try verification.updated(before, storing: [3]))
    #expect(after.cells.map { $0.outputs[0].output.body } == ["9", "2", "3"])
    let labels = verification.report.cells.map(\.status.label)
    #expect(labels == ["differs", "ok", "rewritten"])
    #expect(verification.report.exitStatus == .failed)
    var none = Verification(before)
    #expect(try none.updated(before, storing: []) == nil)
  }

  @Test func `outputs of other arithmetic that stay keep its name`() throws {
    let before = try document(session(math: "m0", ["9", "2", "8"]))
    var partly = Verification(before)
    let after = try #require(try partly.updated(before, storing: [3]))
    #expect(after.frontMatter.recordedMath == "m0")
    #expect(after.cells[0].outputs[0].output.body == "9")
    var whole = Verification(before)
    let all = try #require(try whole.updated(before))
    #expect(all.frontMatter.recordedMath == current)
  }

  @Test func `what was never reached is not said to be of this arithmetic`() throws {
    let before = try document(session(math: "m0", ["9", "2", "8"]))
    nonisolated(unsafe) var cells = 0
    var options = Replay.Options()
    options.isStopped = { cells > 0 }
    var verification = Verification(before, options: options, onResult: { _, _ in cells += 1 })
    let after = try #require(try verification.updated(before))
    #expect(after.cells.map { $0.outputs[0].output.body } == ["1", "2", "8"])
    #expect(after.frontMatter.recordedMath == "m0")
  }
}
