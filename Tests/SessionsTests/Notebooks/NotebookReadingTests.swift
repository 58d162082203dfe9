import Support
import Testing

@testable import Sessions

/// Notebooks of others, whole and damaged.
@Suite("Notebooks of others")
struct NotebookReadingTests {
  private static let foreign = """
    {"cells": [
      {"cell_type": "markdown", "metadata": {}, "source": ["# Digits\\n", "With $x^2$."],
       "attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}},
      {"cell_type": "code", "execution_count": 3, "metadata": {"tags": ["hide"]}, "source": "import keras\\nprint(1)",
       "outputs": [
        {"output_type": "stream", "name": "stdout", "text": ["1\\n", "\\u001b[31mred\\u001b[0m\\n"]},
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}},
        {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["Trace", "ValueError: no"]}]},
      {"cell_type": "raw", "metadata": {}, "source": "as it is"}],
     "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
                  "language_info": {"name": "python"}, "title": "Digits: \\"all\\""},
     "nbformat": 4, "nbformat_minor": 5}
    """

  private func session(_ json: String, translate: ([String]) -> [String?] = { _ in [] }) throws
    -> String
  {
    let (notebook, _) = try Notebook.read(bytes(json))
    return String(decoding: notebook.session(name: "x", translate: translate).bytes, as: UTF8.self)
  }

  @Test func `code of another language is shown and never run`() throws {
    let text = try session(Self.foreign) { $0.map { _ in "digits = data digits" } }
    #expect(
      text == """
        ---
        nabla: 1
        title: "Digits: \\"all\\""
        ---
        # Digits
        With $x^2$.

        ```python
        import keras
        print(1)
        ```

        ```nabla {norun}
        digits = data digits
        ```

        ```text
        1
        red
        <Figure>
        Trace
        ValueError: no
        ```

        ```text
        as it is
        ```

        """)
    let document = try parsed(text)
    #expect(document.warnings == [] && document.frontMatter.title == "Digits: \"all\"")
    #expect(document.cells.allSatisfy { $0.options.isNotRun })
    let (notebook, leftOut) = try Notebook.read(bytes(Self.foreign))
    #expect(notebook.language == "python" && !notebook.isSession)
    #expect(leftOut.media == 1 && leftOut.attachments == 1)
  }

  @Test func `cells of nabla in a notebook of its kernel are cells`() throws {
    let text = try session(
      """
      {"cells": [{"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "source": ["1 + 1"],
        "outputs": [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": ["2"]}}]}],
       "metadata": {"language_info": {"name": "nabla"}}, "nbformat": 4, "nbformat_minor": 5}
      """)
    #expect(text.hasSuffix("---\n```nabla\n1 + 1\n```\n\n```nabla-out value\n2\n```\n"))
  }

  @Test(arguments: ["nabla", "python"])
  func `code that prose shows stays prose`(language: String) throws {
    let text = try session(
      """
      {"cells": [{"cell_type": "markdown", "metadata": {}, "source": "Type:\\n\\n```nabla {#a}\\nevil\\n```\\n\\n~~~nabla-try\\nx\\n~~~\\nend"},
        {"cell_type": "markdown", "metadata": {}, "source": "  ````nabla\\nopen"}],
       "metadata": {"language_info": {"name": "\(language)"}}, "nbformat": 4, "nbformat_minor": 5}
      """)
    #expect(text.contains("Type:\n\n```text\nevil\n```\n\n~~~text\nx\n~~~\nend\n"))
    let document = try parsed(text)
    #expect(document.cells.isEmpty && text.contains("  ````text\nopen"))
  }

  @Test func `format 3 is read`() throws {
    let text = try session(
      """
      {"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [
        {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Old"]},
        {"cell_type": "code", "collapsed": false, "input": ["print 1"], "language": "python", "metadata": {},
         "outputs": [{"output_type": "pyout", "prompt_number": 1, "text": ["1"]},
          {"output_type": "display_data", "png": "iVBO"}]}]}]}
      """)
    #expect(text.hasSuffix("## Old\n\n```python\nprint 1\n```\n\n```text\n1\n```\n"))
  }

  @Test(arguments: [
    ("", "a text, a number, a list or an object"),
    ("{\"cells\": [", "a text, a number, a list or an object"),
    ("{\"cells\": [{}]", "`}`"), ("\u{FF}", ""),
  ])
  func `broken JSON is told with its line`(text: String, expected: String) {
    #expect { _ = try Notebook.read(bytes(text)) } throws: { error in
      guard case .noJSON(let line, let found, _)? = error as? NotebookProblem else { return false }
      return line == 1 && (expected.isEmpty || found == expected)
    }
  }

  @Test(arguments: [
    ("[]", NotebookProblem.noCells), ("{}", .noCells),
    ("{\"cells\": 3, \"nbformat\": 4}", .noCells),
    ("{\"cells\": [], \"nbformat\": 5}", .version(5)),
    ("{\"cells\": [], \"nbformat\": 2}", .version(2)),
    (
      "{\"cells\": [{\"cell_type\": \"code\", \"source\": 7}], \"nbformat\": 4}",
      .badCell(number: 1, part: "source", expected: "a text or a list of lines")
    ),
    (
      "{\"cells\": [{\"source\": \"x\"}]}",
      .badCell(number: 1, part: "cell_type", expected: "a word")
    ),
    (
      "{\"cells\": [{\"cell_type\": \"code\", \"outputs\": {}}]}",
      .badCell(number: 1, part: "outputs", expected: "a list")
    ),
  ])
  func `what is no notebook is told`(text: String, problem: NotebookProblem) {
    #expect(throws: problem) { try Notebook.read(bytes(text)) }
  }

  @Test func `outputs of many megabytes are passed over, and what is left has a bound`() throws {
    let long = String(repeating: "iVBORw0KGgo", count: 400_000)
    let picture = Self.foreign.replacing("iVBORw0KGgo=", with: long)
    let (notebook, leftOut) = try Notebook.read(bytes(picture))
    #expect(notebook.cells.count == 3 && leftOut.media == 1 && leftOut.longTexts == 0)
    let text = Self.foreign.replacing("red", with: long)
    #expect(try Notebook.read(bytes(text)).1.longTexts == 1)
    let lines = Self.foreign.replacing(
      "\"1\\n\"",
      with: Array(repeating: "\"\(long.prefix(900_000))\"", count: 40).joined(separator: ","))
    #expect(throws: NotebookProblem.tooLong(limit: 32 << 20)) { try Notebook.read(bytes(lines)) }
    let many = "{\"cells\": [" + String(repeating: "0,", count: 1_100_000) + "0]}"
    #expect(throws: NotebookProblem.tooManyValues(limit: 1_000_000)) {
      try Notebook.read(bytes(many))
    }
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: NotebookProblem.self) { try Notebook.read(bytes(deep)) }
  }

  /// What is read must be a session, or be refused as one.
  private func read(_ file: [UInt8]) {
    do {
      let (notebook, _) = try Notebook.read(file)
      let session = notebook.session(name: "x").bytes
      _ = try? SessionDocument.parse(session, name: "x")
    } catch {
      // Typed, as the compiler knows.
    }
  }

  @Test func `every truncation and thousands of changed bytes give a notebook or an error`() throws
  {
    let samples = [bytes(Self.foreign), try parsed(fullSession).notebook().bytes]
    for sample in samples {
      for end in 0..<sample.count { read(Array(sample[..<end])) }
      var dice = Dice(seed: 7)
      for _ in 0..<5000 {
        var file = sample
        for _ in 0...dice.roll(3) { file[dice.roll(file.count)] = UInt8(dice.roll(256)) }
        read(file)
      }
    }
  }
}
