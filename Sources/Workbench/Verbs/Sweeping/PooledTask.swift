import Engine
import Formats
import Language
import Learning
import Support

/// One of many parts of a statement, such as a combination of a sweep with one seed: it computes now and then, on
/// random streams of its own, and waits for its trainings in between.
class PooledTask {
  /// What tells it from the others: `h=16, act=relu, seed 3`.
  let label: String
  private var random: RandomNames
  private var options: Interpreter.Options
  /// Trainings that it waits for.
  var open: [TrainingRun] = []
  /// Trainings that it has begun, in their order.
  private(set) var runs: [TrainingRun] = []
  /// What it said, in order.
  private(set) var outputs: [Output] = []
  /// Why it ended before its time.
  private(set) var failure: Diagnostic?
  /// Whether it has come to its end, however.
  var isDone = false
  /// Whether a training of it was ended by its user.
  var isCut = false
  /// Whether its user ended it, now or in the lost session that is made again.
  private(set) var isStopped = false
  /// Whether it is a part of a lost session that was not trained there.
  private(set) var isLost = false
  /// Whether a training of it ended with numbers that are not finite.
  private(set) var isNonFinite = false
  /// Whether the statement that runs has nothing left to do with the run that it begins.
  var leavesRunsOpen = false
  private(set) weak var pool: TrainingPool?

  init(_ label: String, seed: UInt64, _ session: Interpreter) {
    self.label = label
    random = RandomNames(seed: seed)
    options = session.options
    options.seed = seed
  }

  /// The seed of all that it draws.
  var seed: UInt64 { options.seed }

  /// Whether it has come to its end, and to a value.
  var isFinished: Bool { isDone && failure == nil && !isCut && !isLost }

  /// A training of it has ended.
  func noteEnd(of run: TrainingRun) {
    open.removeAll { $0 === run }
    if run.wasEnded { isCut = true }
    if case .stopped? = run.outcome { isStopped = true }
    if case .failed? = run.outcome { isNonFinite = true }
    // What follows would stand on nothing.
    if isCut || isNonFinite { isDone = true }
  }

  /// Does its next piece of work; answers whether there is more.
  func step() throws -> Bool { false }

  /// A training as this task wants it, before it begins.
  func adapt(_ setup: TrainingSetup, _ call: VerbCall) throws -> TrainingSetup { setup }

  /// What its trainings stand on beside what their text mentions; `nil` where that is not known.
  func foundation(of setup: TrainingSetup) -> ValueFingerprint? { nil }

  /// What tells it from the others, for a log.
  var hyperparameters: [EventSummary.Hyperparameter] { [.init("seed", .number(Double(seed)))] }

  /// Those that differ by a seed alone have one.
  var logGroup: String { label }

  /// Lets go of what it has computed with.
  func forget() { runs = runs.suffix(1) }

  /// Lets go of its run too: only what was measured is kept.
  func forgetRuns() { runs = [] }

  /// Computes until it waits for a training, or is done.
  func advance(in pool: TrainingPool) {
    self.pool = pool
    let session = pool.session
    let before = (session.random, session.options, session.isStrict, session.input.told)
    let (host, recovery) = (session.host, session.recovery)
    let collector = CollectingHost(host)
    (session.random, session.options, session.host) = (random, options, collector)
    // Whichever of a lost session's trainings comes first, the others may be there too.
    if recovery != nil { session.recovery = .again }
    defer {
      (random, options) = (session.random, session.options)
      session.random = before.0
      session.options = before.1
      (session.isStrict, session.input.told, session.host) = (before.2, before.3, host)
      if recovery != nil, session.recovery != .over { session.recovery = recovery }
      outputs += collector.outputs
    }
    do {
      try Interrupt.feeding(every: session.interruptInterval) {
        session.breathe()
      } _: {
        while !isDone, open.isEmpty { if try !step() { isDone = true } }
      }
    } catch {
      isDone = true
      let problem = Problems.diagnostic(for: error, at: nil)
      if isLost || isNonFinite || recovery != nil && problem.code == Problems.cutCode {
        isLost = !isNonFinite
      } else if problem.code == Problems.stoppedCode {
        pool.stop()
        isCut = true
      } else {
        failure = problem
      }
    }
  }

  /// Begins a training of this task; answers at once where nothing else is to be done with its run.
  func train(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint?, of parent: String?,
    _ call: VerbCall
  ) throws -> TrainingRun {
    if call.bound.has(TrainVerb.checkpoint) {
      throw SweepProblem.checkpoint(verb: call.signature.name)
    }
    return try begin(adapt(setup, call), from: checkpoint, of: parent, call)
  }

  /// The same of a training that is as this task wants it.
  func begin(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint?, of parent: String?,
    _ call: VerbCall
  ) throws -> TrainingRun {
    guard let pool else { preconditionFailure("a task computes in a pool") }
    let foundation = foundation(of: setup)
    var setup = setup
    setup.setPlace(label, threads: leavesRunsOpen ? 1 : pool.session.options.threads)
    var planned = PlannedTraining(
      setup, from: checkpoint, of: parent, named: "", writesCheckpoint: false, call)
    planned.place = "\(label), training \(runs.count + 1)"
    planned.foundation = .some(foundation)
    let known: TrainingRun?
    do {
      known = try pool.session.beforeTraining(&planned)
    } catch let problem as RecoveryProblem {
      if problem == .failed { isNonFinite = true } else { isLost = true }
      throw problem
    }
    if let known {
      pool.takeOver(known)
      runs.append(known)
      noteEnd(of: known)
      return known
    }
    // What comes first in a task is no more than a part of what the others are compared by.
    let log = try TrainVerb.startLog(
      of: &planned, call, label: label, parameters: hyperparameters, group: logGroup)
    let run = try pool.start(planned, of: self, log)
    runs.append(run)
    if !leavesRunsOpen { pool.finish(run) }
    return run
  }
}

/// Keeps what one part of a statement says until all of them have been heard.
final class CollectingHost: Host {
  private let host: any Host
  private(set) var outputs: [Output] = []

  init(_ host: any Host) { self.host = host }

  func emit(_ output: Output) { outputs.append(output) }
  func follow(_ run: TrainingRun, name: String) -> Followed { host.follow(run, name: name) }
  func breathe() { host.breathe() }
  var digits: Int { host.digits }
  var isLive: Bool { host.isLive }
  var isInterrupted: Bool { host.isInterrupted }
}

extension [PooledTask] {
  /// What their programs printed and warned of, in their order and each warning once; what is only remarked of
  /// single trainings is left out.
  func emitOutputs(to session: Interpreter) {
    var told: Set<String> = []
    for output in flatMap(\.outputs) {
      switch output {
      case .aside, .curve, .runLine: continue
      case .diagnostic(let diagnostic, _, _):
        guard diagnostic.severity != .note,
          told.insert("\(diagnostic.code) \(diagnostic.message)").inserted
        else { continue }
      case .value, .text, .report, .plot: break
      }
      session.host.emit(output)
    }
  }
}

extension TrainingPool {
  /// Whether the user ended it, now or in the lost session that is made again; says so at once.
  func wasStopped(_ tasks: [PooledTask]) -> Bool {
    guard isStopped || tasks.contains(where: \.isStopped) else { return false }
    let finished = tasks.count(where: \.isFinished)
    session.host.emit(
      .aside(
        "stopped: \(NumberText.grouped(finished)) of \(NumberText.count(tasks.count, "training")) "
          + "\(NumberText.noun(finished, "is", "are")) finished and kept"))
    return true
  }
}
