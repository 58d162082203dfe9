import Learning
import Support

/// A training of a session that takes a while: what somebody is told who decides whether it goes on.
package struct LongTraining {
  /// What the session calls its run; may be empty.
  package let name: String
  /// All its steps.
  package let steps: Int
  /// How long it will still take, by its speed so far.
  package let secondsLeft: Double

  /// What takes no longer is not asked about.
  static let briefSeconds = 60.0
  /// So long a training runs before its speed is known.
  static let measuredSeconds = 2.0

  /// `nil` before its speed is known, and for what is done soon.
  init?(_ run: TrainingRun, _ name: String, after seconds: Double) {
    let progress = run.progress
    guard seconds >= Self.measuredSeconds, let left = progress.secondsLeft, left > Self.briefSeconds
    else { return nil }
    self.name = name
    (steps, secondsLeft) = (progress.steps, left)
  }
}
