import Books
import Sessions
import Support
import Testing
import TestSupport

/// Lessons held against the glossary of their course.
@Suite("Words of lessons")
struct GlossaryLintTests {
  private static let glossary = """
    # Words

    ## 01-a

    - **weight**, **weights**: how much an input counts.
    - *score*: a number.

    ## 02-b

    - **loss**: how wrong it is.

    """

  /// Line and code of each fault of the first lesson's text.
  private func faults(_ text: String, glossary: String = Self.glossary) throws -> [String] {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(glossary.utf8), to: folder + "/glossary.md")
      for name in ["01-a", "02-b"] {
        try AtomicFile.write(Array(text.utf8), to: folder + "/\(name).nabla.md")
      }
      let document = try SessionFiles.read(folder + "/01-a.nabla.md")
      return LessonLint(document).faults.map { "\($0.line) \($0.diagnostic.code)" }
    }
  }

  @Test func `a lesson that explains its words and uses no later ones is fine`() throws {
    #expect(
      try faults(
        "The **weight** counts. Weights and `loss` and **a bold sentence.**\n\nA **score**.\n")
        == [])
  }

  @Test func `a word of a later lesson is told, and one that stands above its explanation`() throws
  {
    #expect(
      try faults("Two weights.\n\nA **weight** and\na **score**.\n\nThe loss is small.\n") == [
        "1 W0067", "6 W0067",
      ])
  }

  @Test func `words that nobody explains are told, and those that are missing in the glossary`()
    throws
  {
    #expect(try faults("A **bias** and a **score**.\n") == ["1 W0066", "1 W0065"])
  }

  @Test func `a glossary that cannot be read is told once, with its line`() throws {
    let broken = Self.glossary.replacing("- *score*: a number.", with: "- score is a number")
    #expect(try faults("A **weight**.\n", glossary: broken) == ["1 E0697"])
    let gone = Self.glossary + "## 03-c\n\n- **step**: one move.\n"
    #expect(try faults("A **weight**, a **score**.\n", glossary: gone) == ["1 E0688"])
  }

  @Test func `minutes that are off by more than a quarter are told`() throws {
    func lesson(_ minutes: Int) -> String {
      "---\nnabla: 1\nkind: walkthrough\nminutes: \(minutes)\n---\n**weight** **score** "
        + String(repeating: "word ", count: 1798) + "\n"
    }
    #expect(try faults(lesson(10)) == [] && faults(lesson(12)) == [])
    #expect(try faults(lesson(13)) == ["1 W0072"] && faults(lesson(7)) == ["1 W0072"])
  }

  @Test func `a wrapped minus is told where Markdown takes it for a list`() throws {
    #expect(try faults("A **weight**, a **score**, 7\n- 3 is 4.\n") == ["2 W0068"])
  }
}
