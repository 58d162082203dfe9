import Learning

/// What an input changes, noted while it runs for whoever wants to have the state before it again.
package struct InputTrace {
  /// Names that it gave values to.
  package internal(set) var bound: Set<String> = []
  /// Weights before their first change.
  package private(set) var weights: [WeightState] = []
  private var known: Set<ObjectIdentifier> = []
  /// What models had learnt before it was changed.
  package private(set) var lessons: [ModelLesson] = []
  /// Trainings that it started and waits for, or sent into the background.
  package internal(set) var jobs: [Job] = []
  /// All trainings of its statements, also those that need not run.
  package private(set) var trainings: [StartedTraining] = []
  /// Whether random streams began anew in it.
  package internal(set) var isReseeded = false

  /// An input that has changed nothing yet.
  package init() {}

  mutating func note(_ state: WeightState) {
    if known.insert(ObjectIdentifier(state.variable)).inserted { weights.append(state) }
  }

  mutating func note(_ lesson: ModelLesson) {
    if !lessons.contains(where: { $0.model === lesson.model }) { lessons.append(lesson) }
  }

  mutating func note(_ run: TrainingRun, named name: String, before: TrainedState) {
    trainings.append(StartedTraining(run, named: name, before: before))
  }
}

/// A training of an input, with what tells its statement from the others there.
package final class StartedTraining {
  /// Where it is, or where it ended.
  package let run: TrainingRun
  /// The name that it was given; `_3` where only its result has a number.
  package let name: String
  /// Its models as they were before it.
  package let before: TrainedState
  /// The statement, as it is recorded.
  package internal(set) var record = ""
  /// Random draws of the statement.
  package internal(set) var draws: [String: Int] = [:]

  init(_ run: TrainingRun, named name: String, before: TrainedState) {
    (self.run, self.name, self.before) = (run, name, before)
  }
}
