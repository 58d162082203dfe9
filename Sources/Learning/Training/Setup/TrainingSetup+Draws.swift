import Engine

/// What a training draws, by itself and not by the names of its run, model or data.
extension TrainingSetup {
  /// The orders of its samples, one for each epoch.
  package var drawnOrder: String { "\(training.count) rows" }

  /// What is drawn in its steps, each once: the masks of random layers by purpose, path and shape; and
  /// what steps of the user draw, which is not known before they run.
  package var drawnInSteps: [String] {
    let masks = models.flatMap(\.drawnInTraining)
    let steps = supervision == nil ? ["\(RandomPurpose.sample)/steps on \(drawnOrder)"] : []
    return (Set(masks).sorted() + steps)
  }

  /// Tells the training how many equal draws came before: orders of as many rows, and trainings that
  /// draw the same in their steps.
  package mutating func count(orders: Int, inSteps masks: Int) {
    (options.occurrence, options.maskOccurrence) = (orders, masks)
  }
}
