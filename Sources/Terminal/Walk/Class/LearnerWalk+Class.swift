import Books
import Plots
import Sessions
import Support
import Support

// A lesson before a class: a section is a page, and the teacher says when it goes on.
extension LearnerWalk {
  /// From here on everything is shown page by page, where the cursor can be placed.
  func open(to shell: Shell) {
    guard !shell.capabilities.isPlain else {
      classroom = Classroom(page: nil)
      return
    }
    let (gate, keys) = (shell.gate, KeyPrompt(shell))
    let page = ClassPage(hasColor: shell.capabilities.hasColor) { [unowned gate] in
      gate.unpaged($0)
    } waitForTeacher: {
      _ = keys.ask("-- Enter: more -- ")
    }
    classroom = Classroom(page: page)
    gate.page = page
    shell.reservedRows = ClassPage.headRows + 1
  }

  /// Section after section, each on pages of its own.
  func teach() -> ExitStatus {
    for fault in judge.faults { desk.gate.notice(fault.diagnostic(in: document.name)) }
    failures += judge.faults.count
    if !judge.faults.isEmpty { _ = pause("Enter begins") }
    let title = document.frontMatter.title ?? progress.lesson
    let sections = ClassSection.all(of: steps, title: title)
    var place = 0
    while place < sections.count {
      if let ending = desk.ending { return ending }
      begin(sections[place].title)
      switch teach(sections[place]) {
      case .on: place += 1
      case .back: place = max(0, place - 1)
      case .quit: return leaveClass()
      }
    }
    begin(title)
    text.say(([told("end of the lesson")] + faultWords).joined(separator: "\n"))
    return failures == 0 ? .ok : .failed
  }

  private func begin(_ title: String) {
    let title = Sanitizer.visible(title)
    guard let page = classroom?.page else { return text.tell("## " + title) }
    page.begin(title)
    text.isFirst = true
  }

  private func teach(_ section: ClassSection) -> Wish {
    classroom?.skips = false
    var isRead = false
    for item in section.items {
      if desk.ending != nil { return .quit }
      var wish = Wish.on
      switch item {
      case .prose(let prose):
        if classroom?.skips == true { continue }
        text.tell(prose)
        isRead = false
      case .step(let index):
        if classroom?.skips == true {
          guard catchUp(steps[index], at: index) else { return .quit }
          continue
        }
        classroom?.passes = false
        wish = take(steps[index], at: index)
        if case .directive = steps[index] {
        } else if wish == .on, classroom?.skips != true, classroom?.passes != true {
          wish = steps[index].isShown ? pause("Enter goes on") : .on
        }
        isRead = steps[index].isShown || steps[index].isPause
      }
      if wish != .on { return wish }
    }
    return isRead || classroom?.skips == true ? .on : pause("Enter goes on")
  }

  private func leaveClass() -> ExitStatus {
    if let ending = desk.ending { return ending }
    say("left the lesson before its end; nothing of it is kept")
    return failures == 0 ? .ok : .failed
  }
}

extension LessonStep {
  /// Whether somebody is to look at what it has shown before it goes on.
  fileprivate var isShown: Bool {
    switch self {
    case .cell(let cell): !cell.options.isHidden
    case .exercise, .quiz: true
    case .prose, .directive, .check: false
    }
  }
}

/// What a walk knows of the class before which it is.
struct Classroom {
  /// Where it is shown; `nil` where text is only added to.
  let page: ClassPage?
  /// The teacher passes over what is left of the section.
  var skips = false
  /// The teacher has gone on from a question or an exercise: nothing of it is to be read.
  var passes = false
}
