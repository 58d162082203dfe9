import Support

/// What a learner has done so far in a lesson.
struct WalkTally {
  var questions = 0
  var rightAnswers = 0
  var exercises = 0
  var solved = 0
  /// Cells with unexpected errors, checks and solutions that do not hold: the lesson's own mistakes.
  var failures = 0

  var status: ExitStatus { failures == 0 ? .ok : .failed }

  var summary: String {
    var parts = ["end of the lesson"]
    if questions > 0 { parts.append("\(rightAnswers) of \(questions) questions right") }
    if exercises > 0 { parts.append("\(solved) of \(exercises) exercises solved") }
    if failures > 0 { parts.append("\(failures) cells or checks of the lesson failed") }
    return parts.joined(separator: ", ")
  }
}
