import Books
import Plots
import Sessions
import Testing

@testable import Terminal

/// Exercises and questions of a notebook without a terminal.
@Suite("Notebook exercises")
final class NotebookLessonTests {
  private static let sample = """
    ```nabla {#a}
    w = 2
    ```

    ```nabla-quiz {#q answer=b}
    How much is w?
    a) one :: Too little.
    b) two :: Indeed.
    c) three
    ```

    ```nabla-try {#make goal="Make w 6." attempts=2}
    w = w + 1
    ```

    ```nabla-hint
    Twice three.
    ```

    ```nabla-solution
    w = 6
    ```

    ```nabla-check
    w == 6 say "w is {w}."
    ```

    """

  private var state = NotebookTests.state(sample)

  private func type(_ text: String) {
    for character in text {
      _ = state.update(.key(character == "\n" ? .enter : .character(character)))
    }
  }

  private var screen: String {
    PlainText.render(NotebookView.picture(of: state).grid).joined(separator: "\n")
  }

  private var bytes: String { String(decoding: state.session.bytes, as: UTF8.self) }

  @Test func `answers, hints, solutions and checks are not to be seen or found`() {
    for word in ["Indeed", "Twice", "w = 6", "w == 6", "answer=b"] {
      #expect(!screen.contains(word), "\(screen)")
      type("/\(word)\n")
      #expect(state.notice.hasPrefix("nothing holds"))
    }
    type("gg")
    #expect(state.focus == 0)
    type("jjj")
    // What belongs to the exercise is passed over.
    #expect(state.part?.word == "nabla-try")
  }

  @Test func `a question asks again, takes the value, and counts`() {
    type("j\n")
    #expect(state.mode == .reply(""))
    type("\n")
    #expect(state.notice.contains("type an answer"))
    type("\nz\n")
    #expect(state.notice.contains("from a to c"))
    type("\na\n")
    #expect(screen.contains("Too little. Not that; try again."))
    type("\nTWO\n")
    #expect(screen.contains("right: b) two. Indeed."))
    #expect(state.lesson.answers == [.init(key: "q", kind: .question, result: .right, tries: 2)])
    #expect(!state.isModified && bytes == Self.sample)
  }

  @Test func `what is written into an exercise changes no byte of the file`() {
    type("jj\n")
    #expect(state.mode == .edit)
    type("x")
    _ = state.update(.key(.escape))
    #expect(state.program(of: state.session.parts[2]) == "xw = w + 1")
    #expect(!state.isModified && bytes == Self.sample)
    #expect(state.lesson.drafts.map(\.text) == ["xw = w + 1"])
    type(":reset\n")
    #expect(state.lesson.drafts.map(\.text) == [nil])
  }

  @Test func `the solution comes after an honest try, or when there are no more attempts`() throws {
    type("jj:solution\n")
    #expect(state.notice.contains("try it once first"))
    let part = try #require(state.part?.id)
    #expect(state.update(.judged(part, .failed("w is 3."))) == [])
    #expect(screen.contains("w is 3.") && !screen.contains("A solution"))
    #expect(state.update(.judged(part, .failed("w is 4."))) == [.run([part])])
    #expect(screen.contains("A solution:"))
    #expect(state.lesson.programs[part]?.text == "w = w + 1\nw = 6")
    _ = state.update(.judged(part, .passed))
    #expect(state.lesson.answers == [.init(key: "make", kind: .exercise, result: .shown, tries: 2)])
    // Whoever runs it again runs what they wrote.
    _ = state.update(.key(.control("e")))
    #expect(state.lesson.programs[part]?.text == "w = w + 1")
  }

  @Test func `hints come one by one`() {
    type("t")
    #expect(state.notice == "hints belong to exercises and questions")
    type("jt")
    #expect(screen.contains("it is not a) one"))
    type("t")
    #expect(state.notice.contains("no more hints"))
    type("jt")
    #expect(screen.contains("Hint: Twice three."))
    type("t")
    #expect(state.notice == "no more hints")
  }

  @Test func `an author sees the blocks and edits them`() {
    type("jj:author\n")
    #expect(screen.contains("b) two :: Indeed."))
    type("\n")
    #expect(state.editor?.text.hasPrefix("```nabla-try") == true)
    _ = state.update(.key(.escape))
    type(":author\n")
    #expect(!screen.contains("Indeed"))
  }

  @Test func `what runs with all others is what somebody has written`() {
    #expect(state.update(.key(.character("j"))) == [])
    type(":run all")
    #expect(state.update(.key(.enter)) == [.run([1])])
    type("j\nx")
    _ = state.update(.key(.escape))
    type(":run all")
    #expect(state.update(.key(.enter)) == [.run([1, 3])])
  }
}
