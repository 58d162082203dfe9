import Data
import Engine
import Learning

/// What a model has learnt beside its weights, at one time.
package struct ModelLesson {
  /// Whose it is.
  package let model: Model
  private let loss: LossChoice?
  private let vocabularies: [TokenVocabulary]
  private let training: LastTraining?
  private let recipe: Recipe?
  private let pictureRecipe: Recipe?

  /// As it is now.
  package init(_ model: Model) {
    self.model = model
    (loss, vocabularies) = (model.trainedLoss, model.vocabularies)
    training = model.lastTraining
    (recipe, pictureRecipe) = (model.recipe, model.pictureRecipe)
  }

  /// Makes the model know again what it knew then; its weights stay.
  package func restore() {
    (model.trainedLoss, model.vocabularies) = (loss, vocabularies)
    model.setLastTraining(training)
    (model.recipe, model.pictureRecipe) = (recipe, pictureRecipe)
  }
}

/// What trainings change beside their runs: weights, and what models know of their data.
package struct TrainedState {
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

  /// What the model knew; `nil` for one that was not trained.
  package func lesson(of model: Model) -> ModelLesson? { lessons.first { $0.model === model } }

  /// What the weight was; `nil` for one that was not trained.
  package func state(of variable: Variable) -> WeightState? {
    weights.first { $0.variable === variable }
  }
}
