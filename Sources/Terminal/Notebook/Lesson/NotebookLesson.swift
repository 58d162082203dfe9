import Books
import Sessions

/// The exercises and questions of a notebook, and what its reader has made of them. The file knows nothing of that.
struct NotebookLesson {
  /// What became of one of them.
  struct Work: Equatable {
    /// The program of an exercise, as its reader has it.
    var text = ""
    /// How many hints stand below it.
    var hints = 0
    var tries = 0
    /// What was said to the last try.
    var message: String?
    /// Letters of options that were not it.
    var tried: Set<String> = []
    /// It was right, or its answer has been shown.
    var isDone = false
    var showsSolution = false
    /// The author's solution has run, not what the reader wrote.
    var runsSolution = false
  }

  private(set) var tasks: LessonTasks?
  /// By the numbers of their parts.
  private(set) var work: [Int: Work] = [:]
  /// Blocks stand as their author wrote them, with all answers.
  var showsBlocks = false
  /// What was found or shown since the notebook was opened.
  private(set) var answers: [LessonProgress.Answer] = []
  /// Grows with everything that is to be kept.
  private(set) var version = 0

  init(_ session: EditableSession) { read(session) }

  /// Looks the session through again; what was written into exercises that are still there stays.
  mutating func read(_ session: EditableSession) {
    let found = LessonTasks(session)
    tasks = found?.isEmpty == true ? nil : found
    for (part, exercise) in tasks?.exercises ?? [:] where work[part] == nil {
      work[part] = Work(text: exercise.starter)
    }
    for part in (tasks?.quizzes ?? [:]).keys where work[part] == nil { work[part] = Work() }
  }

  /// Takes over what was kept: programs, and what was answered before.
  mutating func take(_ progress: LessonProgress) {
    for (part, exercise) in tasks?.exercises ?? [:] {
      let answer = progress.answer(exercise.key)
      if let draft = progress.drafts.first(where: { $0.key == exercise.key }) {
        work[part]?.text = draft.text
      } else if let text = answer?.text {
        work[part]?.text = exercise.starter.isEmpty ? text : exercise.starter + "\n" + text
      }
      work[part]?.isDone = answer != nil
      if let answer { work[part]?.message = NotebookLesson.words(of: answer) }
    }
    for (part, quiz) in tasks?.quizzes ?? [:] {
      guard let answer = progress.answer(quiz.key) else { continue }
      work[part]?.isDone = true
      work[part]?.message = NotebookLesson.words(of: answer) + ": " + quiz.shownAnswer
    }
  }

  private static func words(of answer: LessonProgress.Answer) -> String {
    switch answer.result {
    case .right: answer.kind == .exercise ? "solved before" : "answered before"
    case .shown: "shown before"
    case .skipped: "passed over before"
    }
  }

  /// The exercise of a part, where it is one that can be done.
  func exercise(_ part: Int) -> Exercise? { showsBlocks ? nil : tasks?.exercises[part] }

  /// The question of a part, where it is one that can be answered.
  func quiz(_ part: Int) -> Quiz? { showsBlocks ? nil : tasks?.quizzes[part] }

  /// Whether a part is not to be seen by itself: a hint, a solution, a check.
  func hides(_ part: Int) -> Bool { !showsBlocks && tasks?.belongings.contains(part) == true }

  /// Whether the reader has written something into an exercise, or it is done with.
  func isTouched(_ part: Int) -> Bool {
    guard let exercise = tasks?.exercises[part], let work = work[part] else { return false }
    return work.text != exercise.starter || work.isDone || work.tries > 0
  }

  /// The programs of all exercises as they are to run, with the parts behind which they begin.
  var programs: [Int: (text: String, origin: Int?)] {
    guard let tasks, !showsBlocks else { return [:] }
    return tasks.exercises.reduce(into: [:]) { programs, entry in
      let (part, exercise) = entry
      var text = work[part]?.text ?? exercise.starter
      if work[part]?.runsSolution == true, let solution = exercise.solution {
        text = exercise.starter.isEmpty ? solution : exercise.starter + "\n" + solution
      }
      programs[part] = (text, exercise.origin.flatMap(tasks.part(of:)))
    }
  }

  /// What is to be kept of programs: `nil` for those that are as their author left them.
  var drafts: [(key: String, text: String?)] {
    (tasks?.exercises ?? [:]).sorted { $0.value.line < $1.value.line }.map { part, exercise in
      let text = work[part]?.text
      return (exercise.key, text == exercise.starter ? nil : text)
    }
  }

  /// Changes what is known of a task.
  mutating func change(_ part: Int, _ body: (inout Work) -> Void) {
    guard var changed = work[part] else { return }
    body(&changed)
    guard changed != work[part] else { return }
    work[part] = changed
    version += 1
  }

  /// Notes how a task has ended.
  mutating func note(_ answer: LessonProgress.Answer) {
    answers.append(answer)
    version += 1
  }
}
