import Engine

/// What a training holds at its peak, read off its plans before any of it is taken.
///
/// The one estimate: `cost` and `summary` print it, and a training beyond the limit is refused by
/// it. The data come on top, with the order of their samples.
package struct TrainingMemory: Equatable, Sendable {
  /// One copy of the weights.
  package let weights: Int
  /// How many copies there are at once.
  package let copies: Int
  /// Weights of other models that the training reads, such as a teacher's: theirs and the run's.
  package let otherWeights: Int
  /// Slopes of the loss by the weights, of the step that has the most.
  package let gradients: Int
  /// What the optimizer keeps for each weight.
  package let optimizer: Int
  /// Everything between input and loss, and what flows back.
  package let activations: Int
  /// The batches that are being read, and what every batch is computed with, such as masks.
  package let batch: Int
  /// What kernels need on the way, and what metrics read.
  package let working: Int

  /// The model's weights, which undoing brings back, the run's, and those of the start of the epoch.
  static let leastCopies = 3

  /// `sums` is what private steps add up, in bytes.
  init(
    _ setup: TrainingSetup, _ state: TrainingState, _ steps: [StepPlan], evaluations: [Plan] = [],
    sums: Int = 0
  ) {
    let plans = steps.map(\.planned.plan) + evaluations
    let arena = plans.arenaByteCount
    weights = byteCount(state.weights)
    optimizer = byteCount(state.parts.flatMap { $0.slots.flatMap { $0 } })
    otherWeights = saturatingProduct(
      2,
      byteCount(state.replacing.values.filter { other in !state.weights.contains { $0 === other } })
    )
    var copies = Self.leastCopies
    if setup.options.earlyStopping != nil { copies += 1 }
    self.copies = copies
    gradients = min(state.parts.map { byteCount($0.weights) }.max() ?? 0, arena)
    activations = arena - gradients
    batch = plans.reduce(0) {
      saturatingSum($0, saturatingSum($1.inputByteCount, $1.constantByteCount))
    }
    let numbers = steps.map { $0.metricTypes.reduce(0) { saturatingSum($0, $1.shape.count) } }.max()
    working = [
      saturatingProduct(setup.options.threads, ArenaMemory.scratchByteCount),
      saturatingProduct(8, setup.readsPredictions ? numbers ?? 0 : 0), sums,
      // The weights of a round, and their sum in float64.
      setup.federation == nil
        ? 0 : saturatingSum(weights, saturatingProduct(8, numberCount(state.weights))),
    ].reduce(0, saturatingSum)
  }

  /// Values of all plans, which run one after the other.
  var arenaByteCount: Int { gradients + activations }

  /// All parts together in bytes; saturates.
  package var total: Int {
    [
      saturatingProduct(copies, weights), otherWeights, gradients, optimizer, activations, batch,
      working,
    ].reduce(0, saturatingSum)
  }

  /// Refuses a training before its memory is taken.
  func check(_ setup: TrainingSetup) throws(LearningError) {
    guard total <= setup.options.memoryLimit else {
      throw .size(
        .trainingTooLarge(
          models: setup.title, batchSize: setup.options.batchSize, bytes: total,
          limit: setup.options.memoryLimit))
    }
    // One copy of the weights is there already.
    try MemoryLimit.require(total - weights, for: "training \(setup.title)")
  }

  /// Refuses a model that could not be trained even with the smallest batch and without moments,
  /// before its weights are drawn.
  static func check(
    _ planned: [PlannedWeight], model: String, limit: Int
  ) throws(LearningError) {
    let weights = planned.reduce(0) { saturatingSum($0, $1.type.byteCount) }
    let trained = planned.filter(\.isTrainable).reduce(0) { saturatingSum($0, $1.type.byteCount) }
    let bytes = saturatingSum(saturatingProduct(leastCopies, weights), trained)
    guard bytes <= limit else {
      let parameters = planned.reduce(0) { saturatingSum($0, $1.type.shape.count) }
      throw .size(.modelTooLarge(model: model, parameters: parameters, bytes: bytes, limit: limit))
    }
  }
}

extension TrainingSetup {
  /// Whether metrics look at each prediction.
  fileprivate var readsPredictions: Bool { emptyTally.needsPredictions }
}

private func numberCount(_ variables: [Variable]) -> Int {
  variables.reduce(0) { saturatingSum($0, $1.type.shape.count) }
}

private func byteCount(_ variables: some Sequence<Variable>) -> Int {
  variables.reduce(0) { saturatingSum($0, $1.type.byteCount) }
}
