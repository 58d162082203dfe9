import Books
import Sessions
import Testing

/// Sessions verified side by side.
struct ParallelVerificationTests {
  @Test(arguments: [1, 2, 5]) func `reports come in order and are those of one alone`(
    jobs: Int
  ) throws {
    let documents = try (0..<6).map { index in
      try SessionDocument.parse(
        Array(
          "---\nnabla: 1\nseed: 3\n---\n```nabla\nx = normal([20, 20])\nsum(x)\n```\n\n```nabla-out value\n\(index)\n```\n"
            .utf8), name: "\(index).nabla.md")
    }
    var told: [String] = []
    ParallelVerification.run(documents, options: Replay.Options(threads: 2), jobs: jobs) {
      index, result in
      #expect(result.report.name == documents[index].name)
      told.append(
        "\(index) \(result.report.cells.map(\.status.label)) \(result.report.cells.map(\.status.details))"
      )
    }
    let alone = documents.enumerated().map { index, document in
      let report = Verification(document, options: Replay.Options(threads: 1)).report
      return "\(index) \(report.cells.map(\.status.label)) \(report.cells.map(\.status.details))"
    }
    #expect(told == alone)
  }

  @Test func `a stop ends all of them`() throws {
    let document = try SessionDocument.parse(
      Array("```nabla\n1\n```\n".utf8), name: "a.nabla.md")
    var options = Replay.Options()
    options.isStopped = { true }
    var count = 0
    ParallelVerification.run([document, document], options: options, jobs: 2) { _, _ in count += 1 }
    #expect(count == 0)
  }
}
