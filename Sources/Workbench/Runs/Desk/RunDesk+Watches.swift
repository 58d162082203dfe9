import Language
import Learning

/// An expression that is shown when a condition on a run comes true.
package struct WatchExpression {
  /// By which `:watch off 2` ends it.
  package let number: Int
  /// As typed: `predict m, x when r.loss < 0.1`.
  package let text: String
  let expression: String
  /// The same, read.
  let statement: Statement
  let run: TrainingRun
  let runName: String
  /// It is told once, and the run pauses then.
  let isBreakpoint: Bool
}

// Watch expressions, and breakpoints: those that pause their run.
extension RunDesk {
  /// Adds one: `expression [when condition] [pause]`. Answers what is wrong with it.
  ///
  /// The condition is looked at by the run itself after each epoch; the expression is evaluated on
  /// what the run was then. Without a condition it is shown after each epoch.
  package func addWatch(_ text: String) -> Diagnostic? {
    var words = text
    let pauses = words.hasSuffix(" pause")
    if pauses { words.removeLast(6) }
    let parts = words.ranges(of: " when ")
    let expression = parts.last.map { String(words[..<$0.lowerBound]) } ?? words
    let condition = parts.last.map { String(words[$0.upperBound...]) } ?? "true"
    do {
      let (statement, value) = try session.parsed(expression)
      if case .command(let command) = value.kind, command.effects.contains(.trains) {
        throw RunProblem.watchTrains
      }
      let test = try session.parsed(
        condition, and: ["epoch", "step"] + jobs.flatMap(\.run.seriesNames)
      ).expression
      var mentioned = MentionedNames()
      mentioned.visit(value)
      mentioned.visit(test)
      let job =
        jobs.last { mentioned.names.contains($0.name) }
        ?? jobs.last { job in mentioned.names.contains { isTrained($0, by: job) } } ?? jobs.last
      guard let job else { throw RunProblem.nothingOn }
      let compiled = try UntilCondition(test, session, run: job.name).closure
      startedWatches += 1
      watches.append(
        WatchExpression(
          number: startedWatches, text: text, expression: expression, statement: statement,
          run: job.run, runName: job.label, isBreakpoint: pauses))
      let isAlways = parts.isEmpty
      // A condition that always holds is told each time: it is never the same epoch.
      job.run.watch(startedWatches, pauses: pauses, repeats: isAlways, compiled)
      return nil
    } catch {
      return Problems.diagnostic(for: error, at: nil)
    }
  }

  /// All that have been added and whose run is on.
  package var watchExpressions: [WatchExpression] { watches }

  /// Removes one by its number, or all.
  package func removeWatches(number: Int? = nil) {
    for watch in watches where number == nil || watch.number == number {
      watch.run.endWatch(watch.number)
    }
    watches.removeAll { number == nil || $0.number == number }
  }

  /// Shows the expressions whose conditions have come true since the last time.
  package func tellWatches() {
    for job in jobs {
      for hit in job.run.takeHits() {
        guard let watch = watches.first(where: { $0.number == hit.watch }),
          let moment = job.run.moment(at: hit.step)
        else { continue }
        let place = "\(watch.runName), epoch \(hit.epoch): \(watch.expression)"
        // A breakpoint that has just been met pauses before the next step, and may not have yet.
        let progress = job.run.progress
        let isPaused =
          progress.phase == .paused
          || watch.isBreakpoint && hit.epoch < progress.epochs && !job.run.isFinished
        session.host.emit(
          .aside(
            place + (isPaused ? "  (paused; `:continue \(watch.runName)` lets it go on)" : "")))
        if watch.isBreakpoint { watches.removeAll { $0.number == hit.watch } }
        job.run.showing(moment) { runAside(watch) }
        if !job.planned.contains(hit.step) { job.run.forgetMoment(at: hit.step) }
      }
    }
    watches.removeAll { $0.run.isFinished }
  }

  private func isTrained(_ name: String, by job: Job) -> Bool {
    if case .model(let model)? = session.global[name] {
      self.job(changing: model) === job
    } else {
      false
    }
  }

  /// Runs a watch in between, as if nothing of it had happened; what it prints is shown.
  private func runAside(_ watch: WatchExpression) {
    let (looks, rest) = (seen, session.input.remaining)
    // The moment that is shown is the one to look at.
    seen = jobs.map { ($0, $0.run.seen.step) }
    defer { (seen, session.input.remaining) = (looks, rest) }
    var context = StatementContext(
      source: watch.expression, frame: session.global.nested, isTop: true)
    context.looking = .watch
    let looker = Evaluator(session, context)
    do {
      try session.undrawn { _ = try looker.execute(watch.statement) }
    } catch {
      looker.report(Problems.diagnostic(for: error, at: nil))
    }
  }
}
