import Books
import Glibc
import Support
import Terminal
import TestSupport
import Testing
import Workbench

/// `run`, `verify` and `walk` without a terminal: exit status, words, and bytes of the files.
@Suite struct SessionCommandsTests {
  /// A folder with sessions, and what the commands write.
  struct Desk {
    let folder: String

    init(_ folder: String) { self.folder = folder }

    func file(_ text: String, _ name: String = "a.nabla.md") throws -> String {
      let path = folder + "/" + name
      try AtomicFile.write(Array(text.utf8), to: path)
      return path
    }

    func content(_ path: String) throws -> String {
      String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    }

    /// Both streams in one text, in the order of the writes.
    func run(
      threads: Int = 2, answers: [String?]? = nil, _ body: (SessionCommands) -> Support.ExitStatus
    ) throws -> (status: Int32, text: String) {
      let path = folder + "/said"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
      let stream = StandardStream(descriptor: descriptor, name: "said")
      var commands = SessionCommands(
        gate: OutputGate(output: stream, error: stream),
        capabilities: TerminalCapabilities(pipe), options: Replay.Options(threads: threads))
      if let answers {
        nonisolated(unsafe) var left = answers[...]
        commands.ask = { _ in left.popFirst() ?? nil }
      }
      let status = body(commands).code
      close(descriptor)
      return (status, try content(path))
    }

    private let pipe = TerminalCapabilities.Surroundings(
      variable: { _ in nil }, isInputTerminal: false, isOutputTerminal: false,
      terminalKind: { _ in 0 })
  }

  let session = "---\nnabla: 1\n---\n# Sum\n\n```nabla\n1 + 1\n```\n\nThe end.\n"

  @Test func `an update stores outputs, and verifying changes no byte`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(session)
      #expect(try desk.run { $0.verify([path]) }.status == 1)
      #expect(try desk.content(path) == session)
      let update = try desk.run { $0.verify([path], VerificationRequest(updates: true)) }
      #expect(update.status == 0)
      #expect(update.text == "\(path): 1 rewritten\n")
      let stored = try desk.content(path)
      #expect(
        stored
          == "---\nnabla: 1\nrecorded: {engine: 0.1, math: \(ArithmeticVersion.current)}\n---\n# Sum\n\n```nabla\n1 + 1\n```\n\n"
          + "```nabla-out value\n2\n```\n\nThe end.\n")
      let again = [
        try desk.run { $0.verify([path]) },
        try desk.run { $0.verify([path], VerificationRequest(updates: true)) },
        try desk.run(threads: 1) { $0.verify([path]) },
      ]
      #expect(again.map(\.status) == [0, 0, 0])
      #expect(again.map(\.text) == [String](repeating: "\(path): 1 ok\n", count: 3))
      #expect(try desk.content(path) == stored)
    }
  }

  @Test func `a folder is verified as a whole, and the worst status counts`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      _ = try desk.file("```nabla\n2\n```\n\n```nabla-out value\n2\n```\n", "1.nabla.md")
      _ = try desk.file("```nabla\n2\n```\n\n```nabla-out value\n3\n```\n", "2.nabla.md")
      let run = try desk.run { $0.verify([folder]) }
      #expect(run.status == 1)
      #expect(run.text.contains("1.nabla.md: 1 ok\n"))
      #expect(run.text.contains("2.nabla.md: 1 differs\n"))
      #expect(run.text.contains("3 is now 2, 1 apart"))
    }
  }

  @Test func `what cannot be read is said in one message with a hint`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let broken = try desk.file("---\nseed: many\n---\n", "broken.nabla.md")
      let commands: [(SessionCommands, String) -> Support.ExitStatus] = [
        { $0.run($1) }, { $0.verify([$1]) }, { $0.walk($1) },
      ]
      for command in commands {
        let missing = try desk.run { command($0, folder + "/none.nabla.md") }
        #expect(missing.status == 2)
        #expect(missing.text.hasPrefix("error E0503: "))
        #expect(missing.text.contains("\nhint: "))
        let run = try desk.run { command($0, broken) }
        #expect(run.status == 2)
        #expect(run.text.contains("line 2: front matter: seed must be a whole number from 0"))
      }
    }
  }

  @Test func `run prints what the cells give, errors included`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(
        "text\n\n```nabla\n1 + 1\nprint \"two\"\n```\n\n```nabla\ntahn(2)\n```\n")
      let run = try desk.run { $0.run(path) }
      #expect(run.status == 1)
      #expect(run.text.hasPrefix("2\ntwo\nerror E0101: "))
    }
  }

  @Test func `walk without a terminal never waits and shows answers and solutions`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(
        """
        # Lesson

        ```nabla
        x = 2
        x
        ```

        <!-- nabla:pause -->

        ```nabla-quiz {answer=b}
        How much?
        a) one
        b) two :: Indeed.
        ```

        ```nabla-try
        y = 0
        ```

        ```nabla-solution
        y = 3
        ```

        ```nabla-check
        y == 3 say "y is {y}"
        ```
        """)
      let walk = try desk.run { $0.walk(path) }
      #expect(walk.status == 0)
      #expect(walk.text.contains("nabla> x = 2\n  ...> x\n2\n"))
      #expect(walk.text.contains("answer: b\n"))
      #expect(walk.text.contains("Indeed."))
      #expect(walk.text.contains("A solution:\n  y = 3\n"))
      #expect(walk.text.hasSuffix("end of the lesson\n"))
    }
  }

  @Test func `a lesson whose solution fails its check is found`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file(
        "```nabla-try\n```\n```nabla-solution\ny = 1\n```\n```nabla-check\ny == 3 say \"y is {y}\"\n```\n"
      )
      let walk = try desk.run { $0.walk(path) }
      #expect(walk.status == 1)
      #expect(walk.text.contains("fails: y is 1"))
    }
  }

  @Test func `sessions that escape their folder end with status 77`() throws {
    try TemporaryFolder.use { folder in
      let desk = Desk(folder)
      let path = try desk.file("```nabla\nd = data csv(\"/etc/passwd\")\n```\n")
      #expect(try desk.run { $0.verify([path]) }.status == 77)
    }
  }
}
