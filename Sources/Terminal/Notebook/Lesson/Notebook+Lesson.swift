import Books
import Sessions
import Support

// Exercises and questions are done in their places.
extension NotebookState {
  /// The program of a cell, or what the reader has written into an exercise; `nil` for any other part.
  func program(of part: SessionPart) -> String? {
    if part.kind == .cell { return part.text }
    return lesson.exercise(part.id) == nil ? nil : lesson.work[part.id]?.text
  }

  /// Whether it holds a program that can run.
  func isProgram(_ part: SessionPart?) -> Bool { part.map { program(of: $0) != nil } ?? false }

  /// Whether it runs with all others: a cell, or an exercise into which somebody has written.
  func runs(_ part: SessionPart) -> Bool {
    if part.kind == .cell { return !part.options.isNotRun }
    return lesson.exercise(part.id) != nil && lesson.isTouched(part.id)
  }

  /// Another program: of a cell it stands in the file, of an exercise beside it.
  mutating func setText(_ text: String, of part: Int) {
    guard lesson.exercise(part) == nil else {
      return lesson.change(part) { work in
        work.text = text
        work.runsSolution = false
      }
    }
    session.setText(text, of: part)
    changed()
  }

  /// The next hint of the focused exercise or question.
  mutating func hint() -> [NotebookEffect] {
    guard let part else { return [.bell] }
    if let exercise = lesson.exercise(part.id) {
      guard let work = lesson.work[part.id], work.hints < exercise.hints.count else {
        let tried = (lesson.work[part.id]?.tries ?? 0) > 0
        notice = "no more hints" + (tried ? "; :solution shows a solution" : "")
        return []
      }
      lesson.change(part.id) { $0.hints += 1 }
    } else if let quiz = lesson.quiz(part.id), let work = lesson.work[part.id] {
      let wrong = quiz.options.filter {
        !quiz.accepts($0.letter) && !work.tried.contains($0.letter)
      }
      if work.hints < quiz.hints.count {
        lesson.change(part.id) { $0.hints += 1 }
      } else if wrong.count > 1, let next = wrong.first {
        lesson.change(part.id) { work in
          work.tried.insert(next.letter)
          work.message = "it is not \(next.letter)) \(next.text)"
        }
      } else {
        notice = "no more hints; :solution shows the answer"
      }
    } else {
      notice = "hints belong to exercises and questions"
    }
    return []
  }

  /// The solution of the focused exercise, which then runs in its place; the answer of a question.
  mutating func solve() -> [NotebookEffect] {
    guard let part, let work = lesson.work[part.id] else { return noTask() }
    if let quiz = lesson.quiz(part.id) {
      finish(
        quiz, part.id, work.tries == 0 ? .skipped : .shown, "the answer is \(quiz.shownAnswer)")
      return []
    }
    guard let exercise = lesson.exercise(part.id) else { return noTask() }
    guard work.tries > 0 || work.isDone else {
      notice =
        "try it once first, right or wrong: that is how it sticks"
        + (exercise.hints.isEmpty ? "" : "; t gives a hint")
      return []
    }
    return show(exercise, part.id)
  }

  private mutating func noTask() -> [NotebookEffect] {
    notice = "this is no exercise and no question"
    return [.bell]
  }

  private mutating func show(_ exercise: Exercise, _ part: Int) -> [NotebookEffect] {
    guard exercise.solution != nil else {
      notice = "this exercise has no solution to show"
      return []
    }
    lesson.change(part) { work in
      work.showsSolution = true
      work.runsSolution = true
    }
    return [.run([part])]
  }

  /// The program that its author began with.
  mutating func reset() -> [NotebookEffect] {
    guard let part, let exercise = lesson.exercise(part.id) else { return noTask() }
    lesson.change(part.id) { work in
      (work.text, work.runsSolution, work.message) = (exercise.starter, false, nil)
    }
    notice = "the exercise is as at its start; C-e runs it"
    return []
  }

  /// Shows all blocks as their author wrote them, or what a reader sees of them.
  mutating func showBlocks() {
    lesson.showsBlocks.toggle()
    if !lesson.showsBlocks { lesson.read(session) }
    version += 1
    notice =
      lesson.showsBlocks
      ? "exercises stand as they were written, with their answers; :author hides them again"
      : "exercises and questions are to be done"
  }
}

// What comes of it.
extension NotebookState {
  /// An exercise has run to its end, and was judged.
  mutating func judged(_ part: Int, _ verdict: LessonVerdict) -> [NotebookEffect] {
    guard let exercise = lesson.exercise(part), let work = lesson.work[part] else { return [] }
    if work.runsSolution {
      lesson.change(part) { work in
        work.message = "the solution below has run; what follows stands on it"
        work.isDone = true
      }
      note(exercise, part, .shown)
      return []
    }
    lesson.change(part) { $0.tries += 1 }
    switch verdict {
    case .passed:
      lesson.change(part) { work in
        work.message = exercise.checks.isEmpty ? "done" : "done: that is right"
        work.isDone = true
      }
      note(exercise, part, .right)
    case .failed(let message):
      lesson.change(part) { $0.message = message }
      let tries = work.tries + 1
      if let limit = exercise.attempts, tries >= limit {
        notice = "that were \(NumberText.count(limit, "try", "tries"))"
        return show(exercise, part)
      }
      if tries == 2, work.hints == 0, !exercise.hints.isEmpty { notice = "t gives a hint" }
    }
    return []
  }

  private mutating func note(
    _ exercise: Exercise, _ part: Int, _ result: LessonProgress.Answer.Result
  ) {
    let work = lesson.work[part]
    lesson.note(
      .init(
        key: exercise.key, kind: .exercise, result: result, tries: work?.tries ?? 0,
        text: result == .right ? work?.text : nil))
  }

  /// A reply to the focused question.
  mutating func reply(_ text: String) -> [NotebookEffect] {
    guard let part, let quiz = lesson.quiz(part.id) else { return [] }
    guard !text.allSatisfy(\.isWhitespace) else {
      notice = "type an answer; t gives a hint, :solution shows the answer"
      return []
    }
    guard quiz.understands(text) else {
      let letters = quiz.options.map(\.letter)
      notice =
        letters.isEmpty
        ? "type a number"
        : "type a letter from \(letters[0]) to \(letters[letters.count - 1]), or the answer itself"
      return []
    }
    let feedback = quiz.feedback(to: text)
    lesson.change(part.id) { work in
      work.tries += 1
      if let option = quiz.option(of: text) { work.tried.insert(option.letter) }
    }
    if quiz.accepts(text) {
      let tries = lesson.work[part.id]?.tries ?? 1
      finish(quiz, part.id, .right, "right: \(quiz.shownAnswer)", tries)
    } else {
      lesson.change(part.id) { work in
        work.message = (feedback.map { $0 + " " } ?? "") + "Not that; try again."
      }
    }
    return []
  }

  private mutating func finish(
    _ quiz: Quiz, _ part: Int, _ result: LessonProgress.Answer.Result, _ words: String,
    _ tries: Int? = nil
  ) {
    let feedback = quiz.feedback(to: quiz.answer)
    lesson.change(part) { work in
      work.message = words + (feedback.map { ". " + $0 } ?? "")
      work.isDone = true
    }
    lesson.note(
      .init(
        key: quiz.key, kind: .question, result: result,
        tries: tries ?? lesson.work[part]?.tries ?? 0))
  }
}
