import Plots
import Sessions
import Support

// Exercises and questions as their reader sees them.
extension NotebookRows {
  /// Goal, program, outputs, what was said to it, the hints that were asked for, and the solution once it is.
  mutating func add(_ exercise: Exercise, _ editor: CellEditor?) {
    let work = state.lesson.work[part.id]
    let label = exercise.isOptional ? "exercise (optional)" : "exercise"
    add([(label, look.cell(5, .bold)), (work?.isDone == true ? "  done" : "", look.cell(2, .bold))])
    for goal in exercise.goals { addMarkdown("Goal: " + goal) }
    addProgram(editor)
    addRemark()
    addOutputs()
    if let message = work?.message {
      addMarkdown(message, look.cell(work?.isDone == true ? 2 : 3, .bold))
    }
    for hint in exercise.hints.prefix(work?.hints ?? 0) { addMarkdown("Hint: " + hint) }
    guard work?.showsSolution == true, let solution = exercise.solution else { return }
    add([("A solution:", look.cell(nil, .bold))])
    for line in solution.split(separator: "\n", omittingEmptySubsequences: false) {
      add([("  " + Sanitizer.visible(String(line)), Cell(" "))])
    }
  }

  /// The question and its options; never the answer, until it was found or asked for.
  mutating func add(_ quiz: Quiz) {
    let work = state.lesson.work[part.id]
    add([
      ("question", look.cell(5, .bold)),
      (work?.isDone == true ? "  done" : "", look.cell(2, .bold)),
    ])
    addMarkdown(quiz.question)
    for option in quiz.options {
      let lead = "  \(option.letter)) "
      let room = max(8, width - margin - 1 - lead.count)
      let words = ProseText(columns: room, hasColor: false).withoutMarks(option.text)
      for (index, line) in WordCut.lines(of: Sanitizer.visible(words), columns: room).enumerated() {
        add([
          (index == 0 ? lead : String(repeating: " ", count: lead.count), Cell(" ")),
          (line, Cell(" ")),
        ])
      }
    }
    for hint in quiz.hints.prefix(work?.hints ?? 0) { addMarkdown("Hint: " + hint) }
    if let message = work?.message {
      addMarkdown(message, look.cell(work?.isDone == true ? 2 : 3, .bold))
    } else {
      add([("Enter answers, t gives a hint", look.cell(nil, .dim))])
    }
  }

  /// Text of the author, in one look where that is given.
  private mutating func addMarkdown(_ text: String, _ style: Cell? = nil) {
    let prose = ProseText(columns: max(10, min(width - margin - 1, 100)), hasColor: style == nil)
    for line in prose.rendered(text).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    {
      add(style.map { [(String(line), $0)] } ?? pieces(ofRendered: String(line)))
    }
  }
}
