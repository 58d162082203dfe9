import Books
import Sessions
import Support

// Going on where somebody stopped.
extension LearnerWalk {
  /// The step to begin at; `nil` for somebody who leaves at once.
  func resume() -> Int? {
    guard let kept = file.progress[progress.lesson] else { return 0 }
    guard kept.isOf(progress.digest, document.bytes), kept.steps == steps.count else {
      if kept.step > 0 { say("The lesson has changed since you stopped: it begins at its start.") }
      return 0
    }
    let digest = progress.digest
    progress = kept
    progress.digest = digest
    guard kept.step > 0, kept.step < steps.count else { return 0 }
    let share = kept.step * 100 / steps.count
    if let place = section(at: kept.step) {
      say("You stopped in “%1”, at %2 % of the lesson.", place, "\(share)")
    } else {
      say("You stopped at %1 % of the lesson.", "\(share)")
    }
    while true {
      switch desk.ask("-- \(told("Enter goes on there, `start` begins anew")) -- ", for: .answer) {
      case .cleared: continue
      case .end: return nil
      case .text(let text):
        let word = text.filter { $0 != " " }.lowercased()
        if LessonWord(text, letters: true) == .bye { return nil }
        if ["start", "s", ":start", ":reset"].contains(word) { return begin() }
        if word.isEmpty || word == ":next" { return catchUp(to: kept.step) ? kept.step : nil }
        say("Enter goes on where you stopped; `start` begins the lesson anew, `q` leaves")
      }
    }
  }

  private func begin() -> Int {
    progress.step = 0
    return 0
  }

  /// Runs what stands before a step, unseen; exercises by what was found for them. Answers whether it came so far.
  private func catchUp(to step: Int) -> Bool {
    say("what stands before it runs …")
    for (index, step) in steps[..<step].enumerated() {
      guard catchUp(step, at: index) else { return false }
      if step.isPause { starts.append(index + 1) }
    }
    return true
  }

  /// The same of one step; answers whether it ran to its end.
  func catchUp(_ step: LessonStep, at index: Int) -> Bool {
    switch step {
    case .cell(let cell) where !cell.options.isNotRun:
      guard shown[index] == nil else { return true }
      var outputs: [ShellOutput] = []
      let status = desk.runQuietly(cell.source) { if $0.canBeShownAgain { outputs.append($0) } }
      if status == .interrupted || desk.ending != nil { return false }
      note(cell, outputs, status, at: index)
    case .exercise(let exercise):
      guard done.insert(index).inserted else { return true }
      let stand = begin(exercise)
      defer { end(stand) }
      let found = progress.answer(exercise.key)?.text ?? exercise.solution
      if let found, desk.runQuietly(found) == .interrupted { return false }
    case .quiz: done.insert(index)
    case .cell, .prose, .directive, .check: break
    }
    return true
  }

  /// The heading under which a step stands: its own, where it begins with one.
  private func section(at step: Int) -> String? {
    if let next = steps[step...].first(where: { !$0.isPause }), case .prose(let prose) = next,
      let first = prose.text.split(separator: "\n").first(where: { $0.contains { $0 != " " } }),
      first.hasPrefix("#")
    {
      return String(first.drop { $0 == "#" }.drop { $0 == " " })
    }
    for step in steps[..<step].reversed() {
      switch step {
      case .directive(let directive) where directive.name == "section": return directive.text
      case .prose(let prose):
        let heading = prose.text.split(separator: "\n").last { $0.hasPrefix("#") }
        if let heading { return String(heading.drop { $0 == "#" }.drop { $0 == " " }) }
      default: break
      }
    }
    return nil
  }
}
