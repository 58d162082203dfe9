import Sessions
import Testing

@Suite struct EditingTests {
  @Test func `a new output stands right behind its cell`() throws {
    let document = try parsed("a\n\n```nabla\n1\n```\n\nb\n")
    let edited = try document.replacingOutputs([1: [StoredOutput(.value, "1")]])
    #expect(
      String(decoding: edited.bytes, as: UTF8.self)
        == "a\n\n```nabla\n1\n```\n\n```nabla-out value\n1\n```\n\nb\n")
    let undone = try edited.replacingOutputs([1: []])
    #expect(undone.bytes == document.bytes)
  }

  @Test func `outputs keep their bytes when nothing changes`() throws {
    let document = try parsed(fullSession)
    let stored = document.cells.map { ($0.number, $0.outputs.map(\.output)) }
    let edited = try document.replacingOutputs(Dictionary(uniqueKeysWithValues: stored))
    #expect(edited.bytes == document.bytes)
  }

  @Test func `only the changed output is rewritten, and its old picture goes`() throws {
    let document = try parsed(fullSession)
    var outputs = document.cells[0].outputs.map(\.output)
    outputs[1] = StoredOutput(.curve, "epoch  loss\n    1   0.5")
    let edited = try document.replacingOutputs([1: outputs])
    let start = try #require(fullSession.firstRange(of: "```nabla-out curve"))
    let end = try #require(fullSession.firstRange(of: "\n<!-- nabla:pause"))
    let expected =
      fullSession[..<start.lowerBound] + "```nabla-out curve\nepoch  loss\n    1   0.5\n```\n"
      + fullSession[end.lowerBound...]
    #expect(String(decoding: edited.bytes, as: UTF8.self) == expected)
  }

  @Test func `the fence is longer than any run of backticks in the body`() throws {
    let document = try parsed("```nabla\n1\n```\n")
    let body = "a ```` b\n```nabla\n```"
    let edited = try document.replacingOutputs([1: [StoredOutput(.text, body)]])
    #expect(edited.cells.count == 1)
    #expect(edited.cells[0].outputs[0].output.body == body)
    #expect(String(decoding: edited.bytes, as: UTF8.self).contains("`````nabla-out text\n"))
  }

  @Test func `line ends and indentation follow the document`() throws {
    let document = try parsed("1. x\r\n\r\n  ```nabla\r\n  1\r\n  ```\r\n")
    let edited = try document.replacingOutputs([1: [StoredOutput(.text, "a\n\n b")]])
    #expect(
      String(decoding: edited.bytes, as: UTF8.self)
        == "1. x\r\n\r\n  ```nabla\r\n  1\r\n  ```\r\n\r\n"
        + "  ```nabla-out text\r\n  a\r\n\r\n   b\r\n  ```\r\n")
    #expect(edited.cells[0].outputs[0].output.body == "a\n\n b")
  }

  @Test func `a cell at the end without a line end gets its output`() throws {
    let document = try parsed("```nabla\n1\n```")
    let edited = try document.replacingOutputs([1: [StoredOutput(.value, "1")]])
    #expect(edited.cells[0].outputs.map(\.output) == [StoredOutput(.value, "1")])
    #expect(edited.bytes.starts(with: document.bytes))
  }

  @Test func `attributes with backticks and quotes survive the info string`() throws {
    let document = try parsed("```nabla\n1\n```\n")
    let output = StoredOutput(
      .plot, "x\n1", attributes: Attributes([.pair(key: "name", value: "a `b` \"c\" {d}\n")]))
    let edited = try document.replacingOutputs([1: [output]])
    #expect(edited.cells[0].outputs.map(\.output) == [output])
  }

  @Test func `the fingerprint is one line of the front matter`() throws {
    let document = try parsed("---\nnabla: 1\n---\ntext\n")
    let recorded = try document.recording([("math", "m1")])
    #expect(
      String(decoding: recorded.bytes, as: UTF8.self)
        == "---\nnabla: 1\nrecorded: {math: m1}\n---\ntext\n")
    let again = try recorded.recording([("engine", "0.2"), ("math", "m2")])
    #expect(again.frontMatter.recordedMath == "m2")
    #expect(try again.recording([("math", "m1")]).bytes == recorded.bytes)
    #expect(try parsed("text\n").recording([("math", "m1")]).bytes == bytes("text\n"))
  }

  @Test func `random edits change the bytes of the edited outputs only`() throws {
    for seed: UInt32 in 1...300 {
      var dice = Dice(seed: seed)
      let document = try parsed(randomSession(&dice))
      #expect(reassembled(document) == document.bytes)
      guard !document.isReadOnly, !document.cells.isEmpty else { continue }
      let cell = dice.pick(document.cells)
      let outputs = (0..<dice.roll(3)).map { _ in randomOutput(&dice) }
      let edited = try document.replacingOutputs([cell.number: outputs])
      #expect(edited.cells.count == document.cells.count, "seed \(seed)")
      for other in document.cells where other.number != cell.number {
        let found = edited.cells[other.number - 1]
        #expect(found.source == other.source, "seed \(seed)")
        #expect(found.outputs.map(\.output) == other.outputs.map(\.output), "seed \(seed)")
      }
      #expect(edited.cells[cell.number - 1].outputs.map(\.output) == outputs, "seed \(seed)")
      // Doing it again changes nothing; so does taking all outputs away twice.
      #expect(try edited.replacingOutputs([cell.number: outputs]).bytes == edited.bytes)
      let prefix = document.bytes[..<cell.block.range.upperBound]
      #expect(edited.bytes.starts(with: prefix), "seed \(seed)")
      let lastEnd =
        (cell.outputs.map(\.range.upperBound) + [cell.block.range.upperBound]).max() ?? 0
      let tail = document.bytes[lastEnd...]
      #expect(Array(edited.bytes.suffix(tail.count)) == Array(tail), "seed \(seed)")
    }
  }

  @Test func `random bytes never crash the reader`() throws {
    let source = bytes(fullSession)
    for seed: UInt32 in 1...400 {
      var dice = Dice(seed: seed)
      var damaged = source
      for _ in 0...dice.roll(6) {
        let place = dice.roll(damaged.count)
        switch dice.roll(3) {
        case 0: damaged[place] = UInt8(dice.roll(256))
        case 1: damaged.removeSubrange(place..<min(damaged.count, place + dice.roll(30)))
        default: damaged.insert(contentsOf: source[..<dice.roll(60)], at: place)
        }
      }
      if let document = try? SessionDocument.parse(damaged, name: "f") {
        #expect(reassembled(document) == damaged)
        _ = document.lessonSteps
      }
    }
  }

  private func randomSession(_ dice: inout Dice) -> String {
    let parts = [
      "prose\n", "\n", "# head\n\n", "```nabla\n1 + 1\n```\n", "````nabla {#a}\nx\n````\n",
      "  ```nabla\n  y\n  ```\n", "```nabla-out text\nold\n```\n", "\n```nabla-out value\n2\n```\n",
      "```nabla-out value\n2\n```\n", "```python\n```nabla\n```\n", "<!-- nabla:pause -->\n",
      "<!-- a\n```nabla\n-->\n", "```nabla-try\n```\n", "~~~nabla\nz\n~~~\n", "- list\n",
    ]
    let text = (0..<dice.roll(12)).map { _ in dice.pick(parts) }.joined()
    return dice.roll(2) == 0 ? text : text.replacing("\n", with: "\r\n")
  }

  private func randomOutput(_ dice: inout Dice) -> StoredOutput {
    let bodies = ["", "1", "a\n\nb", "```\nx\n```", "  indented\n    more", "````` `", "~~~"]
    return StoredOutput(dice.pick(StoredOutput.Kind.allCases), dice.pick(bodies))
  }
}
