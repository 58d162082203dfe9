import Engine

// How a training walks through its samples.
extension TrainingSetup {
  /// The series of a private training that says what it can tell of a sample so far.
  package static let epsilonSeries = "epsilon"

  /// Batches of one epoch; the last may be smaller. Of federated ones those of all clients.
  package var stepsPerEpoch: Int { course(batchSize: options.batchSize).step(afterEpoch: 1) }

  /// Which steps belong to which epoch. The batch size of a federated training stays as it is.
  func course(
    batchSize: Int, changes: [(step: Int, size: Int)] = []
  ) -> BatchCourse {
    guard let federation else {
      return BatchCourse(samples: training.count, batchSize: batchSize, changes: changes)
    }
    return BatchCourse(samples: federation.batches, batchSize: 1)
  }

  /// How far an epoch goes: samples, or batches of a federated one.
  func length(batchSize: Int) -> Int {
    federation?.batches ?? training.count
  }

  /// The sizes of the batches from a position of an epoch on; private steps take one sample after the other.
  func rows(from position: Int, batchSize: Int) -> [Int] {
    if options.privacy != nil { return [1] }
    if let federation { return federation.rows }
    return BatchCourse.rows(from: position, of: training.count, batchSize: batchSize)
  }
}

/// Refuses what cannot be learnt from sample by sample; of clients the smallest counts.
func checkPrivacy(
  _ options: TrainingOptions, _ loss: LossChoice, samples: Int, _ federation: Federation?
) throws(LearningError) {
  guard options.privacy != nil else { return }
  if case .named(let loss, let text) = loss, loss is InfoNCE {
    throw .training(.privacy(.comparesSamples(loss: text)))
  }
  // The size that stands for itself was not asked for.
  let smallest = federation?.clients.min { $0.rows.count < $1.rows.count }
  let samples = smallest?.rows.count ?? samples
  guard options.batchSize <= samples || options.batchSize == TrainingOptions().batchSize else {
    throw .training(
      .privacy(.batch(size: options.batchSize, samples: samples, client: smallest?.name)))
  }
}
