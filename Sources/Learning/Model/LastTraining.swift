import Data

/// The training that gave a model its weights last.
package struct LastTraining: Equatable, Sendable {
  /// What the run is called; empty where it has no name.
  package let run: String
  /// How many epochs it came to.
  package let epochs: Int
  /// How many steps it came to.
  package let steps: Int
  /// Between which numbers its inputs lay, where they may have been pictures; see `Samples.inputRange`.
  package let inputs: ClosedRange<Double>?
  /// Some of the rows that its weights come from: its own, behind those of the trainings that it went on from.
  package let rows: [TrainedRows]

  /// A training by what it is called, how far it came, and what it learnt from.
  package init(
    run: String, epochs: Int, steps: Int, inputs: ClosedRange<Double>? = nil,
    rows: [TrainedRows] = []
  ) {
    (self.run, self.epochs, self.steps, self.inputs) = (run, epochs, steps, inputs)
    self.rows = rows.suffix(Self.known)
  }

  /// Of so many trainings the rows are known.
  private static let known = 16
}

extension Samples {
  /// The smallest and the largest number of a single input, of large data in some of the rows.
  ///
  /// `nil` for several inputs, for tokens, for samples of fewer than 64 numbers, which have a meaning each, and where
  /// nothing is finite.
  package var inputRange: ClosedRange<Double>? {
    guard inputs.count == 1, let input = inputs.first, input.vocabulary == nil,
      input.rows.shape.count >= 64
    else { return nil }
    let (rows, size) = (input.rows, input.rows.shape.count)
    let step = max(1, rows.count / max(1, 200_000 / size))
    var (least, most) = (Double.infinity, -Double.infinity)
    for row in stride(from: 0, to: rows.count, by: step) {
      for element in 0..<size {
        let number = rows.number(row, element)
        if number.isFinite { (least, most) = (min(least, number), max(most, number)) }
      }
    }
    return least <= most ? least...most : nil
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
  /// The weights of that model which were set by hand since, by path.
  package let setSince: [String]
  /// Whether nothing of the training is left, since all that it learnt was set by hand.
  package let isReplaced: Bool

  /// The first of the models that was trained before; `nil` where there is none.
  package init?(_ models: [Model]) {
    for model in models {
      guard let training = model.lastTraining else { continue }
      (self.model, self.training) = (model.name, training)
      weights = WeightHash.of(models.flatMap(\.parameters).map(\.variable.value))
      let parameters = model.parameters
      // Who takes a change back has changed nothing.
      let changed = parameters.filter { path, variable in
        model.setSinceTraining[path].map { $0 != WeightHash.of([variable.value]) } ?? false
      }.map(\.path)
      setSince = changed
      isReplaced = parameters.allSatisfy { path, variable in
        !variable.isTrainable || changed.contains(path)
      }
      return
    }
    return nil
  }
}

extension [Model] {
  /// Notes on them and on the models that stand inside them that a run has trained them.
  package func note(_ training: LastTraining) {
    for model in self {
      (model.lastTraining, model.setSinceTraining) = (training, [:])
      model.elements.sharedModels.map(\.model).note(training)
    }
  }
}

extension Model {
  /// Puts back what was known of its training.
  package func setLastTraining(_ training: LastTraining?) { lastTraining = training }
}
