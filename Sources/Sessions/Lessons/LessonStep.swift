/// What a walkthrough does next.
package enum LessonStep: Equatable, Sendable {
  case prose(SessionProse)
  case directive(SessionDirective)
  case cell(SessionCell)
  case exercise(Exercise)
  case quiz(Quiz)
  /// Conditions on a cell, not on an exercise.
  case check(cell: String, [LessonCheck])
}

extension LessonStep {
  /// From where an exercise starts, where its author says so.
  package var origin: String? {
    if case .exercise(let exercise) = self { exercise.origin } else { nil }
  }
}

extension SessionDocument {
  /// The document in the order in which a walkthrough goes through it.
  ///
  /// Hints, solutions and checks stand with their exercise; stored outputs are left out.
  package var lessonSteps: [LessonStep] {
    var steps: [LessonStep] = []
    var cells = cells[...]
    // A hint belongs to the question or exercise above it, the rest to the exercise.
    var lastExercise: Int?
    var lastTask: Int?
    for element in elements {
      switch element {
      case .prose(let prose):
        // Blank lines between blocks are nothing to see, and their number changes with stored outputs.
        if !prose.text.allSatisfy(\.isWhitespace) { steps.append(.prose(prose)) }
      case .directive(let directive): steps.append(.directive(directive))
      case .block(let block):
        switch block.kind {
        case .cell:
          if let cell = cells.popFirst() { steps.append(.cell(cell)) }
        case .exercise:
          (lastExercise, lastTask) = (steps.count, steps.count)
          steps.append(.exercise(Exercise(block)))
        case .quiz:
          lastTask = steps.count
          steps.append(.quiz(Quiz(block)))
        case .check where block.attributes["cell"] != nil:
          steps.append(.check(cell: block.attributes["cell"] ?? "", block.checks))
        case .hint:
          guard let index = lastTask else { break }
          steps[index].add(hint: block.body)
        case .solution, .check:
          if let index = lastExercise, case .exercise(var exercise) = steps[index] {
            exercise.add(block)
            steps[index] = .exercise(exercise)
          }
        case .output, .view, .unknown: break
        }
      }
    }
    return steps
  }
}

extension LessonStep {
  fileprivate mutating func add(hint: String) {
    switch self {
    case .exercise(var exercise):
      exercise.hints.append(hint)
      self = .exercise(exercise)
    case .quiz(var quiz):
      quiz.hints.append(hint)
      self = .quiz(quiz)
    case .prose, .directive, .cell, .check: break
    }
  }
}

extension Exercise {
  fileprivate mutating func add(_ block: SessionBlock) {
    switch block.kind {
    case .solution: solution = solution ?? block.body
    case .check: checks += block.checks
    default: break
    }
  }
}

extension SessionBlock {
  fileprivate var checks: [LessonCheck] {
    body.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      LessonCheck(String($1), line: bodyLine + $0)
    }
  }
}
