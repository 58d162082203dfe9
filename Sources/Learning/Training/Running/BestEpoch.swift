import Engine

/// Keeps the weights of the best epoch so far and says when to give up.
struct BestEpoch {
  private let minimumDelta: Double
  /// Epochs without improvement that are allowed.
  var patience: Int
  private let series: String
  private let sign: Double
  private var best = -Double.infinity
  private var waited = 0
  private(set) var epoch = 0
  private(set) var weights: [Tensor]?

  init(_ rule: EarlyStopping, watching series: String) {
    minimumDelta = rule.minimumDelta
    patience = rule.patience
    self.series = series
    sign = EarlyStopping.prefersLarger(series) ? 1 : -1
  }

  /// Whether this epoch is the best so far; a missing or non-finite value never is.
  mutating func note(_ record: EpochRecord, _ state: TrainingState) -> Bool {
    let value = sign * (record.value(series) ?? .nan)
    guard value.isFinite, value > best + minimumDelta else {
      waited += 1
      return false
    }
    best = value
    waited = 0
    epoch = record.epoch
    // The old copy goes before the new one comes: one is enough.
    weights = nil
    weights = state.evaluatedValues
    return true
  }

  /// Everything that changes.
  var state: TrainingCheckpoint.Best {
    get { TrainingCheckpoint.Best(value: best, waited: waited, epoch: epoch, weights: weights) }
    set {
      (best, waited, epoch) = (newValue.value, newValue.waited, newValue.epoch)
      weights = newValue.weights
    }
  }

  /// Keras's rule: the first epoch without improvement counts as one.
  var givesUp: Bool { waited > 0 && waited >= patience }
}
