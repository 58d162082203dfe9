import Books
import Sessions

// Questions.
extension LearnerWalk {
  func ask(_ quiz: Quiz, at index: Int) -> Wish {
    show(quiz)
    if done.contains(index) {
      say("answered: %1", quiz.shownAnswer)
      return .on
    }
    var (tries, hints) = (0, 0)
    var tried: Set<String> = []
    while true {
      if desk.ending != nil { return .quit }
      let reply: String
      switch desk.ask(told("answer") + "> ", for: .answer) {
      case .text(let text): reply = text
      case .cleared: continue
      case .end: return .quit
      }
      switch LessonWord(reply) {
      case .bye?: return .quit
      case .back?: return .back
      case .skip? where classroom != nil:
        classroom?.skips = true
        return .on
      case .next? where classroom != nil:
        classroom?.passes = true
        return .on
      case .skip?, .next?, .solution?, .reveal?:
        say("the answer is %1", quiz.shownAnswer)
        // Nobody has answered: nothing is right of it.
        if let feedback = quiz.feedback(to: quiz.answer) { text.tell(Praise.taken(from: feedback)) }
        return finish(quiz, tries == 0 ? .skipped : .shown, tries, at: index)
      case .hint?:
        tellHint(quiz, &hints, tried)
        continue
      case .play?:
        if play() == .quit { return .quit }
        show(quiz)
        continue
      case .progress?:
        tellProgress()
        continue
      case .forget?:
        forget()
        continue
      case .reset?:
        show(quiz)
        continue
      case nil: break
      }
      if reply.allSatisfy(\.isWhitespace) {
        say(
          classroom == nil
            ? "type an answer; `:hint` helps, `:skip` shows the answer, `:quit` leaves"
            : "type what the class says; `:reveal` shows the answer, `:next` goes on without it")
      } else if askedForHelp(reply) {
        show(quiz)
        say(
          classroom == nil
            ? "%1; `:hint` helps, `:skip` shows the answer, `:play` lets you try things, `?word` explains a word, `:quit` leaves"
            : "%1; `:hint` helps, `:reveal` shows the answer, `:play` lets you try things, `?word` explains a word, `:quit` leaves",
          howToAnswer(quiz))
      } else if reply.hasPrefix("?") || reply.hasPrefix(":") {
        _ = desk.shell.handle(reply)
      } else if !quiz.understands(reply) {
        text.say(howToAnswer(quiz))
      } else {
        tries += 1
        if let option = quiz.option(of: reply) { tried.insert(option.letter) }
        let isRight = quiz.accepts(reply)
        let feedback = quiz.feedback(to: reply)
        if let feedback { text.tell(feedback) }
        if isRight {
          if feedback == nil { say("right") }
          return finish(quiz, .right, tries, at: index)
        }
        say(classroom == nil ? "not that; try again" : "not that; `:reveal` shows the answer")
      }
    }
  }

  private func show(_ quiz: Quiz) {
    text.tell(quiz.question)
    for option in quiz.options { text.show(option) }
  }

  private func howToAnswer(_ quiz: Quiz) -> String {
    guard let last = quiz.options.last else {
      return told(quiz.wantsNumber ? "type a number" : "type a word")
    }
    return told(
      "type a letter from %1 to %2, or the answer itself",
      ["\(quiz.options[0].letter)", "\(last.letter)"])
  }

  /// The author's hints, then one wrong option after the other, as long as two are left.
  private func tellHint(_ quiz: Quiz, _ count: inout Int, _ tried: Set<String>) {
    defer { count += 1 }
    if quiz.hints.indices.contains(count) { return text.tell(quiz.hints[count]) }
    let wrong = quiz.options.filter { !quiz.accepts($0.letter) && !tried.contains($0.letter) }
    let place = count - quiz.hints.count
    if wrong.indices.dropLast().contains(place) {
      say("it is not %1) %2", "\(wrong[place].letter)", wrong[place].text)
    } else {
      say("no more hints; `:skip` shows the answer")
    }
  }

  private func finish(
    _ quiz: Quiz, _ result: LessonProgress.Answer.Result, _ tries: Int, at index: Int
  ) -> Wish {
    done.insert(index)
    progress.note(.init(key: quiz.key, kind: .question, result: result, tries: tries))
    return .on
  }
}
