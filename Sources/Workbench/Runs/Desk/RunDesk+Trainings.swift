import Engine
import Language
import Learning
import Support

// Trainings that are on: how they start, are looked at, and hand over what they came to.
extension RunDesk {
  /// Starts a training; one in the foreground has ended when this returns, unless the user sends
  /// it to the background.
  func start(_ job: Job) throws {
    try refuseBusyModels(of: job.run)
    try prepareInterventions(for: job)
    job.before = TrainedState(job.run.models, in: session.history)
    session.trace?.note(job.run, named: job.name, before: job.before)
    for model in job.run.models { session.rememberWeights(of: model) }
    // Weights that were left undone are not to be trained.
    try Interrupt.check()
    session.host.emit(.aside(RunText.header(job.run, build: session.options.build)))
    job.run.observe { [workQueue = session.workQueue] in workQueue.wake?() }
    jobs.append(job)
    session.trace?.jobs.append(job)
    if !session.undoStack.isEmpty {
      session.undoStack[session.undoStack.count - 1].jobs.append(job)
    }
    session.input.hasChanged = true
    if session.host.isLive { job.run.pace = session.pace }
    if session.beginsPaused { job.run.requestPause() }
    job.run.start()
    job.run.isInBackground = job.isBackground
    if job.isBackground {
      sayBackground(job)
      return
    }
    // A training that the user ends keeps what it has come to.
    try Interrupt.ignoring {
      switch session.host.follow(job.run, name: job.title) {
      case .shown: settle(job, wasShown: true, isAwaited: true)
      case .unseen: settle(job, isAwaited: true)
      case .background: sayBackground(job)
      case .discarded:
        discard(job)
        throw RunProblem.discarded(name: job.name)
      }
    }
  }

  private func sayBackground(_ job: Job) {
    guard session.host.isLive else { return }
    session.host.emit(
      .aside("\(job.label) trains in the background; `:jobs` shows it, `:fg \(job.label)` watches"))
  }

  /// One run at a time changes a model's weights.
  private func refuseBusyModels(of run: TrainingRun) throws {
    settleFinished()
    for model in run.models {
      if let other = job(changing: model) {
        guard session.host.isLive else {
          finish(other)
          continue
        }
        throw LearningError.training(.busy(model: "\(model.name) (by \(other.label))"))
      }
    }
  }

  /// The training that changes weights of this model, if one is on.
  func job(changing model: Model) -> Job? {
    guard !jobs.isEmpty else { return nil }
    let weights = Set(model.parameters.map { ObjectIdentifier($0.variable) })
    return jobs.first { job in
      job.run.models.contains { $0 === model }
        || job.run.models.contains { trained in
          trained.parameters.contains { weights.contains(ObjectIdentifier($0.variable)) }
        }
    }
  }

  /// The training of that run; `nil` once it has handed over what it came to.
  package func job(of run: TrainingRun) -> Job? { jobs.first { $0.run === run } }

  /// Takes the results of an ended run into its model, and says what it came to.
  ///
  /// Where a statement waited for it, one that failed ends that statement.
  func settle(_ job: Job, wasShown: Bool = false, isAwaited: Bool = false) {
    let run = job.run
    let outer = speakingJob
    speakingJob = job
    defer { speakingJob = outer }
    run.wait()
    run.hold(nil)
    run.updateModel()
    tellTroubles(of: job)
    jobs.removeAll { $0 === job }
    session.history.keep(run)
    // A training that was waited for is on the disk before the next prompt.
    // Where nobody asked for that, as in a notebook, nobody waits for a slow disk.
    if !job.isBackground, job.isAwaited { run.join() }
    keepingRuns = keepingRuns.filter(\.isKeeping) + (run.isKeeping ? [run] : [])
    noteInterventions(of: job)
    noteTraining(of: run)
    session.afterTraining(run, job.standsOn)
    defer {
      onSettled(job)
      session.trimHistory()
    }
    let failure = TrainVerb.finish(
      run, name: job.spokenName, wasShown: wasShown, at: job.place, session)
    if isAwaited, let failure { session.input.failedTraining = failure }
    let place = job.isBackground ? nil : job.checkpointSpan
    TrainVerb.warn(of: job.writer?.problem, at: place, session)
    TrainVerb.sayEnd(of: job.log, at: place.map { _ in job.place.span }, session)
  }

  /// Takes the results of a run that ended before.
  func takeOver(_ run: TrainingRun, named name: String) {
    // What has ended is taken as a whole.
    Interrupt.ignoring {
      session.trace?.note(
        run, named: name, before: TrainedState(run.models, in: session.history))
      for model in run.models { session.rememberWeights(of: model) }
      run.updateModel()
    }
    session.history.keep(run)
    noteTraining(of: run)
  }

  /// What a person did to a run without typing a statement: the pause menu, `:stop`.
  private func noteInterventions(of job: Job) {
    let notes = interventions(of: job)
    if !notes.isEmpty, !keepNotes(job, notes) { session.record.afterwards += notes }
  }

  /// What was done to a run without a statement, as statements. Of one that is on, or waits, as if it
  /// ended where it is.
  package func interventions(of job: Job, endingAt step: Int? = nil) -> [String] {
    guard !job.name.isEmpty else { return [] }
    var notes = job.unrecordedChanges.map { change in
      "at \(job.name), step=\(change.step) "
        + "{ \(job.name).\(change.name) = \(NumberText.exact(change.value)) }"
    }
    var end = step
    if job.run.wasEnded { end = job.run.progress.step }
    if let end, !job.planned.contains(end) {
      var isInterrupted = false
      if case .interrupted? = job.run.outcome { isInterrupted = true }
      notes.append(Self.stopRecord(job.name, at: end, isInterrupted: isInterrupted))
    }
    return notes
  }

  /// What the models have learnt beside weights: the loss they were trained with, the vocabulary.
  package func noteTraining(of run: TrainingRun) {
    let setup = run.setup
    session.noteWeights(of: setup, epochs: run.seen.epochs.count, steps: run.seen.progress.step)
    let vocabularies = setup.training.inputs.compactMap(\.vocabulary)
    if let supervision = setup.supervision {
      supervision.model.trainedLoss = supervision.loss
      supervision.model.vocabularies = vocabularies
      supervision.model.recipe = setup.options.recipe
      supervision.model.pictureRecipe = setup.options.pictureRecipe
      return
    }
    // A model that takes a text's inputs as they are has learnt what their numbers mean.
    for model in setup.models where model.inputs.map(\.shape) == setup.training.inputShapes {
      if vocabularies.count == model.inputs.count { model.vocabularies = vocabularies }
    }
  }

  /// Ends a run and puts its models back to what they were before it.
  package func discard(_ job: Job) {
    end(job)
    job.before.restore()
  }

  /// Ends a run whose results nobody takes over; its models have what was last seen of it.
  package func end(_ job: Job) {
    job.run.requestStop()
    job.run.wait()
    // Whoever ends the session waits for what is still being written.
    if job.run.isKeeping { keepingRuns.append(job.run) }
    job.run.hold(nil)
    jobs.removeAll { $0 === job }
  }

  /// Says what has gone wrong in the runs that are on, since the last time.
  package func tellTroubles() {
    for job in jobs { tellTroubles(of: job) }
  }

  private func tellTroubles(of job: Job) {
    let outer = speakingJob
    speakingJob = job
    defer { speakingJob = outer }
    let troubles = job.run.troubles
    for report in troubles.dropFirst(job.toldTroubles) {
      session.report(Problems.worded(report, of: job.spokenName))
    }
    job.toldTroubles = troubles.count
  }

  /// Takes over the results of all runs that have ended meanwhile.
  package func settleFinished() {
    for job in jobs where job.run.isFinished && !job.run.isUnwanted {
      // Without a person one that failed ends the program where it is waited for, and not at whatever
      // statement came by then.
      if !session.host.isLive, case .failed? = job.run.outcome { continue }
      settle(job)
    }
  }

  /// Waits for a run; Ctrl-C ends it, with its weights kept.
  func finish(_ job: Job) {
    while !job.run.wait(seconds: 0.02) {
      if session.breathe() { job.run.requestStop() }
    }
    Interrupt.ignoring { settle(job, isAwaited: !session.host.isLive) }
  }

  /// Ends all runs where they are, as the program ends, and waits until their state is on the disk.
  package func stopRuns() {
    for job in jobs { job.run.requestStop(isProgramEnding: true) }
    for run in jobs.map(\.run) + keepingRuns { run.join() }
  }

  /// Waits for all runs, in the order of their starts: the end of a program.
  ///
  /// Answers whether all ended with finite numbers.
  @discardableResult
  package func finishRuns() -> Bool {
    var isGood = true
    while let job = jobs.first {
      finish(job)
      if case .failed? = job.run.outcome { isGood = false }
    }
    session.input.failedTraining = nil
    return isGood
  }

  /// Called for each value that a program reads: a run that is on is seen at one moment for the
  /// length of a statement, and so are the weights of its models.
  ///
  /// Without a person at hand nobody sees a run between its steps: it is waited for.
  func look(at value: Value) {
    // A loss that reads the model it trains, planned anew on the run's thread, would wait for itself.
    guard !RunThread.isCurrent else { return }
    pool?.look(at: value)
    guard !jobs.isEmpty else { return }
    switch value {
    case .run(let run): if let job = job(of: run) { look(at: job) }
    case .model(let model), .layer(let model, _):
      if let job = job(changing: model) { look(at: job) }
    case .list(let items): for item in items { look(at: item) }
    case .record(let record): for value in record.values { look(at: value) }
    default: break
    }
  }

  private func look(at job: Job) {
    guard !seen.contains(where: { $0.job === job }) else { return }
    if !session.host.isLive { return finish(job) }
    if job.run.isFinished { return settle(job) }
    let moment = job.run.look()
    guard !job.run.isFinished else { return settle(job) }
    job.run.hold(moment)
    seen.append((job, moment.step))
  }

  /// After a statement everybody sees runs as they are again.
  func endLooks() {
    for look in seen { look.job.run.hold(nil) }
    seen = []
  }
}

// What the shell's commands need.
extension RunDesk {
  /// Trainings that are on, in the order of their starts, under the names that the user knows.
  package var activeRuns: [(label: String, number: Int, run: TrainingRun)] {
    jobs.map { ($0.label, $0.number, $0.run) }
  }

  /// Lets a run go on for more epochs than were planned; answers what is wrong with that.
  package func addEpochs(_ more: Int, to run: TrainingRun) -> String? {
    let (epochs, overflows) = (run.progress.epochs).addingReportingOverflow(more)
    do {
      try run.setup.checkChange(
        of: "epochs", to: overflows ? .infinity : Double(epochs), epoch: 1)
    } catch {
      return Problems.diagnostic(for: error, at: nil).message
    }
    run.intervene(.set("epochs", Double(epochs)))
    return nil
  }

  /// Ends a run and puts its models back to what they were before it.
  package func discard(_ run: TrainingRun) {
    if let job = job(of: run) { discard(job) }
  }
}
