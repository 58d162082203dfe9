import Books
import Sessions
import Workbench

// Questions and exercises of a lesson.
extension WalkScreen {
  func ask(_ quiz: Quiz) -> Wish {
    tell(quiz.question)
    for option in quiz.options { say("  \(option.letter)) \(option.text)") }
    guard let reader else {
      say("answer: \(quiz.answer)")
      if let feedback = quiz.feedback(to: quiz.answer) { tell(feedback) }
      return .on
    }
    count { $0.questions += 1 }
    var isFirst = true
    while true {
      guard let reply = reader.line("answer> ") else { return .quit }
      switch reply {
      case "q", ":q", ":quit", ":bye": return .quit
      case "", ":skip":
        say("the answer is \(quiz.answer)")
        return .on
      default: break
      }
      let isRight = quiz.accepts(reply)
      let feedback = quiz.feedback(to: reply)
      if let feedback { tell(feedback) }
      if isRight {
        if feedback == nil { say("right") }
        if isFirst { count { $0.rightAnswers += 1 } }
        return .on
      }
      say("not that; try again, or press Enter to see the answer")
      isFirst = false
    }
  }

  func practise(_ exercise: Exercise, in lesson: Walkthrough) -> Wish {
    say("")
    say("Exercise\(exercise.isOptional ? " (optional)" : ""). Start from:")
    for line in exercise.starter.split(separator: "\n") { say("  \(line)") }
    guard let reader else { return demonstrate(exercise, in: lesson) }
    if let hint = exercise.hints.first { tell(hint) }
    say("Type your program. :hint, :solution, :reset, :skip and :quit work too.")
    count { $0.exercises += 1 }
    _ = lesson.replay.run(exercise.starter)
    var nextHint = 1
    var attempts = 0
    while true {
      guard let text = reader.program("try> ") else { return .quit }
      switch text {
      case ":q", ":quit", "q", ":bye": return .quit
      case "", ":skip": return .on
      case ":hint":
        tell(exercise.hints.indices.contains(nextHint) ? exercise.hints[nextHint] : "no more hints")
        nextHint += 1
        continue
      case ":reset":
        _ = lesson.replay.run(exercise.starter)
        say("back at the start of the exercise")
        continue
      case ":solution":
        return solve(exercise, in: lesson)
      default: break
      }
      _ = lesson.replay.run(text, onOutput: printer.show)
      attempts += 1
      switch lesson.judge(exercise.checks) {
      case .passed:
        say("done")
        count { $0.solved += 1 }
        return .on
      case .failed(let message): say(message)
      }
      if let limit = exercise.attempts, attempts >= limit { return solve(exercise, in: lesson) }
    }
  }

  /// Shows the solution and runs it, so that the lesson goes on from there.
  private func solve(_ exercise: Exercise, in lesson: Walkthrough) -> Wish {
    guard let solution = exercise.solution else {
      say("this exercise has no solution to show")
      return .on
    }
    say("A solution:")
    for line in solution.split(separator: "\n") { say("  \(line)") }
    _ = lesson.replay.run(solution, onOutput: printer.show)
    return .on
  }

  /// Without a learner: the starter must not pass, the solution must.
  private func demonstrate(_ exercise: Exercise, in lesson: Walkthrough) -> Wish {
    for hint in exercise.hints { tell(hint) }
    _ = lesson.replay.run(exercise.starter)
    if !exercise.checks.isEmpty, lesson.judge(exercise.checks) == .passed {
      say("the exercise of line \(exercise.line) is solved before anything is typed")
      count { $0.failures += 1 }
    }
    _ = solve(exercise, in: lesson)
    if case .failed(let message) = lesson.judge(exercise.checks) {
      say("the solution of the exercise of line \(exercise.line) fails: \(message)")
      count { $0.failures += 1 }
    }
    return .on
  }
}
