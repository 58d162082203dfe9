import Support
import Testing
import TestSupport

@testable import Sessions

/// A session as a notebook, and the session again.
@Suite("Sessions as notebooks")
struct NotebookRoundTripTests {
  private func again(_ file: [UInt8], name: String = "x.nabla.md") throws -> [UInt8] {
    let document = try SessionDocument.parse(file, name: name)
    let (notebook, leftOut) = try Notebook.read(document.notebook().bytes)
    #expect(leftOut == NotebookLeftOut())
    return notebook.session(name: name).bytes
  }

  @Test func `every session of the project comes back byte for byte`() throws {
    var count = 0
    for folder in ["", "course/", "course/zh/"].map({ SourceFiles.root() + "/sessions/" + $0 }) {
      for name in FolderListing.names(in: folder) where name.hasSuffix(".nabla.md") {
        let file = try InputFile.read(folder + name, limit: 1 << 20)
        #expect(try again(file) == file, "\(name)")
        count += 1
      }
    }
    #expect(count >= 23)
  }

  @Test(arguments: [
    fullSession, "", "\n", "\n\n# Only prose", "no line end", "---\nnabla: 1\n---",
    "---\nnabla: 1\n---\n\n\n",
    "```nabla\n1 + 1\n```\n```nabla-out value\n2\n```\n",
    "```nabla\n1\n```\n\n\n\n# Far below\n\n\n",
    "```nabla {#a  b=\"c d\" }\n1\n```   \ntext right below\n", "~~~~nabla\n``` is no end\n~~~~\n",
    "   ```nabla\n   x = 1\n   ```\n", "prose\n```nabla\nnever closed",
    "<!-- nabla:pause -->\n<!-- a comment",
    "```nabla-out text\nwithout a cell\n```\n", "```nabla-later {x}\nunknown\n```\n",
    "```nabla\n\n```\n",
    "```nabla\n1\n```\n\n```nabla-out text {truncated}\na  \nb\n... 3 more lines\n```\n",
    "```nabla\n1\n```\n\n```nabla-view\nof nothing\n```\n",
    "e\u{301} \u{E9}\n\n```nabla\n\"e\u{301}\"\n```\n",
    "```nabla\n1\n```\n\n```nabla-out plot {name=\"a b\" n=3}\nx y\n```\n\n```nabla-view\n/\\\n```\n\n```nabla-view\n//\n```\n",
    "```nabla-hint\nwithout exercise\n```\n\n```nabla-check\na ``` in it\n```\n",
    "a\u{2028}b\n\n# c\n",
  ])
  func `whatever a session holds comes back byte for byte`(text: String) throws {
    for text in [text, text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text] {
      #expect(try again(bytes(text)) == bytes(text))
    }
  }

  @Test func `sessions that are put together at random come back byte for byte`() throws {
    let pieces = [
      "# Heading", "prose", "", "", "```nabla", "```nabla {#a timeout=1s}", "```", "~~~", "x = 1",
      "\t",
      "```nabla-out value", "```nabla-out curve {name=r n=3}", "```nabla-view", "```python",
      "<!-- nabla:pause -->",
      "<!-- open", "-->", "---", "```nabla-try {#t}", "```nabla-solution",
      "```nabla-quiz {answer=a}", "a) one :: yes",
      "  ```nabla", "````", "> quoted", "1 2", "epoch  loss", "\\", "\"", "<details>", "\u{FEFF}",
      "é",
    ]
    for seed in 1...1500 {
      var dice = Dice(seed: UInt32(seed))
      let lines = (0..<dice.roll(30)).map { _ in dice.pick(pieces) }
      let end = dice.pick(["\n", "\r\n", "\n"])
      let file = bytes(lines.joined(separator: end) + dice.pick(["", end, end + end]))
      guard (try? SessionDocument.parse(file, name: "x")) != nil else { continue }
      #expect(try again(file) == file, "seed \(seed): \(lines)")
    }
  }

  @Test func `what a notebook can say stands in its own terms`() throws {
    let notebook = try parsed(fullSession).notebook()
    let cells = notebook.cells
    #expect(cells[0].kind == .markdown && cells[0].source.hasPrefix("# XOR"))
    let first = try #require(cells.first { $0.kind == .code })
    #expect(first.id == "first" && first.count == 1 && first.notes.options == "#first timeout=60s")
    #expect(first.notes.text == nil)
    guard case .shown(let value) = first.outputs[0], case .shown(let curve) = first.outputs[1]
    else {
      Issue.record("\(first.outputs)")
      return
    }
    #expect(value.isResult && value.text == "1.5")
    #expect(!curve.isResult && curve.text == "\\_\n  \\__")
    let tags = cells.map(\.tags)
    #expect(
      tags.contains(["exercise"]) && tags.contains(["solution"])
        && tags.contains(["raises-exception"]))
    let hint = try #require(cells.first { $0.notes.kind == "nabla-hint" })
    #expect(
      hint.source == "<details>\n<summary>Hint</summary>\n\nWhat is the slope of x^2?\n\n</details>"
    )
    let quiz = try #require(cells.first { $0.notes.kind == "nabla-quiz" })
    #expect(quiz.source.contains("- b) at 1") && !quiz.source.contains("::"))
    #expect(Set(cells.map(\.id)).count == cells.count)
    // The same names in each export.
    #expect(try parsed(fullSession).notebook().cells.map(\.id) == cells.map(\.id))
  }

  @Test func `what is changed in the notebook is changed in the session, and nothing else`() throws
  {
    var notebook = try parsed(fullSession).notebook()
    let index = try #require(notebook.cells.firstIndex { $0.id == "first" })
    notebook.cells[index].source = "mean([1, 3])"
    notebook.cells[index].outputs = [.stream("two\n")]
    notebook.cells.insert(Notebook.Cell(.markdown, "```python\nnever closed"), at: index + 1)
    let solution = try #require(notebook.cells.firstIndex { $0.notes.kind == "nabla-solution" })
    notebook.cells[solution].source = notebook.cells[solution].source.replacing(
      "x^2", with: "x * x")
    let quiz = try #require(notebook.cells.firstIndex { $0.notes.kind == "nabla-quiz" })
    notebook.cells[quiz].source += "\nMore."
    let (read, _) = try Notebook.read(notebook.bytes)
    let (file, changedQuestions) = read.session(name: "x.nabla.md")
    let text = String(decoding: file, as: UTF8.self)
    #expect(
      text.contains(
        "```nabla {#first timeout=60s}\nmean([1, 3])\n```\n\n```nabla-out text\ntwo\n```\n"))
    #expect(text.contains("```python\nnever closed\n```\n"))
    #expect(text.contains("```nabla-solution\nf = x -> x * x\n```"))
    #expect(changedQuestions == 1)
    #expect(text.contains("**Question.**") && !text.contains("nabla-quiz"))
    #expect(text.contains("~~~nabla {expect=error:E0107 verify=none}\ntahn(2)\n~~~\n"))
    let document = try SessionDocument.parse(file, name: "x")
    #expect(document.cells.count == 2 && !document.isReadOnly)
  }

  @Test func `a kept text that says more than its cell shows is not taken`() throws {
    var notebook = Notebook([Notebook.Cell(.code, "1 + 1")])
    notebook.isSession = true
    notebook.cells[0].notes.text = "```nabla\n1 + 1\n```\n\n```nabla\nsave m, \"x\"\n```\n"
    notebook.cells[0].notes.gap = "\n```nabla\nevil\n```\n"
    notebook.cells[0].notes.options = "#a} \n```\n```nabla {x"
    notebook.head = "---\nnabla: 1\n---\n```nabla\nevil\n```\n"
    let text = String(decoding: notebook.session(name: "x").bytes, as: UTF8.self)
    #expect(!text.contains("evil") && !text.contains("save m"))
    #expect(try parsed(text).cells.map(\.source) == ["1 + 1"])
  }
}
