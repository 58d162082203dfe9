import Learning
import Plots
import Workbench

/// A training as the live chart reads it.
final class RunFeed: LiveFeed {
  let run: TrainingRun
  /// Epochs that have been looked at, and the validation losses of all of them.
  private var seenEpochs = 0
  private var validation: [(step: Int, loss: Double)] = []
  private var epochStride = 1
  private var times: [(step: Int, seconds: Double)] = []
  private lazy var metric = FeedMetric(of: run)
  private(set) var left = LiveLeave.watched

  func isOf(_ run: TrainingRun) -> Bool { self.run === run }

  init(_ run: TrainingRun) { self.run = run }

  func snapshot(since: Int) -> LiveSnapshot {
    // Finished is asked first, so that a snapshot that says so holds everything.
    let isFinished = run.isFinished
    let progress = run.progress
    if since < .max { takeEpochs() }
    let names = run.curveNames
    let curves = names.enumerated().map { index, name -> LiveCurve in
      let series = run.stepSeries(of: index)
      return LiveCurve(
        names.count == 1 ? "train" : name, series.kept(since: since), stride: series.stride,
        newest: series.last)
    }
    // What has not been measured yet is no number; it is left out.
    var metrics = (progress.losses + progress.metrics).filter { !$0.value.isNaN || isFinished }
    if let last = run.lastEpoch {
      metrics += last.values.filter { $0.name.hasPrefix("val_") }
    }
    var snapshot = LiveSnapshot(
      epoch: progress.epoch, epochs: progress.epochs, step: progress.step,
      totalSteps: progress.steps, curves: curves, validation: validation,
      metrics: metrics,
      samplesPerSecond: progress.samplesPerSecond > 0 ? progress.samplesPerSecond : nil,
      secondsLeft: progress.secondsLeft, isFinished: isFinished,
      isPaused: progress.phase == .paused, learningRate: progress.learningRate)
    snapshot.wasStopped = run.wasEnded
    guard since < .max else { return snapshot }
    snapshot.companion = metric?.companion
    snapshot.times = times
    if progress.step > times.last?.step ?? 0 {
      snapshot.times.append((progress.step, max(progress.seconds, times.last?.seconds ?? 0)))
    }
    return snapshot
  }

  /// There may be millions: each is looked at once.
  private func takeEpochs() {
    let series = run.epochSeries
    // Very many are thinned now and then.
    if series.stride != epochStride {
      (seenEpochs, epochStride, validation, times) = (0, series.stride, [], [])
      metric?.forget()
    }
    series.visit(since: seenEpochs) { news in
      seenEpochs += news.count
      for epoch in news {
        if let loss = epoch.value("val_loss") { validation.append((epoch.step, loss)) }
        metric?.take(epoch)
        takeTime(of: epoch)
      }
    }
  }

  /// Of very many epochs not each is told: those between were as fast.
  private func takeTime(of epoch: EpochRecord) {
    let last = times.last ?? (0, 0)
    let share = Double(epoch.step - last.step) / Double(max(1, run.setup.stepsPerEpoch))
    times.append((epoch.step, last.seconds + max(0, epoch.seconds) * max(0, share)))
  }

  func requestStop() { run.requestStop() }
  func requestEnd() { run.requestStop(isProgramEnding: true) }
  func requestPause() { run.requestPause() }
  func proceed() { run.resume() }

  func changeLearningRate(to rate: Double) -> String? {
    guard rate >= 0, rate.isFinite else { return "a learning rate is 0 or more" }
    run.intervene(.set("learning_rate", rate))
    return nil
  }

  /// The net of the run, where its units can be asked.
  private(set) lazy var netFeed: (any NetFeed)? = RunNet(run)

  private lazy var past = PastPicture(of: run)

  func picture(at step: Int) -> (step: Int, plot: Plot)? { past?.plot(at: step) }

  func leave(_ way: LiveLeave) {
    left = way
    if way == .discarded { run.isUnwanted = true }
  }
}
