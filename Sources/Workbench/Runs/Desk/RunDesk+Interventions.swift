import Engine
import Language
import Learning
import Support

// Changes of runs that are on: now, or at a step of a replay.
extension RunDesk {
  /// One `at r, step=N { … }` of a program.
  struct PlannedIntervention {
    var step: Expression
    var isEpoch: Bool
    var body: [Statement]
  }

  /// Tells a run that starts what the rest of the program does to it.
  ///
  /// Settings act in the run itself. For statements that look at the run, it keeps what there was to
  /// see at that step.
  func prepareInterventions(for job: Job) throws {
    guard !job.name.isEmpty else { return }
    for planned in interventions(of: job.name) {
      let step = try place(planned.step, isEpoch: planned.isEpoch, of: job.run)
      try ask(job.run, job.name, for: planned.body, after: step)
      job.planned.insert(step)
    }
  }

  /// Whether the rest of the program changes a run of this name.
  package func isChangedLater(_ name: String) -> Bool {
    !name.isEmpty && !interventions(of: name).isEmpty
  }

  /// What the rest of the program has to say, up to where the name gets another value.
  private func interventions(of name: String) -> [PlannedIntervention] {
    var found: [PlannedIntervention] = []
    for statement in Array(session.input.remaining) + laterStatements(naming: name) {
      if case .assignment(let targets, _) = statement.kind,
        targets.contains(where: { $0.name.text == name && $0.path.isEmpty })
      {
        return found
      }
      collect(statement, of: name, into: &found)
    }
    return found
  }

  private func collect(
    _ statement: Statement, of name: String, into found: inout [PlannedIntervention]
  ) {
    guard case .intervention(let run, let unit, let step, let body) = statement.kind else { return }
    if run.text == name {
      found.append(PlannedIntervention(step: step, isEpoch: unit.text == "epoch", body: body))
    }
    for inner in body { collect(inner, of: name, into: &found) }
  }

  /// The statements of the cells that follow and may speak of the run, or rebind its name.
  private func laterStatements(naming name: String) -> [Statement] {
    session.laterPrograms.flatMap { program in
      program.source.split { $0 != "_" && !$0.isLetter && !$0.isNumber }.contains { $0 == name }
        ? program.statements : []
    }
  }

  func place(
    _ expression: Expression, isEpoch: Bool, of run: TrainingRun
  ) throws -> Int {
    let number = try session.inProgram.wholeNumber(expression, of: "at")
    let steps = isEpoch && number >= 1 ? run.course.step(afterEpoch: number) : number
    guard number >= (isEpoch ? 1 : 0), steps < Int.max else {
      throw Problems.diagnostic(
        for: LearningError.training(
          .option(
            name: isEpoch ? "epoch" : "step", rule: isEpoch ? "at least 1" : "0 or more",
            found: "\(number)")),
        at: expression.span)
    }
    return steps
  }

  /// Registers what a body asks of a run after a step.
  func ask(
    _ run: TrainingRun, _ name: String, for body: [Statement], after step: Int
  ) throws {
    var looks = false
    for statement in body {
      if let target = settingTarget(statement, of: name) {
        let value = try setting(statement, of: name)
        let epoch = run.course.epoch(ofStep: step)
        try Problems.located(at: statement.span) {
          try run.setup.checkChange(of: target, to: value, epoch: epoch)
        }
        run.intervene(.set(target, value), afterStep: step)
      } else if let stop = stop(statement, of: name) {
        run.intervene(stop, afterStep: step)
      } else {
        looks = true
      }
    }
    if looks { run.intervene(.keepMoment, afterStep: step) }
  }

  /// The setting that `r.learning_rate = 0.1` names; `nil` for any other statement.
  func settingTarget(_ statement: Statement, of name: String) -> String? {
    guard case .assignment(let targets, _) = statement.kind, targets.count == 1,
      targets[0].name.text == name, targets[0].path.count == 1,
      case .field(let field) = targets[0].path[0]
    else { return nil }
    return field.text
  }

  private func setting(_ statement: Statement, of name: String) throws -> Double {
    guard case .assignment(_, let expression) = statement.kind else { return .nan }
    var mentioned = MentionedNames()
    mentioned.visit(expression)
    guard !mentioned.names.contains(name) else {
      throw Problems.worded(RunProblem.notAlone(name), at: expression.span)
    }
    return try session.inProgram.number(expression, of: "a setting of a run")
  }

  /// What `stop r` asks for, `stop r, interrupted=true` where the program ended there.
  func stop(_ statement: Statement, of name: String) -> Intervention? {
    guard case .expression(let expression) = statement.kind,
      case .command(let command) = expression.kind, command.effects.contains(.endsRun),
      let first = command.arguments.first, case .name(name) = first.value.kind
    else { return nil }
    guard command.arguments.count > 1 else { return .stop }
    guard command.arguments.count == 2,
      command.arguments[1].label?.text == StopVerb.interrupted.name,
      case .bool(let isInterrupted) = command.arguments[1].value.kind
    else { return nil }
    return isInterrupted ? .interrupt : .stop
  }

  /// `stop r` at a step, as a run that has ended before its time is to be ended again.
  package static func stopRecord(_ name: String, at step: Int, isInterrupted: Bool) -> String {
    "at \(name), step=\(step) { stop \(name)\(isInterrupted ? ", \(StopVerb.interrupted.name)=true" : "") }"
  }

  /// Whether a statement is `s = resume r`, or only `resume r`.
  func goesOn(_ name: String, _ statement: Statement) -> Bool {
    let expression: Expression
    switch statement.kind {
    case .assignment(let targets, let value) where targets.count == 1: expression = value
    case .expression(let value): expression = value
    default: return false
    }
    guard case .command(let command) = expression.kind, command.effects.contains(.goesOn),
      let first = command.arguments.first, case .name(name) = first.value.kind
    else { return false }
    var mentioned = MentionedNames()
    for argument in command.arguments.dropFirst() { mentioned.visit(argument.value) }
    return !mentioned.names.contains(name)
  }

  func moment(of run: TrainingRun, at step: Int) -> RunMoment? {
    if let kept = run.moment(at: step) { return kept }
    guard run.isFinished, !run.isReleased, run.progress.step == step else { return nil }
    return run.look()
  }

  func refuseIfOver(
    _ run: TrainingRun, _ name: Name, _ step: Int, _ place: Expression, always: Bool = false
  ) throws {
    let now = run.progress.step
    if run.isFinished, now < step {
      throw Problems.worded(
        RunProblem.endedBefore(name: name.text, step: step, end: now), at: place.span)
    }
    if always {
      throw Problems.worded(
        RunProblem.stepPassed(name: name.text, step: step, now: now), at: place.span)
    }
  }

  func wait(for job: Job, _ step: Int) throws {
    while job.run.moment(at: step) == nil, !job.run.wait(seconds: 0.01) {
      try session.checkInterrupt()
    }
  }

  /// `r.learning_rate = 0.001` at the prompt: acts at the next step, which is remembered.
  func change(_ run: TrainingRun, _ name: String, _ setting: String, to value: Value) throws {
    guard let number = value.number else {
      throw ValueProblem.notANumber(value.messageText, of: "a setting of a run")
    }
    // A program is told the same whether the run has ended by now or not.
    guard session.host.isLive || !run.isInBackground else {
      throw RunProblem.changeWithoutStep(name: name, setting: setting)
    }
    guard let job = job(of: run), !run.isFinished else { throw RunProblem.ended(name: name) }
    try run.setup.checkChange(of: setting, to: number, epoch: max(1, run.progress.epoch))
    let known = run.changes.count
    run.intervene(.set(setting, number))
    _ = run.look()
    guard run.changes.count > known, let change = run.changes.last else {
      throw RunProblem.ended(name: name)
    }
    job.recordedSteps.insert(change.step)
    session.record.replacement =
      "at \(name), step=\(change.step) { \(name).\(setting) = \(NumberText.exact(number)) }"
    session.host.emit(
      .aside(
        "\(job.label): \(setting) is \(NumberText.general(number)) from step "
          + "\(NumberText.grouped(change.step + 1)) on"))
  }
}

extension Evaluator {
  /// `at r, step=1250 { … }`, reached: what looks at the run runs now, on what the run was then.
  func intervene(
    _ name: Name, isEpoch: Bool, at place: Expression, _ body: [Statement]
  ) throws {
    try refuseWhileLooking("`at`", at: name.span)
    guard case .run(let run)? = frame[name.text] ?? result(named: name.text) else {
      throw Problems.diagnostic(
        for: ValueProblem.wrongKind(
          of: "at", expected: "a run", found: frame[name.text]?.messageText ?? "nothing"),
        at: name.span)
    }
    let step = try session.desk.place(place, isEpoch: isEpoch, of: run)
    let looking = body.filter {
      session.desk.settingTarget($0, of: name.text) == nil
        && session.desk.stop($0, of: name.text) == nil
    }
    if session.host.isLive, let job = session.desk.job(of: run), run.progress.step < step,
      !run.isFinished,
      run.moment(at: step) == nil
    {
      try session.desk.ask(run, name.text, for: body, after: step)
      job.planned.insert(step)
      if !looking.isEmpty { try session.desk.wait(for: job, step) }
    } else if !session.host.isLive, let job = session.desk.job(of: run) {
      session.desk.finish(job)
    } else if looking.count < body.count, session.desk.job(of: run) != nil,
      !run.changes.contains(where: { $0.step == step })
    {
      throw Problems.worded(
        RunProblem.stepPassed(name: name.text, step: step, now: run.progress.step), at: place.span)
    }
    guard !looking.isEmpty else {
      // A run that is recovered may have been kept before it.
      return try session.desk.refuseIfOver(run, name, step, place)
    }
    guard let moment = session.desk.moment(of: run, at: step) else {
      // What goes on from there is kept by itself.
      if session.recovery != nil, looking.allSatisfy({ session.desk.goesOn(name.text, $0) }) {
        for statement in looking { _ = try execute(statement) }
        return
      }
      return try session.desk.refuseIfOver(run, name, step, place, always: true)
    }
    try run.showing(moment) {
      for statement in looking { _ = try execute(statement) }
    }
  }
}
