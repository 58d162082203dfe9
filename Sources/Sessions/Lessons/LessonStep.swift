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

extension SessionDocument {
  /// The document in the order in which a walkthrough goes through it.
  ///
  /// Hints, solutions and checks stand with their exercise; stored outputs are left out.
  package var lessonSteps: [LessonStep] {
    var steps: [LessonStep] = []
    var cells = cells[...]
    var lastExercise: Int?
    for element in elements {
      switch element {
      case .prose(let prose): steps.append(.prose(prose))
      case .directive(let directive): steps.append(.directive(directive))
      case .block(let block):
        switch block.kind {
        case .cell:
          if let cell = cells.popFirst() { steps.append(.cell(cell)) }
        case .exercise:
          lastExercise = steps.count
          steps.append(.exercise(Exercise(block)))
        case .quiz: steps.append(.quiz(Quiz(block)))
        case .check where block.attributes["cell"] != nil:
          steps.append(.check(cell: block.attributes["cell"] ?? "", block.checks))
        case .hint, .solution, .check:
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

extension Exercise {
  fileprivate mutating func add(_ block: SessionBlock) {
    switch block.kind {
    case .hint: hints.append(block.body)
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
