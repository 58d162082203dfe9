import Formats
import Learning
import Support
import Synchronization

/// The log of a training for TensorBoard, written from the run's own thread.
///
/// It has Keras's layout and tags, so that its charts put both into one: `train` and `validation` are folders below the
/// log's, and both have `epoch_loss` and `epoch_accuracy`. Epochs and steps count from 1, as everywhere here. What was
/// trained and with what values stands in the folder itself, for the tab of hyperparameters.
final class TensorBoardLog: TrainingLogger {
  /// What is said before the first step.
  struct Opening: Sendable {
    /// Markdown for the tab of texts.
    var text = ""
    /// What tells the training from others.
    var parameters: [EventSummary.Hyperparameter] = []
    /// Trainings that differ by a seed alone have one.
    var group = ""
    /// Boxes of its model; none for several.
    var graph: [EventGraphNode] = []
  }

  private struct Files {
    var own: EventFile
    var train: EventFile
    var validation: EventFile?
    var rate = Double.nan
    /// What was passed over last, for the end.
    var passed: EpochRecord?
    var passedBatch: LoggedProgress.Batch?
    /// How many epochs were told, and how many there were.
    var written = 0
    var epochs = 0

    var problem: FileError? { own.problem ?? train.problem ?? validation?.problem }

    mutating func flush() {
      own.flush()
      train.flush()
      validation?.flush()
    }
  }

  /// Up to these all are told; then every other one until twice as many, every fourth until four times as many, and so
  /// on: what is told grows with the logarithm of the training, which may end long before it was to.
  private static let (batchLimit, epochLimit) = (20_000, 4_096)

  private let place: LogPlace
  private let curves: [String]
  private let opening: Opening
  private let files: Mutex<Files>

  /// Makes the files; `folder` is that of this training.
  init(
    _ place: LogPlace, in folder: LogFolder, of setup: TrainingSetup, _ opening: Opening
  ) throws(FileError) {
    self.place = place
    curves = setup.curveNames
    var all = Files(
      own: try EventFile(in: folder), train: try EventFile(in: folder.inside("train")))
    if setup.validation != nil { all.validation = try EventFile(in: folder.inside("validation")) }
    let begin = EventSummary.hyperparameters(
      opening.parameters, group: opening.group, seconds: LogFolder.now)
    all.own.add(.summaries([begin]), step: 0)
    self.opening = opening
    files = Mutex(all)
  }

  /// Whether the batch or epoch of this number, from 1, is told.
  static func tells(_ number: Int, limit: Int) -> Bool {
    var stride = 1
    while (number - 1) / stride >= limit { stride *= 2 }
    return number % stride == 0
  }

  /// `4,098 of 9,000 epochs`, where some were left out.
  var thinned: String? {
    files.withLock { files in
      guard files.written < files.epochs else { return nil }
      return "\(NumberText.grouped(files.written)) of \(NumberText.grouped(files.epochs)) epochs"
    }
  }

  /// Why the log ended before its training.
  var problem: FileError? { files.withLock { $0.problem } }

  func wantsWeights(after epoch: Int) -> Bool {
    place.weightsEvery > 0 && epoch % place.weightsEvery == 0
  }

  func begin(afterStep step: Int, epoch: Int) {
    files.withLock { files in
      if step == 0 {
        // A training before it in this folder is no more, and neither is what was told before this.
        files.train.add(.start, step: 0)
        files.validation?.add(.start, step: 0)
      }
      if !opening.text.isEmpty {
        files.train.add(.summaries([.text("session", opening.text)]), step: epoch)
      }
      if !opening.graph.isEmpty { files.train.add(.graph(opening.graph), step: 0) }
      files.flush()
    }
  }

  func note(_ progress: LoggedProgress) {
    files.withLock { files in
      for batch in progress.batches {
        files.rate = batch.rate
        if Self.tells(batch.step, limit: Self.batchLimit) {
          write(batch, to: &files)
        } else {
          files.passedBatch = batch
        }
      }
      if let epoch = progress.epoch {
        files.epochs += 1
        if Self.tells(epoch.epoch, limit: Self.epochLimit) {
          Self.write(epoch, to: &files)
        } else {
          files.passed = epoch
        }
      }
      Self.write(progress.weights, after: progress.epoch?.epoch ?? 0, to: &files)
      files.flush()
    }
  }

  func end(_ outcome: TrainingOutcome) {
    files.withLock { files in
      if let last = files.passedBatch { write(last, to: &files) }
      if let last = files.passed { Self.write(last, to: &files) }
      var succeeded = true
      if case .failed = outcome { succeeded = false }
      files.own.add(
        .summaries([.ending(succeeded: succeeded, seconds: LogFolder.now)]), step: 0)
      files.own.close()
      files.train.close()
      files.validation?.close()
    }
  }

  private func write(_ batch: LoggedProgress.Batch, to files: inout Files) {
    files.passedBatch = nil
    var summaries = zip(curves, batch.losses).map { EventSummary.scalar("batch_\($0)", $1) }
    if !batch.rate.isNaN { summaries.append(.scalar("batch_learning_rate", batch.rate)) }
    files.train.add(.summaries(summaries), step: batch.step)
  }

  private static func write(_ epoch: EpochRecord, to files: inout Files) {
    files.passed = nil
    files.written += 1
    let prefix = "val_"
    var (train, validation): ([EventSummary], [EventSummary]) = ([], [])
    for (name, value) in epoch.values {
      if name.hasPrefix(prefix) {
        validation.append(.scalar("epoch_\(name.dropFirst(prefix.count))", value))
      } else {
        train.append(.scalar("epoch_\(name)", value))
      }
    }
    if !files.rate.isNaN { train.append(.scalar("epoch_learning_rate", files.rate)) }
    files.train.add(.summaries(train), step: epoch.epoch)
    files.validation?.add(.summaries(validation), step: epoch.epoch)
  }

  private static func write(
    _ weights: [LoggedProgress.Weight], after epoch: Int, to files: inout Files
  ) {
    for weight in weights {
      let tag = weight.path.replacing(".", with: "/")
      var summaries = [EventSummary.histogram(tag, EventHistogram(weight.value.doubles))]
      if let gradient = weight.gradient {
        summaries.append(.histogram(tag + "/gradient", EventHistogram(gradient.doubles)))
      }
      files.train.add(.summaries(summaries), step: epoch)
    }
  }
}
