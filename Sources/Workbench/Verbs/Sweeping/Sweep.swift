import Catalog
import Engine
import Language
import Learning
import Support

/// A sweep that is on: its combinations, and what they have come to.
final class Sweep {
  let evaluator: Evaluator
  let body: [Statement]
  let axes: [SweepAxis]
  let options: SweepOptions
  /// The rounds of a sweep by halving; `nil` where all combinations are trained to their ends.
  private(set) var halving: Halving?
  /// What the body mentions, in order.
  let mentioned: [String]
  private var starts: [Model] = []
  /// Weights that were there before: they are trained on copies.
  let outerWeights: Set<ObjectIdentifier>
  let bodyText: String
  /// Whether equal values give equal trainings: nothing is read that may be another one by then.
  let isRepeatable: Bool
  /// How many combinations are trained, each with all its seeds.
  private(set) var combinationCount = 0
  private let seed: UInt64
  private var tasks: [SweepTask] = []
  /// What the runs that are kept need to go on, in bytes.
  private var keptBytes = 0

  init(
    _ evaluator: Evaluator, _ body: [Statement], _ axes: [SweepAxis], _ options: SweepOptions
  ) throws {
    (self.evaluator, self.body, self.axes, self.options) = (evaluator, body, axes, options)
    guard let first = body.first, let last = body.last else { throw SweepProblem.emptyBody }
    var names = MentionedNames()
    names.visit(body)
    mentioned = names.names.sorted()
    let frame = evaluator.frame
    outerWeights = names.names.reduce(into: []) { found, name in
      if let value = frame[name] { found.formUnion(value.reachedWeights) }
    }
    bodyText = evaluator.text(of: SourceSpan(first.span.start, last.span.end))
    isRepeatable =
      !names.names.contains {
        frame[$0] == nil && evaluator.catalog.signature($0, .source) != nil
      } && !Lexer.tokenize(bodyText).tokens.contains { $0.text == LoadVerb.signature.name }
    seed = evaluator.session.options.seed
    try makeTasks()
  }

  private func makeTasks() throws {
    let combinations = try SweepCombination.all(axes, options, seed: seed)
    combinationCount = combinations.count
    if options.search == .halving { halving = Halving(combinations.count) }
    for (place, combination) in combinations.enumerated() {
      for number in 0..<options.seeds {
        let seed = seed &+ UInt64(number)
        let label = [combination.label, options.seeds > 1 ? "seed \(seed)" : ""]
          .filter { !$0.isEmpty }.joined(separator: ", ")
        tasks.append(
          SweepTask(
            self, combination, at: place, seed: seed, label: label.isEmpty ? "seed \(seed)" : label)
        )
      }
    }
  }

  /// Notes that trainings of the sweep go on from the weights of a model of the session: told once, when all have ended.
  func noteStart(of model: Model) {
    if !starts.contains(where: { $0 === model }) { starts.append(model) }
  }

  /// Trains, and gives the report.
  func run() throws -> Value {
    let session = evaluator.session
    let pool = TrainingPool(session, title: SweepVerb.signature.name)
    pool.onDone = { [unowned self] task in letGo(task) }
    pool.keptRuns = { [unowned self] in tasks.flatMap(\.runs) }
    pool.remark = { [unowned self] in remark }
    pool.run(tasks)
    session.saySweepStart(of: starts)
    try refuseFailed(pool)
    if let halving, !pool.isStopped {
      var left = tasks
      for round in stride(from: 2, through: halving.rounds, by: 1) {
        left = survivors(of: left)
        guard !left.isEmpty else { break }
        for task in left { task.goOn(after: halving.epochs(inRound: round)) }
        pool.run(left)
        if pool.isStopped { break }
      }
    }
    (tasks as [PooledTask]).emitOutputs(to: session)
    if pool.reused > 0, session.recovery == nil {
      session.host.emit(
        .aside(
          "\(NumberText.grouped(pool.reused)) of \(NumberText.count(tasks.count, "training")): "
            + "what they came to before is used again"))
    }
    let report = SweepReport(self, tasks, isStopped: pool.wasStopped(tasks))
    report.line(named: evaluator.context.boundName).map { session.host.emit($0) }
    return .report(report.value)
  }

  /// A sweep of which nothing can be trained is an error, and has trained nothing.
  private func refuseFailed(_ pool: TrainingPool) throws {
    guard let first = tasks.first(where: { $0.failure != nil }), let problem = first.failure,
      tasks.allSatisfy({ $0.failure != nil })
    else { return }
    guard !SweepProblem.codes.contains(problem.code), !first.combination.values.isEmpty else {
      throw problem
    }
    throw Diagnostic.error(
      "E0567",
      tasks.count == 1
        ? "\(first.label): \(problem.message)"
        : "all \(NumberText.grouped(tasks.count)) trainings fail; \(first.label): \(problem.message)",
      at: problem.span, hint: problem.hint ?? "no value of the axes fits")
  }

  /// The better third of the combinations, with all their seeds.
  private func survivors(of left: [SweepTask]) -> [SweepTask] {
    let rows = SweepRow.rows(of: left, options)
    let places = rows.filter(\.isRanked).prefix(
      Halving.survivors(of: Set(left.map(\.place)).count)
    ).map(\.place)
    return left.filter { places.contains($0.place) }
  }

  /// Runs that are kept whatever the others take.
  private static let keptRuns = 3

  /// A task that is done needs its names no more; of runs that are large together only the best stay.
  private func letGo(_ task: PooledTask) {
    guard halving == nil else { return }
    task.forget()
    keptBytes = saturatingSum(keptBytes, bytes(of: [task]))
    guard keptBytes > evaluator.session.history.limit else { return }
    let done = tasks.filter(\.isDone)
    let best = SweepRow.rows(of: done, options).filter(\.isRanked).prefix(Self.keptRuns).map(
      \.place)
    for task in done where !best.contains(task.place) { task.forgetRuns() }
    keptBytes = bytes(of: done)
  }

  private func bytes(of tasks: [PooledTask]) -> Int {
    ByteEstimate.sum(tasks.flatMap(\.runs).flatMap(\.keptMemory).map(\.bytes))
  }

  /// `best accuracy 0.9712 (h=64)`.
  private var remark: String {
    guard let best = SweepRow.rows(of: tasks.filter(\.isDone), options).first, best.isRanked,
      let measure = best.measure
    else { return "" }
    let label = best.combination.label
    return "best \(measure) \(NumberText.metric(best.mean))" + (label.isEmpty ? "" : " (\(label))")
  }
}
