import Sessions
import Testing

@Suite struct DocumentTests {
  @Test func `a full session is read into its parts`() throws {
    let document = try parsed(fullSession)
    #expect(document.warnings == [])
    #expect(!document.isReadOnly)
    #expect(document.frontMatter.title == "XOR: two hidden units")
    #expect(document.frontMatter.kind == .walkthrough)
    #expect(document.frontMatter.seed == 7)
    #expect(document.frontMatter.floatType == .float32)
    #expect(document.frontMatter.needs == ["00-prompt"])
    #expect(document.frontMatter.verification.relative == 1e-4)
    #expect(document.frontMatter.recordedMath == "m1")
    #expect(document.frontMatter.data.map(\.name) == ["xor"])
    #expect(document.cells.count == 2)
    let first = document.cells[0]
    #expect(first.source == "m = model 2 { dense 2 }\nmean([1, 2])")
    #expect(first.identifier == "first")
    #expect(first.block.line == 21)
    #expect(first.options.timeoutSeconds == 60)
    #expect(first.outputs.map(\.output.kind) == [.value, .curve])
    #expect(first.outputs[1].output.count == 400)
    #expect(first.outputs[1].output.digest == "m1-f32:0123456789abcdef")
    #expect(first.outputs[1].output.view == "\\_\n  \\__")
    #expect(document.cells[1].options.expectedError == .code("E0107"))
    #expect(document.cells[1].options.mode == VerificationMode.none)
  }

  @Test func `every byte belongs to one part`() throws {
    let document = try parsed(fullSession)
    #expect(reassembled(document) == document.bytes)
  }

  @Test func `a document cut at any byte keeps its bytes or is refused with a line`() throws {
    let whole = bytes(fullSession)
    for end in 0...whole.count {
      let part = Array(whole[..<end])
      do {
        let document = try SessionDocument.parse(part, name: "cut")
        #expect(document.bytes == part)
        #expect(reassembled(document) == part)
      } catch {
        #expect(error.line == 1)
        #expect(error.problem == .unclosedFrontMatter(limit: 200))
        let opened = try SessionDocument.parse(part, name: "cut", ignoresFrontMatter: true)
        #expect(reassembled(opened) == part)
      }
    }
  }

  @Test func `CRLF and a byte-order mark are kept`() throws {
    let text = "\u{FEFF}" + fullSession.replacing("\n", with: "\r\n")
    let document = try parsed(text)
    #expect(document.warnings == [])
    #expect(document.frontMatter.seed == 7)
    #expect(document.cells[0].source == "m = model 2 { dense 2 }\nmean([1, 2])")
    #expect(reassembled(document) == bytes(text))
  }

  @Test func `cells inside other blocks and comments are no cells`() throws {
    let document = try parsed(
      """
      ````markdown
      ```nabla
      1
      ```
      ````

      <!-- not now
      ```nabla
      2
      ```
      -->

          ```nabla
          3
          ```

      text ```nabla```
      """)
    #expect(document.cells.isEmpty)
    #expect(document.elements.count == 1)
  }

  @Test func `indentation of the fence is taken off the body`() throws {
    let document = try parsed("1. item\n\n   ```nabla\n   a = 1\n     b\n  c\n   ```\n")
    #expect(document.cells[0].source == "a = 1\n  b\nc")
  }

  @Test func `attributes may be quoted and escaped`() throws {
    let document = try parsed("```nabla-quiz {answer=\"a \\\"b\\\" }\" tol=0}\nQ\n```\n")
    guard case .quiz(let quiz)? = document.lessonSteps.first else {
      Issue.record("no quiz")
      return
    }
    #expect(quiz.answer == "a \"b\" }")
    #expect(quiz.tolerance == 0)
  }

  @Test(arguments: [
    ("```nabla-gizmo\n```\n", SessionWarning(line: 1, kind: .unknownBlock("nabla-gizmo"))),
    ("x\n<!-- nabla:jump -->\n", SessionWarning(line: 2, kind: .unknownDirective("jump"))),
    (
      "```nabla {colour=red}\n```\n",
      SessionWarning(line: 1, kind: .unknownAttribute("colour", block: "nabla"))
    ),
    (
      "```nabla {timeout=soon}\n```\n",
      SessionWarning(
        line: 1,
        kind: .badAttribute(name: "timeout", expected: "a time such as 60s", found: "soon"))
    ),
    ("```nabla {a=\n```\n", SessionWarning(line: 1, kind: .badAttributes(text: "{a="))),
    ("```nabla-out text\n```\n", SessionWarning(line: 1, kind: .outputWithoutCell)),
    (
      "```nabla\n```\n```nabla-out movie\n```\n",
      SessionWarning(line: 3, kind: .unknownOutputKind("movie"))
    ),
    ("```nabla-hint\n```\n", SessionWarning(line: 1, kind: .withoutExercise(block: "nabla-hint"))),
    (
      "```nabla {#a}\n```\n```nabla {#a}\n```\n",
      SessionWarning(line: 3, kind: .duplicateIdentifier("a", firstLine: 1))
    ),
    ("---\nnabla: 1\nmood: good\n---\n", SessionWarning(line: 3, kind: .unknownKey("mood"))),
    ("---\nseed: 1\nseed: 2\n---\n", SessionWarning(line: 3, kind: .repeatedKey("seed"))),
    ("<!-- open\n", SessionWarning(line: 1, kind: .unclosedComment)),
  ])
  func `what is odd is kept with one warning`(text: String, warning: SessionWarning) throws {
    let document = try parsed(text)
    #expect(document.warnings == [warning])
    #expect(!document.isReadOnly)
    #expect(reassembled(document) == bytes(text))
  }
}
