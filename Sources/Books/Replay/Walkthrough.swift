import Language
import Sessions
import Workbench

/// A lesson without a learner: runs its cells, starters and solutions, and judges them.
package final class Walkthrough {
  /// What the lesson consists of, in order.
  package let steps: [LessonStep]
  /// What runs its cells and the attempts.
  package let replay: Replay
  /// What judges them.
  package let judge: LessonJudge
  /// How long cells and exercises took, by their ids.
  private var seconds: [String: Double] = [:]
  private let origins: ExerciseOrigins

  /// A lesson at its beginning; no cell has run.
  package init(_ document: SessionDocument, options: Replay.Options = Replay.Options()) {
    steps = document.lessonSteps
    replay = Replay(document, options: options)
    judge = LessonJudge(document)
    origins = ExerciseOrigins(document.lessonSteps.compactMap(\.origin), replay.interpreter)
  }

  /// Judges the state after an attempt: the first condition that does not hold speaks.
  package func judge(_ checks: [LessonCheck]) -> LessonVerdict {
    judge.judge(checks, in: replay.interpreter) { [seconds] in seconds[$0] }
  }

  /// Runs a cell of the lesson.
  package func run(_ cell: SessionCell, onOutput: ((Output) -> Void)? = nil) -> Replay.Result {
    timing(cell.identifier) {
      origins.noting(cell.identifier) { replay.run(cell, onOutput: onOutput) }
    }
  }

  /// The same of a cell whose outputs are compared; how long it takes is nobody's matter there.
  func verify(_ cell: SessionCell) -> Replay.Result {
    origins.noting(cell.identifier) { replay.run(cell) }
  }

  /// What an exercise proves of itself, with its solution taken: what follows may stand on it.
  ///
  /// Random streams are afterwards what they were before: numbers further down do not depend on it.
  package func demonstrate(
    _ exercise: Exercise, onOutput: ((Output) -> Void)? = nil
  ) -> [ExerciseFault] {
    let random = replay.interpreter.state.random
    defer { replay.interpreter.state.random = random }
    return origins.aside(from: exercise.origin, as: exercise.identifier) {
      faults(of: exercise, onOutput: onOutput)
    }
  }

  private func faults(
    of exercise: Exercise, onOutput: ((Output) -> Void)?
  ) -> [ExerciseFault] {
    var faults: [ExerciseFault] = []
    if !replay.run(exercise.starter).isInterrupted, !exercise.checks.isEmpty,
      judge(exercise.checks) == .passed
    {
      faults.append(.starterPasses)
    }
    guard let solution = exercise.solution else { return faults }
    let result = timing(exercise.identifier) { replay.run(solution, onOutput: onOutput) }
    if result.isInterrupted { return faults }
    if let error = result.errors.first {
      faults.append(.solutionFails("\(error.code): \(error.message)"))
    } else if case .failed(let message) = judge(exercise.checks) {
      faults.append(.solutionFails(message))
    }
    return faults
  }

  private func timing(_ identifier: String?, _ body: () -> Replay.Result) -> Replay.Result {
    let start = monotonicSeconds()
    let result = body()
    if let identifier { seconds[identifier] = monotonicSeconds() - start }
    return result
  }
}

/// What an exercise gets wrong of itself.
package enum ExerciseFault: Equatable {
  /// Nothing is to be done: the start passes already.
  case starterPasses
  /// The author's own answer is not accepted; what is said to it.
  case solutionFails(String)
}
