import Support
import Terminal
import TestSupport
import Testing
import Workbench

/// `nabla play` where nobody looks on, and its recordings.
@Suite struct PlayTests {
  private let text = """
    ---
    nabla: 1
    title: "A play"
    seed: 3
    ---
    # Small

    Two words.

    <!-- nabla:speed 10 -->

    ```nabla
    w = 2
    w + 1
    ```

    <!-- nabla:pause -->

    ```nabla-quiz {answer=b}
    How much?
    a) one
    b) two
    ```

    ```nabla-try {goal="Make w 6."}
    w = w + 1
    ```

    ```nabla-solution
    w = 6
    ```

    ```nabla-check
    w == 6
    ```

    """

  private func play(_ folder: String, _ speed: Double? = nil) throws -> (
    status: Int32, text: String, cast: [JSON]
  ) {
    let desk = SessionCommandsTests.Desk(folder)
    let path = try desk.file(text)
    var request = PlayRequest()
    (request.speed, request.cast) = (speed, folder + "/a.cast")
    let run = try desk.run { $0.play(path, request) }
    let lines = try desk.content(folder + "/a.cast").split(separator: "\n")
    return (run.status, run.text, try lines.map { try JSON.read(Array($0.utf8)) })
  }

  @Test func `it types all of a session and ends`() throws {
    try TemporaryFolder.use { folder in
      let run = try play(folder)
      #expect(run.status == 0)
      #expect(run.text.contains("nabla> w = 2\n  ...> w + 1\n3\n"))
      #expect(run.text.contains("answer: b") && run.text.contains("nabla> w = 6"))
    }
  }

  @Test func `its recording is an asciicast, whose times are those of the typing`() throws {
    try TemporaryFolder.use { folder in
      let run = try play(folder)
      let head = try #require(run.cast.first)
      #expect(head["version"] == 2 && head["width"] == 80 && head["height"] == 24)
      #expect(head["title"] == "A play")
      var (times, written) = ([Double](), "")
      for event in run.cast.dropFirst() {
        guard case .list(let parts) = event, parts.count == 3, parts[1] == "o",
          case .text(let text) = parts[2]
        else {
          Issue.record("\(event)")
          continue
        }
        switch parts[0] {
        case .number(let time): times.append(time)
        case .whole(let time): times.append(Double(time))
        default: Issue.record("\(event)")
        }
        written += text
      }
      #expect(times == times.sorted() && times.count > 10)
      #expect(written.replacing("\r\n", with: "\n") == run.text)
      #expect(!written.replacing("\r\n", with: "").contains("\n"))
      // Ten letters a second, as the session says.
      let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
      #expect(gaps.contains { abs($0 - 0.1) < 1e-6 })
      let again = try play(folder)
      #expect(again.cast == run.cast)
      #expect(try play(folder, 1000).cast.count > 10)
    }
  }
}
