import Books
import Sessions
import Support

// Exercises.
extension LearnerWalk {
  func practise(_ exercise: Exercise, at index: Int) -> Wish {
    show(exercise)
    if done.contains(index) {
      say("This exercise is done. `:play` at the next pause tries more.")
      return .on
    }
    say(
      classroom == nil
        ? "Type your program; Up fetches the start. `:hint`, `:solution`, `:reset`, `:skip` and `?` help."
        : "Type what the class says; `:solution` shows one. `:hint`, `:reset`, `:next` and `?` help."
    )
    desk.shell.editor?.history.remember(exercise.starter)
    let stand = begin(exercise)
    var isLeft = false
    defer { if !isLeft { end(stand) } }
    var attempt = Attempt(exercise, stand)
    var isFirst = true
    while true {
      if desk.ending != nil { return .quit }
      let line: String
      switch desk.ask(told("try") + "> ", for: .program, keepsKeys: !isFirst) {
      case .text(let text): line = text
      case .cleared(let hadText):
        if !hadText { say("`:skip` passes over the exercise, `:bye` leaves the lesson") }
        continue
      case .end:
        leave(stand)
        isLeft = true
        return .quit
      }
      isFirst = false
      if let word = word(in: line) {
        if let wish = obey(word, &attempt, at: index) {
          if wish != .on {
            leave(stand)
            isLeft = true
          }
          return wish
        }
      } else if line.allSatisfy(\.isWhitespace) {
        say("type a program; `:hint` helps, `:skip` goes on with the solution")
      } else if askedForHelp(line) {
        show(exercise)
        say(LessonWords.exerciseHelp)
      } else if isPlainWords(line) {
        say(
          "That is no line of nabla. Type a program: `?` shows the goal and the keys, `:hint` helps."
        )
      } else if case .source = ShellInput(line) {
        if judge(line, &attempt) { return finish(attempt, .right, at: index) }
        if let limit = exercise.attempts, attempt.tries >= limit {
          if limit == 1 { say("that was one try") } else { say("that were %1 tries", "\(limit)") }
          return solve(attempt, .shown, at: index)
        }
      } else {
        _ = desk.shell.handle(line)
      }
    }
  }

  /// Runs an attempt; answers whether it passes.
  private func judge(_ source: String, _ attempt: inout Attempt) -> Bool {
    // The same text gives the same numbers, however often it was tried.
    desk.session.book.forgetDraws(since: attempt.start)
    let exercise = attempt.exercise
    let status = desk.run(source, pace: exercise.pace, live: exercise.live)
    exercise.identifier.map { seconds[$0] = desk.seconds }
    guard status == .completed else { return false }
    desk.session.finishRuns { desk.shell.show($0) }
    let verdict = verdict(exercise.checks)
    if case .failed = verdict, answersLook(source, &attempt) { return false }
    attempt.sources.append(source)
    attempt.tries += 1
    switch verdict {
    case .passed:
      say(exercise.checks.isEmpty ? "done" : "done: that is right")
      return true
    case .failed(let message):
      text.tell(message, isClose: true)
      if attempt.tries == 2, attempt.hints == 0, !exercise.hints.isEmpty {
        say("`:hint` gives a hint")
      }
      return false
    }
  }

  /// A program that changes nothing the checks look at is no attempt: its value stands for itself, and what was said
  /// of the attempt before is not said again. Answers whether it is such a program.
  private func answersLook(_ source: String, _ attempt: inout Attempt) -> Bool {
    guard let cell = desk.session.book.cells.last else { return false }
    let wanted = judge.wanted(by: attempt.exercise)
    let names = wanted.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    switch judge.reach(of: cell, on: attempt.exercise.checks) {
    case .attempt: return false
    case .others(let written):
      attempt.sources.append(source)
      let set = written.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
      say(
        written.count == 1
          ? "%1 is set; the exercise looks at %2" : "%1 are set; the exercise looks at %2", set,
        names)
    case .look:
      guard judge.isValue(source) else { break }
      let text = source.split(separator: "\n").joined(separator: " ")
      if let name = wanted.first(where: { passes("\($0) = \(source)", attempt.exercise) }) {
        say("%1 is a value; the exercise looks at `%2`: write `%2 = %1`", text, name)
      }
    }
    attempt.looks += 1
    return true
  }

  /// Whether a program would pass; nothing of it stays.
  private func passes(_ source: String, _ exercise: Exercise) -> Bool {
    let before = desk.snapshot()
    desk.held.append(before)
    defer {
      desk.restore(before)
      desk.held.removeLast()
    }
    return desk.runQuietly(source) == .completed && verdict(exercise.checks) == .passed
  }

  /// What a command of the exercise leads to; `nil` where it goes on.
  private func obey(_ word: LessonWord, _ attempt: inout Attempt, at index: Int) -> Wish? {
    let exercise = attempt.exercise
    switch word {
    case .bye: return .quit
    case .back: return .back
    case .skip, .next:
      if word == .skip { classroom?.skips = true }
      classroom?.passes = true
      say("passed over: the lesson goes on with its solution")
      return solve(attempt, .skipped, at: index, isShown: false)
    case .hint:
      if exercise.hints.indices.contains(attempt.hints) {
        text.tell(exercise.hints[attempt.hints])
      } else {
        say(attempt.tries > 0 ? "no more hints; `:solution` shows a solution" : "no more hints")
      }
      attempt.hints += 1
    case .reset:
      desk.restore(attempt.start)
      attempt.sources = []
      say("names and weights are as they were at the start of the exercise")
    case .solution, .reveal:
      guard attempt.tries + attempt.looks > 0 || classroom != nil else {
        say(
          exercise.hints.isEmpty
            ? "try it once first, right or wrong: that is how it sticks"
            : "try it once first, right or wrong: that is how it sticks; `:hint` helps")
        return nil
      }
      return solve(attempt, .shown, at: index)
    case .play:
      if play() == .quit { return .quit }
      if classroom != nil { show(exercise) }
    case .progress: tellProgress()
    case .forget: forget()
    }
    return nil
  }

  /// Shows the solution and runs it on the start, so that the lesson goes on from there.
  private func solve(
    _ attempt: Attempt, _ result: LessonProgress.Answer.Result, at index: Int, isShown: Bool = true
  ) -> Wish {
    var attempt = attempt
    attempt.sources = []
    guard let solution = attempt.exercise.solution else {
      say("this exercise has no solution to show")
      return finish(attempt, result, at: index)
    }
    desk.restore(attempt.start)
    if isShown {
      say("A solution:")
      text.show(program: solution)
      desk.run(solution, pace: attempt.exercise.pace, live: attempt.exercise.live)
      isSolutionShown = true
    } else {
      desk.runQuietly(solution)
    }
    return finish(attempt, result, at: index)
  }

  private func finish(
    _ attempt: Attempt, _ result: LessonProgress.Answer.Result, at index: Int
  ) -> Wish {
    done.insert(index)
    progress.note(
      .init(
        key: attempt.exercise.key, kind: .exercise, result: result, tries: attempt.tries,
        text: result == .right ? attempt.sources.joined(separator: "\n") : nil))
    return .on
  }

  private func show(_ exercise: Exercise) {
    text.tell("## " + told(exercise.isOptional ? "Exercise (optional)" : "Exercise"))
    for goal in exercise.goals { text.tell(told("Goal: %1", [goal]), isClose: true) }
    guard !exercise.starter.allSatisfy(\.isWhitespace) else { return }
    say("The start:")
    text.show(program: exercise.starter)
  }
}

/// What a learner has tried at one exercise.
private struct Attempt {
  let exercise: Exercise
  /// Behind the start of the exercise.
  let start: BookSnapshot
  var tries = 0
  /// Programs that changed nothing the exercise looks at.
  var looks = 0
  var hints = 0
  /// What has run since the start, on which the answer stands.
  var sources: [String] = []

  init(_ exercise: Exercise, _ stand: ExerciseStand) {
    (self.exercise, start) = (exercise, stand.start)
  }
}
