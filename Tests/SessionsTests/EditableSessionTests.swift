import Sessions
import Support
import TestSupport
import Testing

/// Sessions that are edited part by part.
@Suite("Editing sessions")
struct EditableSessionTests {
  private func session(_ text: String) throws -> EditableSession {
    EditableSession(try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md"))
  }

  private func text(_ session: EditableSession) -> String {
    String(decoding: session.bytes, as: UTF8.self)
  }

  private static let sample = """
    ---
    nabla: 1
    ---

    # Title

    Prose of
    two lines.

    ```nabla {#a timeout=5s}
    x = 1
    x
    ```

    ```nabla-out value
    1
    ```
    ~~~python
    print("```nabla")
    ~~~
    <!-- nabla:pause -->
      ```nabla
      y = 2
      ```
    """

  @Test(arguments: [
    "", "\n\n", "text", "\n text\n\n", "```nabla\nx\n```", "```nabla\nx\n```\n```nabla\ny\n```\n",
    sample, sample.replacing("\n", with: "\r\n"), "\u{FEFF}" + sample, "   \n \t\n# a\n   \n",
    "---\nnabla: 1\n---\n```nabla\n", "<<<<<<< a\n```nabla\nx\n```\n=======\n>>>>>>> b\n",
  ])
  func `what nobody touches keeps its bytes`(text: String) throws {
    #expect(try session(text).bytes == Array(text.utf8))
  }

  @Test func `all shipped lessons keep their bytes`() throws {
    for name in ["charts", "course/06-xor", "course/11-table", "course/zh/06-xor"] {
      let path = SourceFiles.root() + "/sessions/\(name).nabla.md"
      let bytes = try InputFile.read(path, limit: 1 << 24)
      let session = EditableSession(try SessionDocument.parse(bytes, name: path))
      #expect(session.bytes == bytes, "\(path)")
      #expect(session.parts.contains { $0.kind == .cell })
    }
  }

  @Test func `a document falls into cells, prose and other blocks`() throws {
    let parts = try session(Self.sample).parts
    #expect(parts.map(\.kind) == [.prose, .cell, .prose, .other, .cell])
    #expect(parts[0].text == "# Title\n\nProse of\ntwo lines.")
    #expect(parts[1].text == "x = 1\nx" && parts[1].options.timeoutSeconds == 5)
    #expect(parts[1].outputs.map(\.body) == ["1"])
    #expect(parts[4].text == "y = 2")
  }

  @Test func `another program keeps options, outputs and everything around it`() throws {
    var session = try session(Self.sample)
    session.setText("x = 3\nx + 1", of: session.parts[1].id)
    #expect(text(session) == Self.sample.replacing("x = 1\nx\n", with: "x = 3\nx + 1\n"))
    session.setText("y = 4\n\nz", of: session.parts[4].id)
    #expect(text(session).hasSuffix("  ```nabla\n  y = 4\n\n  z\n  ```\n"))
    session.setText("# ````` and ``` in it", of: session.parts[1].id)
    #expect(session.parts[1].text == "# ````` and ``` in it")
    let again = try self.session(text(session))
    #expect(again.parts.map(\.text) == session.parts.map(\.text))
  }

  @Test func `outputs stand behind their cell, and equal ones stay`() throws {
    var session = try session(Self.sample)
    session.setOutputs([StoredOutput(.value, "1")], of: session.parts[1].id)
    #expect(text(session) == Self.sample)
    session.setOutputs(
      [StoredOutput(.value, "2"), StoredOutput(.text, "more")], of: session.parts[1].id)
    #expect(session.parts[1].outputs.map(\.body) == ["2", "more"])
    session.setOutputs([], of: session.parts[1].id)
    #expect(session.parts[1].outputs.isEmpty)
    session.setOutputs([StoredOutput(.value, "2")], of: session.parts[4].id)
    #expect(text(session).hasSuffix("  y = 2\n  ```\n\n  ```nabla-out value\n  2\n  ```\n"))
  }

  @Test func `parts are added, moved, taken away and put back`() throws {
    var session = try session("# a\n\n```nabla\nx = 1\n```\n")
    session.insert(.cell, "y = 2", at: 2)
    session.insert(.prose, "\n## b\n", at: 1)
    #expect(text(session) == "# a\n\n## b\n\n```nabla\nx = 1\n```\n\n```nabla\ny = 2\n```\n\n")
    let cell = session.parts[2]
    session.remove(cell.id)
    #expect(session.parts.map(\.text) == ["# a", "## b", "y = 2"])
    session.insert(cell, at: 3)
    let copy = session.copy(of: cell)
    session.insert(copy, at: 4)
    #expect(copy.id != cell.id)
    #expect(session.parts.map(\.text) == ["# a", "## b", "y = 2", "x = 1", "x = 1"])
    #expect(try self.session(text(session)).parts.map(\.text) == session.parts.map(\.text))
  }

  @Test(arguments: ["```", "~~~", "````python\nx", "<!-- open", "``` `\n<!--", "a\n\n```nabla"])
  func `prose cannot swallow the cells behind it`(prose: String) throws {
    var session = try session("first\n\n```nabla\nx = 1\n```\n")
    session.setText(prose, of: session.parts[0].id)
    let again = try self.session(text(session))
    #expect(
      again.parts.last?.kind == .cell && again.parts.last?.text == "x = 1", "\(text(session))")
    #expect(!again.isReadOnly)
  }

  @Test func `cells that are written into prose become cells`() throws {
    var session = try session("first\n\n```nabla\nx = 1\n```\n")
    session.setText("before\n\n```nabla\ny = 2\n```\nafter", of: session.parts[0].id)
    #expect(session.parts.map(\.kind) == [.prose, .cell, .prose, .cell])
    #expect(Set(session.parts.map(\.id)).count == 4)
  }

  @Test func `prose becomes a cell and back`() throws {
    var session = try session("x = 1\n\n```nabla\ny\n```\n")
    session.setKind(.cell, of: session.parts[0].id)
    session.setKind(.prose, of: session.parts[1].id)
    #expect(text(session) == "```nabla\nx = 1\n```\n\ny\n")
  }

  @Test func `a new session begins with its front matter`() throws {
    var session = EditableSession(name: "n.nabla.md", frontMatter: ["nabla: 1", "seed: 4"])
    session.insert(.prose, "# New", at: 0)
    session.insert(.cell, "x = 1", at: 1)
    #expect(session.frontMatter.seed == 4)
    let again = try self.session(text(session))
    #expect(again.parts.map(\.text) == ["# New", "x = 1"] && again.frontMatter.seed == 4)
  }
}
