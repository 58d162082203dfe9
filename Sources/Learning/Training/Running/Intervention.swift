/// What is done to a running training, between two steps.
package enum Intervention: Sendable, Equatable {
  /// A setting by its name: `learning_rate`, `epochs`, or a number of the optimizer.
  case set(String, Double)
  /// Keeps what can be seen of the run at this step, for `TrainingRun.moment(at:)`.
  case keepMoment
  case stop
  /// Ends it as the end of the program had.
  case interrupt
}

/// A setting that was changed: its new value acts from the step after this one on.
package struct RunChange: Sendable, Equatable {
  /// Steps that were done when it changed.
  package let step: Int
  /// The setting, as the user names it.
  package let name: String
  /// What it became.
  package let value: Double

  /// A change after so many steps.
  package init(step: Int, name: String, value: Double) {
    (self.step, self.name, self.value) = (step, name, value)
  }
}
