import Sessions
import Testing
import Workbench

@testable import Books

/// `from=`: an exercise starts behind a cell further up, and the lesson goes on with what it had.
@Suite struct ExerciseOriginTests {
  private static let lesson = """
    ```nabla {#model}
    seed 3
    m = model 1 { dense 1 }
    w = 1
    d = table([1, 2, 3], [2, 4, 6])
    ```

    ```nabla {#trained}
    r = train m, d, epochs=3
    w = 5
    before = m.dense.kernel[0, 0]
    ```

    ```nabla-try {#again from=model}
    v = w
    fresh = m.dense.kernel[0, 0]
    ```

    ```nabla-solution
    v = w
    fresh = m.dense.kernel[0, 0]
    s = train m, d, epochs=7
    ```

    ```nabla-check
    exists(s) say "Train it again."
    v == 1 say "It starts from w = {v}."
    fresh != before say "no"
    ```

    """

  private func document(_ text: String) throws -> SessionDocument {
    try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
  }

  @Test
  func `it starts from the state behind the cell, weights too, and what stood between comes back`()
    throws
  {
    let text = Self.lesson.replacing("fresh != before say \"no\"\n", with: "")
    let lesson = Walkthrough(try document(text))
    var faults: [ExerciseFault] = []
    for step in lesson.steps {
      switch step {
      case .cell(let cell): #expect(lesson.run(cell).errors.isEmpty)
      case .exercise(let exercise): faults += lesson.demonstrate(exercise)
      default: break
      }
    }
    #expect(faults == [])
    // Names between are there again, and those of the exercise with them.
    let after = lesson.replay.run("[w, v]\nr.epochs + s.epochs\nfresh == before")
    #expect(after.errors.isEmpty, "\(after.errors)")
    #expect(after.stored.map(\.body) == ["[5, 1]\n10\nfalse"])
  }

  @Test func `weights that an exercise leaves alone are what the lesson made of them`() throws {
    let text = Self.lesson.replacing("s = train m, d, epochs=7", with: "s = 1")
      .replacing("fresh != before say \"no\"\n", with: "")
    let lesson = Walkthrough(try document(text))
    for step in lesson.steps {
      switch step {
      case .cell(let cell): _ = lesson.run(cell)
      case .exercise(let exercise): #expect(lesson.demonstrate(exercise) == [])
      default: break
      }
    }
    let after = lesson.replay.run("m.dense.kernel[0, 0] == before")
    #expect(after.stored.map(\.body) == ["true"], "\(after.errors)")
  }

  @Test(arguments: ["nothing", "later", "shown"])
  func `a cell that does not run above it is refused`(origin: String) throws {
    let text = """
      ```nabla {#shown norun}
      x = 1
      ```

      ```nabla-try {from=\(origin)}
      ```

      ```nabla {#later}
      x = 2
      ```

      """
    let faults = LessonJudge(try document(text)).faults
    #expect(faults.map(\.diagnostic.code) == ["E0631"])
    #expect(faults.first?.line == 5)
    #expect(LessonLint(try document(text)).faults.contains { $0.diagnostic.code == "E0631" })
  }

  @Test
  func `in a notebook the exercise sees what stands behind that cell, and nothing is stale by it`()
    throws
  {
    let session = EditableSession(try document(Self.lesson))
    let tasks = try #require(LessonTasks(session))
    let (part, exercise) = try #require(tasks.exercises.first)
    let book = SessionBook(session, host: ReplayHost(isStopped: { false }), threads: 1)
    book.exercises = [
      part: (
        exercise.starter + "\ns = train m, d, epochs=7",
        exercise.origin.flatMap(tasks.part(of:))
      )
    ]
    book.update(to: session)
    for cell in book.cells { #expect(book.run(cell.part)) }
    #expect(book.cells.allSatisfy { $0.staleness == nil })
    let origin = try #require(tasks.part(of: "model"))
    #expect(book.cells.first?.part == origin)
    guard case .failed(let said) = book.verdict(on: part, exercise, by: tasks) else {
      return #expect(Bool(false), "`before` is not there behind #model")
    }
    #expect(said.contains("before"))
  }
}
