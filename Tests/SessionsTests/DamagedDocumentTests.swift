import Sessions
import Testing

@Suite struct DamagedDocumentTests {
  private func problem(_ bytes: [UInt8]) -> SessionError? {
    do {
      _ = try SessionDocument.parse(bytes, name: "f")
      return nil
    } catch {
      return error
    }
  }

  @Test func `a zero byte is refused with its place`() {
    #expect(
      problem(bytes("a\nb\0c"))
        == SessionError(name: "f", line: 2, problem: .zeroByte(offset: 3)))
  }

  @Test func `the limits are refused with the number and the limit`() {
    let long = [UInt8](repeating: 0x61, count: (1 << 20) + 1)
    #expect(
      problem(bytes("x\n") + long)
        == SessionError(
          name: "f", line: 2, problem: .lineTooLong(bytes: long.count, limit: 1 << 20)))
    let file = [UInt8](repeating: 0x0A, count: (16 << 20) + 1)
    #expect(
      problem(file)
        == SessionError(
          name: "f", line: nil, problem: .fileTooLong(bytes: file.count, limit: 16 << 20)))
    let blocks = bytes(String(repeating: "```nabla\n```\n", count: 10_001))
    #expect(
      problem(blocks)
        == SessionError(name: "f", line: 20_001, problem: .tooManyBlocks(limit: 10_000)))
  }

  @Test func `a line of exactly the limit is read`() throws {
    let line = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(try SessionDocument.parse(line + [0x0A], name: "f").elements.count == 1)
  }

  @Test func `an unclosed block holds the rest and makes the document read-only`() throws {
    let document = try parsed("text\n\n```nabla\na = 1\n")
    #expect(document.cells[0].source == "a = 1")
    #expect(document.readOnlyReasons == [.unclosedBlock(line: 3, fence: "```")])
    #expect(document.warnings == [SessionWarning(line: 3, kind: .unclosedBlock(fence: "```"))])
    #expect(throws: SessionError.self) {
      try document.replacingOutputs([1: [StoredOutput(.value, "1")]])
    }
  }

  @Test func `invalid UTF-8 is shown as U+FFFD and never saved`() throws {
    let input = bytes("one\n```nabla\na\n```\n") + [0xC3, 0x28] + bytes("\n")
    let document = try SessionDocument.parse(input, name: "f")
    #expect(document.readOnlyReasons == [.invalidText(offset: 19, line: 5)])
    #expect(document.bytes == input)
    #expect(reassembled(document) == input)
    guard case .prose(let prose)? = document.elements.last else {
      Issue.record("no prose")
      return
    }
    #expect(prose.text == "\u{FFFD}(\n")
  }

  @Test func `marks of an open merge make the document read-only wherever they stand`() throws {
    let document = try parsed(
      "```nabla\n<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n```\n")
    #expect(document.readOnlyReasons == [.conflictMarkers(line: 2)])
    #expect(!(try parsed("Heading\n=======\n").isReadOnly))
  }

  @Test func `a newer version is read-only and its values are not judged`() throws {
    let document = try parsed("---\nnabla: 2\nseed: many\n---\n```nabla\n1\n```\n")
    #expect(document.readOnlyReasons == [.newerVersion(found: 2, known: 1)])
    #expect(document.cells.count == 1)
    #expect(
      document.warnings.contains(
        SessionWarning(line: 3, kind: .ignoredValue(key: "seed", found: "many"))))
  }

  @Test(arguments: [
    ("a: &x 1", FrontMatterProblem.unsupported(feature: "an anchor", text: "&x 1")),
    ("a: *x", .unsupported(feature: "an alias", text: "*x")),
    ("a: !!python/object x", .unsupported(feature: "a tag", text: "!!python/object x")),
    ("a: |", .unsupported(feature: "a block of text", text: "|")),
    ("  a: 1", .unsupported(feature: "an indented line", text: "a: 1")),
    ("a: [[[1]]]", .tooDeep(limit: 2)),
    ("a: [1, 2", .unclosed(bracket: "[")),
    ("a: \"x", .unclosedText),
    ("a: [1] 2", .unexpected(text: "2")),
    ("just words", .notAKey(text: "just words")),
    ("- item", .notAKey(text: "- item")),
    ("seed: -1", .badValue(key: "seed", expected: "a whole number from 0", found: "-1")),
    ("dtype: f16", .badValue(key: "dtype", expected: "float32, float64", found: "f16")),
    ("rng: mt19937", .badValue(key: "rng", expected: "philox4x32-10", found: "mt19937")),
    (
      "verify: {mode: lax}",
      .badValue(key: "mode", expected: "exact, numeric, shape, none", found: "lax")
    ),
  ])
  func `front matter outside the subset is refused with its line`(
    line: String, expected: FrontMatterProblem
  ) {
    #expect(
      problem(bytes("---\nnabla: 1\n\(line)\n---\n"))
        == SessionError(name: "f", line: 3, problem: .frontMatter(expected)))
  }

  @Test func `front matter longer than 200 lines is refused`() {
    let text = "---\n" + String(repeating: "# c\n", count: 201) + "---\n"
    #expect(
      problem(bytes(text))
        == SessionError(name: "f", line: 1, problem: .unclosedFrontMatter(limit: 200)))
  }

  @Test func `deep brackets end in an error, not in a deep stack`() {
    let line = "a: " + String(repeating: "[", count: 100_000)
    #expect(
      problem(bytes("---\n\(line)\n---\n"))
        == SessionError(name: "f", line: 2, problem: .frontMatter(.tooDeep(limit: 2))))
  }

  @Test func `open merges are found with both sides, whatever is missing of them`() {
    let text = "a\n<<<<<<< HEAD\nx = 1\n||||||| base\nx = 0\n=======\nx = 2\ny\n>>>>>>> other\nb\n"
    let merge = OpenMerge.all(in: text)
    #expect(merge.count == 1 && merge.first?.line == 2)
    #expect(merge.first?.mine == ["x = 1"] && merge.first?.theirs == ["x = 2", "y"])
    #expect(merge.first?.mineName == "HEAD" && merge.first?.theirsName == "other")
    let cut = OpenMerge.all(in: "<<<<<<< a\n1\n<<<<<<< b\n2\n=======\n3")
    #expect(cut.map(\.mine) == [["1"], ["2"]] && cut.map(\.theirs) == [[], ["3"]])
    #expect(OpenMerge.all(in: "=======\n>>>>>>> x\n<<<<<<<< eight\n").isEmpty)
  }
}
