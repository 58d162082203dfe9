/// Looks at a training after each epoch; tells each kind of trouble once.
///
/// What costs a pass over some samples is looked at after epochs 1, 2, 4, 8, … only, so that the
/// same program always finds the same.
struct TroubleWatch {
  /// Made with the plans of the training: what it traces may be a function of the user, whose
  /// interpreter is not to be entered from the run's own thread.
  private let probe: TrainingProbe?
  private var told: Set<String> = []
  private var firstLoss: Double?
  /// Epochs in a row whose loss was far above the best.
  private var epochsAbove = 0
  private var best: (loss: Double, epoch: Int)?
  /// Epochs in a row whose validation loss was well above its best.
  private var epochsWorse = 0
  private var bestValidation: (loss: Double, epoch: Int, trainingLoss: Double)?

  init(_ setup: TrainingSetup, _ state: TrainingState) {
    probe = try? TrainingProbe(setup, state)
  }

  /// What the epoch shows for the first time.
  mutating func look(
    at record: EpochRecord, of setup: TrainingSetup, learningRate: Double
  ) -> [TroubleReport] {
    // Several losses pull against each other: that theirs grow means nothing.
    guard setup.supervision != nil, let loss = record.value("loss"), loss.isFinite else {
      return []
    }
    if firstLoss == nil { firstLoss = loss }
    var found = divergence(loss, record.epoch, learningRate)
    // Early stopping ends it by itself, and gives back the best epoch.
    if setup.options.earlyStopping == nil { found += overfitting(record, loss) }
    if record.epoch & (record.epoch - 1) == 0 {
      found += probe?.troubles(epoch: record.epoch) ?? []
    }
    if found.isEmpty { return [] }
    return found.filter { told.insert($0.code).inserted }.map {
      TroubleReport(
        trouble: $0, epoch: record.epoch, step: record.step, learningRate: learningRate)
    }
  }

  private mutating func divergence(
    _ loss: Double, _ epoch: Int, _ learningRate: Double
  ) -> [Trouble] {
    guard let best, loss >= best.loss else {
      best = (loss, epoch)
      epochsAbove = 0
      return []
    }
    // A loss that is next to nothing may jump without meaning anything.
    let isAbove = loss > 4 * abs(best.loss) + 1e-3 && loss > 0.1 * (firstLoss ?? loss)
    epochsAbove = isAbove ? epochsAbove + 1 : 0
    let isFar = loss > 2 * (firstLoss ?? loss) && loss > 10 * abs(best.loss)
    guard epochsAbove >= 5 || isFar else { return [] }
    return [
      .divergence(best: best.loss, bestEpoch: best.epoch, now: loss, learningRate: learningRate)
    ]
  }

  private mutating func overfitting(_ record: EpochRecord, _ loss: Double) -> [Trouble] {
    guard let now = record.value("val_loss"), now.isFinite else { return [] }
    guard let bestValidation, now >= bestValidation.loss else {
      bestValidation = (now, record.epoch, loss)
      epochsWorse = 0
      return []
    }
    epochsWorse = now > 1.1 * bestValidation.loss ? epochsWorse + 1 : 0
    guard epochsWorse >= 5, loss < bestValidation.trainingLoss
    else { return [] }
    return [
      .overfitting(
        best: bestValidation.loss, bestEpoch: bestValidation.epoch, now: now, trainingLoss: loss)
    ]
  }
}
