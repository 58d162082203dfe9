import Books
import Sessions
import Support

// Pauses, and what is tried out at them.
extension LearnerWalk {
  /// Waits for Enter. Whatever else is typed runs aside, and is as if it had never been.
  func pause(_ what: String) -> Wish {
    while true {
      if desk.ending != nil { return .quit }
      let line: String
      switch desk.ask("-- \(told(what)) -- ", for: .pause) {
      case .text(let text): line = text
      case .cleared(let hadText):
        if !hadText { say("`q` leaves the lesson") }
        continue
      case .end: return .quit
      }
      if line.allSatisfy(\.isWhitespace) { return .on }
      switch word(in: line, letters: true) {
      case .skip? where classroom != nil:
        classroom?.skips = true
        return .on
      case .next?, .skip?: return .on
      case .back?: return .back
      case .bye?: return .quit
      case .play?: if play() == .quit { return .quit }
      case .progress?: tellProgress()
      case .forget?: forget()
      case .hint?, .solution?, .reset?, .reveal?:
        say("there is nothing to solve here: Enter goes on")
      case nil:
        if askedForHelp(line) {
          tellWords()
          say(classroom == nil ? LessonWords.pauseHelp : LessonWords.classHelp)
        } else if isPlainWords(line) {
          say(
            "That is no line of nabla. Enter alone goes on; `?` lists keys and words, `?word` explains a word."
          )
        } else if isLook(line) {
          aside { desk.shell.handle(line) }
        } else {
          if LessonWord(line, letters: true) != nil {
            say(
              "`%1` is a name here; commands have a colon: `:back`, `:quit`",
              line.filter { $0 != " " })
          }
          if play(first: line) == .quit { return .quit }
        }
      }
    }
  }

  /// What is typed runs on the lesson's names, until Enter alone or `:back`; then all is as it was before.
  func play(first: String? = nil) -> Wish {
    say(
      "You are trying things: nothing of it stays. Enter alone, or `:back`, returns to the lesson.")
    let before = desk.snapshot()
    desk.held.append(before)
    defer { desk.held.removeLast() }
    var wish = Wish.on
    var next = first
    while wish == .on {
      if let line = next.take() {
        if desk.shell.handle(line) == .leave { wish = .quit }
        if desk.ending != nil { wish = .quit }
        if wish == .quit { break }
      }
      switch desk.ask(told("play") + "> ", for: .program, keepsKeys: true) {
      case .text(let text):
        switch word(in: text) {
        case .bye?: wish = .quit
        case .back?, .next?: wish = .back
        case .play?: say("you are trying things already")
        case .hint?, .solution?, .reset?, .skip?, .reveal?:
          say("`:back` returns to the lesson first")
        case .progress?: tellProgress()
        case .forget?: forget()
        case nil:
          if text.allSatisfy(\.isWhitespace) {
            wish = .back
          } else if askedForHelp(text) {
            tellWords()
            say("Enter alone, or `:back`, returns to the lesson; `?word` explains a word.")
          } else if isPlainWords(text) {
            say(
              "That is no line of nabla. Enter alone returns to the lesson; `?` lists words, `?word` explains one."
            )
          } else {
            next = text
          }
        }
      case .cleared(let hadText): if !hadText { wish = .back }
      case .end: wish = .quit
      }
    }
    desk.restore(before)
    if wish == .back { say("back in the lesson: names and weights are as before") }
    return wish == .quit ? .quit : .on
  }

  /// A command or a question at a pause: it may look at everything, and changes nothing.
  private func aside(_ body: () -> Command.Outcome) {
    let before = desk.snapshot()
    desk.held.append(before)
    defer { desk.held.removeLast() }
    _ = body()
    desk.restore(before)
  }

  private func isLook(_ line: String) -> Bool {
    switch ShellInput(line) {
    case .command, .help, .definition: true
    case .source, .nothing: false
    }
  }

  /// `?` alone, and what hands type instead.
  func askedForHelp(_ line: String) -> Bool {
    ["?", "h", ":help", ":h", "help"].contains(line.filter { $0 != " " })
  }

  func tellProgress() {
    guard classroom == nil else { return say("before a class nothing is kept") }
    let summary = words.summary(of: progress)
    if summary.isEmpty {
      say("nothing has been asked yet")
    } else {
      text.say(summary.joined(separator: "\n"))
    }
    say("step %1 of %2", "\(progress.step)", "\(progress.steps)")
  }

  func forget() {
    guard classroom == nil else { return say("before a class nothing is kept") }
    _ = file.forget(progress.lesson)
    progress.answers = []
    progress.isDone = false
    say("what was kept of this lesson is forgotten; the lesson itself goes on")
  }
}
