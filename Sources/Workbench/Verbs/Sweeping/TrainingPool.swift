import Engine
import Learning
import Support

/// Trainings that run side by side for one statement, each on one thread, as many at a time as there are cores.
///
/// The statement waits for all of them. Bodies are computed on the session's thread, one at a time, whenever the
/// training that they wait for has ended; so results do not depend on how many run at once, or which ends first.
final class TrainingPool {
  unowned let session: Interpreter
  /// How many trainings are on at a time, at least 1.
  let width: Int
  /// Whether somebody ended it: nothing new begins, and what was on counts as not finished.
  private(set) var isStopped = false
  private(set) var active: [PooledTraining] = []
  /// Trainings that need not run: what they came to before is used again.
  var reused = 0
  /// Runs whose state may still be on its way to the disk.
  private var keeping: [TrainingRun] = []
  private let host: any Host
  private let title: String
  private let startTime = monotonicSeconds()
  private var lastLine = 0.0
  /// Whether it was said that a log cannot be written.
  private var hasToldLog = false
  /// What else the line about them says, such as the best so far.
  var remark: () -> String = { "" }
  /// Runs that the statement still needs, whatever old weights may take.
  var keptRuns: () -> [TrainingRun] = { [] }
  /// The pool of the statement around this one.
  private var outer: TrainingPool?
  /// Called when a task has come to its end.
  var onDone: (PooledTask) -> Void = { _ in }

  init(_ session: Interpreter, title: String) {
    (self.session, self.title) = (session, title)
    host = session.host
    width = max(1, session.options.threads)
  }

  /// Runs all tasks to their ends, in their order as far as that can be seen; Ctrl-C leaves the rest undone.
  func run(_ tasks: [PooledTask]) {
    outer = session.desk.pool
    session.desk.pool = self
    defer {
      session.desk.pool = outer
      host.tell(progress: nil)
    }
    // A training that the user ends is kept out whole: nothing here is torn.
    Interrupt.ignoring {
      var (next, begun) = (0, [PooledTask]())
      while true {
        for task in begun where task.open.isEmpty && !isStopped {
          if task.isDone { onDone(task) } else { advance(task) }
        }
        begun.removeAll { $0.isDone }
        while !isStopped, active.count < width, next < tasks.count {
          advance(tasks[next])
          if !tasks[next].isDone { begun.append(tasks[next]) }
          next += 1
          if session.breathe() { stop() }
        }
        if active.isEmpty {
          if isStopped || next == tasks.count && begun.isEmpty { break }
          continue
        }
        wait()
        tell(tasks)
      }
      for run in keeping where run.isKeeping { run.join() }
      keeping = []
    }
  }

  /// Runs that nothing may be taken from: those that are on, and those that are needed.
  var neededRuns: [TrainingRun] {
    active.map(\.run) + active.flatMap(\.task.runs) + keptRuns() + (outer?.neededRuns ?? [])
  }

  private func advance(_ task: PooledTask) {
    task.advance(in: self)
    if task.isDone { onDone(task) }
  }

  /// Ends what is on, soon; nothing new begins.
  func stop() {
    isStopped = true
    for training in active { training.run.requestStop() }
  }

  /// Starts a training that was planned; with nowhere to put it, after the others.
  func start(
    _ planned: PlannedTraining, of task: PooledTask, _ log: TensorBoardLog? = nil
  ) throws -> TrainingRun {
    let run = try made(planned)
    run.observe { [workQueue = session.workQueue] in workQueue.wake?() }
    active.append(PooledTraining(run: run, task: task, standsOn: planned.standsOn, log: log))
    task.open.append(run)
    run.start()
    if isStopped { run.requestStop() }
    return run
  }

  /// A run of what was planned; beside others there may be too little memory, which is there once they have ended.
  private func made(_ planned: PlannedTraining) throws -> TrainingRun {
    if !active.isEmpty {
      if let run = try? TrainingRun(planned.setup, from: planned.checkpoint) { return run }
      while !active.isEmpty { wait() }
    }
    return try TrainingRun(planned.setup, from: planned.checkpoint)
  }

  /// Takes over what a run came to that needed no training.
  func takeOver(_ run: TrainingRun) {
    reused += 1
    run.updateModel()
    session.history.keep(run)
    session.desk.noteTraining(of: run)
  }

  /// Waits for a run of these that a program reads.
  func look(at value: Value) {
    switch value {
    case .run(let run): if active.contains(where: { $0.run === run }) { finish(run) }
    case .model(let model), .layer(let model, _):
      let weights = Set(model.parameters.map { ObjectIdentifier($0.variable) })
      let training = active.first { training in
        training.run.models.contains { trained in
          trained.parameters.contains { weights.contains(ObjectIdentifier($0.variable)) }
        }
      }
      if let training { finish(training.run) }
    case .list(let items): if !active.isEmpty { for item in items { look(at: item) } }
    case .record(let record): if !active.isEmpty { record.values.forEach(look) }
    default: break
    }
  }

  /// Waits for one of the trainings that are on.
  func finish(_ run: TrainingRun) {
    Interrupt.ignoring { while active.contains(where: { $0.run === run }) { wait() } }
  }

  /// Lets a moment pass, and takes over what has ended.
  private func wait() {
    _ = active.first?.run.wait(seconds: 0.004)
    if session.breathe(), !isStopped { stop() }
    let ended = active.filter { $0.run.isFinished }
    active.removeAll { training in ended.contains { $0.run === training.run } }
    for training in ended { settle(training) }
  }

  private func settle(_ training: PooledTraining) {
    let run = training.run
    run.wait()
    run.updateModel()
    session.history.keep(run)
    session.desk.noteTraining(of: run)
    keeping = keeping.filter(\.isKeeping) + [run]
    session.afterTraining(run, training.standsOn)
    training.task.noteEnd(of: run)
    if !hasToldLog, training.log?.problem != nil {
      hasToldLog = true
      TrainVerb.warn(of: training.log?.problem, at: nil, session)
    }
    session.trimHistory()
  }

  /// `sweep: 5 of 36 trained, 0:42 left, best accuracy 0.9712 (h=64)`.
  private func tell(_ tasks: [PooledTask]) {
    let now = monotonicSeconds()
    guard now - lastLine > 0.2 else { return }
    lastLine = now
    let done = tasks.count { $0.isDone }
    var share = Double(done)
    for training in active {
      let progress = training.run.progress
      if progress.steps > 0 { share += min(1, Double(progress.step) / Double(progress.steps)) }
    }
    var parts = ["\(title): \(done) of \(tasks.count) done"]
    if isStopped {
      parts.append("stopping…")
    } else if share > 0.01 {
      let left = (now - startTime) / share * max(0, Double(tasks.count) - share)
      parts.append("\(NumberText.duration(left)) left")
    }
    let remark = remark()
    if !remark.isEmpty { parts.append(remark) }
    host.tell(progress: parts.joined(separator: ", "))
  }
}

/// A training that is on in a pool.
struct PooledTraining {
  let run: TrainingRun
  let task: PooledTask
  let standsOn: ValueFingerprint?
  let log: TensorBoardLog?
}
