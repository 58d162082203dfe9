import Data
import Engine
import Learning

/// What a model has learnt beside its weights, at one time.
struct ModelLesson {
  let model: Model
  private let loss: LossChoice?
  private let vocabularies: [TokenVocabulary]
  private let training: LastTraining?

  /// As it is now.
  init(_ model: Model) {
    self.model = model
    (loss, vocabularies) = (model.trainedLoss, model.vocabularies)
    training = model.lastTraining
  }

  func restore() {
    (model.trainedLoss, model.vocabularies) = (loss, vocabularies)
    model.setLastTraining(training)
  }
}

/// What trainings change beside their runs: weights, and what models know of their data.
struct TrainedState {
  private(set) var weights: [WeightState] = []
  private var lessons: [ModelLesson] = []

  init() {}

  /// As it is now.
  init(_ models: [Model], in history: WeightHistory) {
    lessons = models.map(ModelLesson.init)
    weights = history.states(of: models.flatMap(\.parameters).map(\.variable))
  }

  func restore() {
    for state in weights { state.restore() }
    for lesson in lessons { lesson.restore() }
  }

  func lesson(of model: Model) -> ModelLesson? { lessons.first { $0.model === model } }

  func state(of variable: Variable) -> WeightState? {
    weights.first { $0.variable === variable }
  }
}

/// A training that a cell has started, with what tells its statement from the others of the cell.
final class CellTraining {
  let run: TrainingRun
  /// The name that it was given; `_3` where only its result has a number.
  let name: String
  let before: TrainedState
  /// The statement, as it is recorded.
  var record = ""
  /// Random draws of the statement.
  var draws: [String: Int] = [:]

  init(_ run: TrainingRun, named name: String, before: TrainedState) {
    (self.run, self.name, self.before) = (run, name, before)
  }
}

extension Value {
  /// Whether the run is this value, or an item of it.
  func holds(_ run: TrainingRun, depth: Int = 0) -> Bool {
    switch self {
    case .run(let own): own === run
    case .list(let items): depth < 20 && items.contains { $0.holds(run, depth: depth + 1) }
    default: false
    }
  }
}
