import Books
import Sessions

// What a reader makes of exercises and questions is kept where a walk keeps it.
extension NotebookDriver {
  /// The cells of the session, with what was written into its exercises.
  func updateBook() {
    kernel.book?.exercises = state.lesson.programs
    kernel.book?.update(to: state.session)
  }

  /// Takes over what is known of this lesson, before the first key.
  func openLesson() {
    guard let tasks = state.lesson.tasks else { return }
    var file = ProgressFile()
    if let problem = file.takeProblem() { state.notice = problem.message }
    let progress = tasks.progress(
      of: LessonSearch.name(of: store.path), in: file.progress, bytes: state.session.bytes)
    state.lesson.take(progress)
    lesson = (file, progress, 0, state.lesson.version)
    if let fault = tasks.judge.faults.first {
      state.notice = fault.diagnostic(in: store.path).message
    }
  }

  /// Another state of the file takes the place of the session.
  func reopen(_ session: EditableSession) {
    (lesson, unjudged) = (nil, [])
    send(.reloaded(session))
    openLesson()
  }

  /// Keeps what has changed since the last time.
  func keepLesson() {
    guard let kept = lesson, kept.version != state.lesson.version else { return }
    var (file, progress, noted, _) = kept
    for answer in state.lesson.answers[min(noted, state.lesson.answers.count)...] {
      progress.note(answer)
    }
    noted = state.lesson.answers.count
    for draft in state.lesson.drafts { progress.keep(draft: draft.text, of: draft.key) }
    file.keep(progress)
    if let problem = file.takeProblem() { state.notice = problem.message }
    lesson = (file, progress, noted, state.lesson.version)
  }

  /// An exercise has run: it is judged once no training of it is on.
  func judgeLater(_ part: Int) {
    guard let cell = kernel.book?.cell(of: part), cell.hasRun, !cell.hasFailed else {
      return state.lesson.change(part) { $0.message = nil }
    }
    unjudged.insert(part)
  }

  /// Judges what is to be judged, between two cells.
  func judgeExercises() {
    guard let book = kernel.book, kernel.running == nil, let tasks = state.lesson.tasks else {
      return
    }
    for part in unjudged.sorted() {
      guard let exercise = tasks.exercises[part], let cell = book.cell(of: part) else {
        unjudged.remove(part)
        continue
      }
      if cell.isTraining { continue }
      unjudged.remove(part)
      send(.judged(part, book.verdict(on: part, exercise, by: tasks)))
    }
  }
}
