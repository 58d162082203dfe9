import Engine
import Support

/// Batches that are not told yet: of very many some, the same distance apart.
struct PendingLog {
  /// More than these are not told of one stretch.
  static let limit = 256
  /// An epoch that takes long is told in between, after so many seconds.
  static let seconds = 10.0

  private(set) var batches: [LoggedProgress.Batch] = []
  /// The last one, which is told at the end whatever was left out.
  private var last: LoggedProgress.Batch?
  /// Where the samples of the last batch lie.
  private(set) var positions: ArraySlice<Int> = []
  private var stride = 1
  private var toldTime = monotonicSeconds()
  private var looked = 0

  mutating func note(
    step: Int, _ losses: [Double], rate: Double, positions: ArraySlice<Int>
  ) {
    self.positions = positions
    let batch = LoggedProgress.Batch(step: step, losses: losses, rate: rate)
    guard step % stride == 0 else {
      last = batch
      return
    }
    last = nil
    batches.append(batch)
    guard batches.count >= Self.limit else { return }
    stride *= 2
    if batch.step % stride != 0 { last = batch }
    batches.removeAll { $0.step % stride != 0 }
  }

  /// Whether it is time to tell; the clock is looked at now and then.
  mutating func isDue() -> Bool {
    looked += 1
    guard looked % 16 == 0 else { return false }
    return monotonicSeconds() - toldTime > Self.seconds
  }

  /// Takes what is to be told; the distance between batches stays, so that curves are even.
  mutating func take(isLast: Bool) -> [LoggedProgress.Batch] {
    defer { (batches, toldTime) = ([], monotonicSeconds()) }
    if isLast, let last { batches.append(last) }
    return batches
  }
}

// A training tells how it goes.
extension TrainingWorker {
  func beginLog() {
    guard let logger = setup.logger else { return }
    logger.begin(afterStep: batch, epoch: position == 0 ? epoch - 1 : epoch)
  }

  func logBatch(_ drawn: DrawnBatch) {
    guard log != nil else { return }
    log?.note(step: batch, losses, rate: runners[0].rate, positions: drawn.positions)
    if log?.isDue() == true { tellLog(nil) }
  }

  func logEpoch(_ record: EpochRecord) {
    guard log != nil else { return }
    tellLog(record)
  }

  /// What is left, and how it ended.
  func endLog(_ outcome: TrainingOutcome) {
    guard let logger = setup.logger, log != nil else { return }
    tellLog(nil, isLast: true)
    logger.end(outcome)
  }

  private func tellLog(_ record: EpochRecord?, isLast: Bool = false) {
    guard let logger = setup.logger else { return }
    let batches = log?.take(isLast: isLast) ?? []
    let wanted = record.map { logger.wantsWeights(after: $0.epoch) } ?? false
    logger.note(
      LoggedProgress(batches: batches, epoch: record, weights: wanted ? loggedWeights() : []))
  }

  /// The weights with the gradients of the last batch, which are computed once more beside the training.
  private func loggedWeights() -> [LoggedProgress.Weight] {
    var gradients: [String: Tensor] = [:]
    if let positions = log?.positions, !positions.isEmpty,
      let detailed = try? DetailedStep(setup, rows: positions.count, state)
    {
      let detail = detailed.detail(
        setup.training, positions, number: max(1, runners[0].count), batch: batch, epoch: epoch)
      for weight in detail.weights { gradients[weight.path] = weight.gradient }
    }
    return zip(setup.variables, state.evaluatedValues).map { named, value in
      LoggedProgress.Weight(path: named.name, value: value, gradient: gradients[named.name])
    }
  }
}
