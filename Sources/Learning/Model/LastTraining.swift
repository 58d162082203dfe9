/// The training that gave a model its weights last.
package struct LastTraining: Equatable, Sendable {
  /// What the run is called; empty where it has no name.
  package let run: String
  /// How many epochs it came to.
  package let epochs: Int
  /// How many steps it came to.
  package let steps: Int

  /// A training by what it is called and how far it came.
  package init(run: String, epochs: Int, steps: Int) {
    (self.run, self.epochs, self.steps) = (run, epochs, steps)
  }
}

/// Weights that a training began with and that another one had made.
package struct TrainedStart: Equatable, Sendable {
  /// The name of the first model that had been trained.
  package let model: String
  /// The training that had made its weights.
  package let training: LastTraining
  /// What two equal starts share.
  package let weights: UInt64

  /// The first of the models that was trained before; `nil` where there is none.
  package init?(_ models: [Model]) {
    for model in models {
      guard let training = model.lastTraining else { continue }
      (self.model, self.training) = (model.name, training)
      weights = WeightHash.of(models.flatMap(\.parameters).map(\.variable.value))
      return
    }
    return nil
  }
}

extension [Model] {
  /// Notes on them and on the models that stand inside them that a run has trained them.
  package func note(_ training: LastTraining) {
    for model in self {
      model.lastTraining = training
      model.elements.sharedModels.map(\.model).note(training)
    }
  }
}

extension Model {
  /// Puts back what was known of its training.
  package func setLastTraining(_ training: LastTraining?) { lastTraining = training }
}
