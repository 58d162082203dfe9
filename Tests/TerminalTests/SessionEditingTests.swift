import Books
import Support
import Terminal
import TestSupport
import Testing
import Workbench

/// Commands that write into sessions: updates cell by cell, recording, merging, formatting.
@Suite struct SessionEditingTests {
  private typealias Desk = SessionCommandsTests.Desk

  private func stored(_ outputs: [String]) -> String {
    "---\nnabla: 1\nrecorded: {engine: 0.1, math: \(ArithmeticVersion.current)}\n---\n"
      + outputs.enumerated().map {
        "```nabla\n\($0 + 1)\n```\n\n```nabla-out value\n\($1)\n```\n"
      }.joined(separator: "\n")
  }

  private func update(_ desk: Desk, _ path: String, _ answers: [String?]) throws -> (
    status: Int32, text: String
  ) {
    try desk.run(answers: answers) { $0.verify([path], VerificationRequest(updates: true)) }
  }

  @Test func `an update asks of each cell, with three columns`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(stored(["9", "8", "7", "6"]))
      let run = try update(desk, path, ["y", "what?", "n", "a"])
      #expect(run.status == 1)
      #expect(run.text.contains("line  stored  now\n       1  9       1"))
      #expect(run.text.contains("y stores it, n leaves it"))
      #expect(run.text.contains("\(path): 3 rewritten, 1 differs\n"))
      #expect(try desk.content(path) == stored(["1", "8", "3", "4"]))
    }
  }

  @Test(arguments: ["q", nil] as [String?])
  func `what was decided before the end of the questions is stored`(end: String?) throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(stored(["9", "8", "7"]))
      let run = try update(desk, path, ["y", end])
      #expect(run.status == (end == nil ? 130 : 1))
      #expect(try desk.content(path) == stored(["1", "8", "7"]))
    }
  }

  @Test func `without questions, and where nobody is there, everything is stored`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(stored(["9", "8"]))
      var request = VerificationRequest(updates: true)
      request.asks = false
      #expect(try desk.run(answers: []) { $0.verify([path], request) }.status == 0)
      #expect(try desk.content(path) == stored(["1", "2"]))
    }
  }

  @Test func `recording stores what is new and keeps the bytes of what agrees`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file("---\nnabla: 1\n---\n```nabla\n1 + 1\n```\n\nProse  \n")
      let first = try desk.run { $0.record([path], probes: true) }
      #expect(first.status == 0)
      #expect(first.text.contains("no training is chaotic"))
      let text = try desk.content(path)
      #expect(text.contains("```nabla-out value\n2\n```\n\nProse  \n"))
      #expect(try desk.run { $0.record([path], probes: false) }.text == "\(path): 1 ok\n")
      #expect(try desk.content(path) == text)
    }
  }

  @Test func `a chaotic training is marked, and said`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(
        """
        ---
        nabla: 1
        seed: 3
        ---
        ```nabla
        d = generated(spiral, 200)
        m = model 2 { dense 16, activation=tanh; dense 16, activation=tanh; dense 1, activation=sigmoid }
        r3 = train m, d, epochs=150, batch_size=16, optimizer=sgd(0.5, momentum=0.9), loss=binary_crossentropy
        ```

        """)
      let run = try desk.run { $0.record([path], probes: true) }
      #expect(run.status == 0)
      #expect(run.text.contains("W0061: r3 is chaotic: a last-bit change moves its loss by "))
      #expect(try desk.content(path).contains("```nabla {verify=shape}\nd = generated"))
      #expect(try desk.run { $0.verify([path]) }.status == 0)
    }
  }

  private let merge = """
    ```nabla
    <<<<<<< HEAD
    a = 1
    =======
    a = 2
    >>>>>>> other
    a
    ```

    ```nabla-out value
    <<<<<<< HEAD
    1
    =======
    2
    >>>>>>> other
    ```

    """

  @Test func `a merge shows both sides, takes one, and computes the outputs again`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(merge)
      let run = try desk.run(answers: ["hm", "t"]) { $0.merge([path], take: nil, runs: true) }
      #expect(run.status == 0)
      #expect(run.text.contains("line 2: merge 1 of 1"))
      #expect(run.text.contains("mine: HEAD") && run.text.contains("theirs: other"))
      #expect(run.text.contains("2 merges decided, 1 of them in outputs alone"))
      #expect(
        try desk.content(path) == "```nabla\na = 2\na\n```\n\n```nabla-out value\n2\n```\n")
      #expect(
        try desk.run { $0.merge([path], take: nil, runs: true) }.text
          == "\(path): no merge is open\n")
    }
  }

  @Test func `without somebody who chooses a merge says so, and takes a side that is named`() throws
  {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(merge)
      let refused = try desk.run { $0.merge([path], take: nil, runs: true) }
      #expect(refused.status == 1 && refused.text.contains("E0652"))
      #expect(try desk.content(path) == merge)
      let left = try desk.run(answers: ["q"]) { $0.merge([path], take: nil, runs: true) }
      #expect(left.status == 1 && left.text.contains("1 still open"))
      #expect(try desk.content(path).contains("<<<<<<< HEAD\na = 1"))
      #expect(!(try desk.content(path).contains("<<<<<<< HEAD\n1")))
      #expect(try desk.run { $0.merge([path], take: .mine, runs: false) }.status == 0)
      #expect(try desk.content(path).hasPrefix("```nabla\na = 1\na\n```\n"))
    }
  }

  @Test func `formatting changes cells alone, and nothing the second time`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let prose = "#  Title\n\ntext   with  blanks  \n\n"
      let cell = "```nabla {#a}\na=1\nf = x->x+a\n```\n\n"
      let rest = "```nabla {expect=error}\na   b\n```\n\n```nabla-try\nb=1\n```\n"
      let path = try desk.file(prose + cell + rest)
      let checked = try desk.run { $0.format([path], checks: true) }
      #expect(checked.status == 1 && checked.text == "\(path): 1 cell in another form\n")
      #expect(try desk.content(path) == prose + cell + rest)
      #expect(try desk.run { $0.format([path], checks: false) }.status == 0)
      let formatted = prose + "```nabla {#a}\na = 1\nf = x -> x + a\n```\n\n" + rest
      #expect(try desk.content(path) == formatted)
      #expect(try desk.run { $0.format([path], checks: true) }.text == "\(path): fine\n")
      let program = try desk.file("a=1\n", "a.nabla")
      #expect(try desk.run { $0.format([program], checks: false) }.status == 0)
      #expect(try desk.content(program) == "a = 1\n")
      let broken = try desk.file("a = (\n", "b.nabla")
      #expect(try desk.run { $0.format([broken], checks: false) }.text.contains("E0669"))
    }
  }

  @Test func `a replay at the prompt says what differs from what is stored`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(stored(["1", "8"]))
      let run = try desk.run { $0.run(path, compares: true) }
      #expect(run.text.hasPrefix("1\n2\n\(path): 1 ok, 1 differs\n"))
      #expect(run.text.contains("1  8       2"))
      let empty = try desk.file("```nabla\n1\n```\n", "b.nabla.md")
      #expect(
        try desk.run { $0.run(empty, compares: true) }.text.contains("nothing is stored in it"))
    }
  }
}
