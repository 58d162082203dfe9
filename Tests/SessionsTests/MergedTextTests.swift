import Sessions
import Testing

/// Open merges of sessions, and what becomes of their bytes.
@Suite struct MergedTextTests {
  private let text = """
    ---
    nabla: 1
    <<<<<<< HEAD
    recorded: {engine: 0.1, math: m1}
    =======
    recorded: {engine: 0.1, math: m2}
    >>>>>>> other
    ---
    # Sum

    ```nabla
    <<<<<<< HEAD
    a = 1
    ||||||| base
    a = 0
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

    The end.

    """

  @Test func `only outputs and their arithmetic are computed again without a question`() {
    let merged = MergedText(bytes(text), name: "a")
    #expect(merged.merges.count == 3)
    #expect(merged.derived == [0, 2])
  }

  @Test(arguments: [
    (MergeSide.mine, "a = 1\na"), (.theirs, "a = 2\na"), (.both, "a = 1\na = 2\na"),
  ])
  func `a side is taken, and everything else keeps its bytes`(
    side: MergeSide, program: String
  ) throws {
    let merged = MergedText(bytes(text), name: "a")
    let resolved = try SessionDocument.parse(merged.resolved([.mine, side, .mine]), name: "a")
    #expect(!resolved.isReadOnly)
    #expect(resolved.cells.map(\.source) == [program])
    #expect(resolved.cells[0].outputs.map(\.output.body) == ["1"])
    #expect(String(decoding: resolved.bytes, as: UTF8.self).hasSuffix("\n\nThe end.\n"))
  }

  @Test func `what is not decided stays open, to the byte`() throws {
    let merged = MergedText(bytes(text), name: "a")
    #expect(merged.resolved([nil, nil, nil]) == bytes(text))
    let partly = MergedText(merged.resolved([.mine, nil, nil]), name: "a")
    #expect(partly.merges.count == 2)
    let damaged = bytes("a\n<<<<<<< x\n1\n<<<<<<< y\n2\n=======\n3")
    let cut = MergedText(damaged, name: "a")
    #expect(cut.resolved([nil, nil]) == damaged)
    #expect(cut.resolved([.mine, .theirs]) == bytes("a\n1\n3"))
  }

  @Test func `a heading that is underlined is no mark behind the middle one`() {
    let text = "<<<<<<< a\nx\n=======\nTitle\n=======\n||||||| \ny\n>>>>>>> b\nz\n"
    let merged = MergedText(bytes(text), name: "a")
    #expect(merged.merges.map(\.theirs) == [["Title", "=======", "||||||| ", "y"]])
    #expect(merged.resolved([.theirs]) == bytes("Title\n=======\n||||||| \ny\nz\n"))
    #expect(merged.resolved([.mine]) == bytes("x\nz\n"))
  }

  @Test func `line ends of the file stay`() {
    let merged = MergedText(
      bytes("x\r\n<<<<<<< a\r\n1\r\n=======\r\n2\r\n>>>>>>> b\r\ny\r\n"), name: "a")
    #expect(merged.resolved([.theirs]) == bytes("x\r\n2\r\ny\r\n"))
  }
}
