import Engine
import Language
import Learning
import Sessions
import Workbench

// Cells run on what the cells above them gave.
extension CellBook {
  /// Keeps what the interpreter says with the cell that it comes from; called by the host.
  package func note(_ output: Output) {
    if let job = interpreter.desk.speakingJob, isKnown(job) {
      amend(job) { $0.add(output) }
    } else if let index = running.flatMap(index(of:)) {
      cells[index].add(output)
    } else {
      return
    }
    outputVersion += 1
  }

  /// Runs a cell on what the cells above it gave; answers whether it ran to its end.
  ///
  /// A cell that fails leaves every value as it was, unless it ended at a training whose numbers were
  /// not finite: then it keeps what it did up to there. With another text, text and values are taken
  /// back together.
  @discardableResult
  package func run(_ id: Int, as text: String? = nil) -> Bool {
    perform(id, as: text) { [interpreter] program in
      interpreter.run(program, isTransaction: true)
    }
  }

  /// Makes a cell's effect again from texts that stand for its source.
  ///
  /// `isKept` says whether it gave anything then; `check` what did not come out as it was.
  func run(
    _ id: Int, again texts: [String], as text: String, isKept: Bool?,
    _ check: (Int) -> LostValues
  ) -> Int {
    var failures = 0
    var lost = LostValues()
    perform(id, as: text) { [interpreter] _ in
      failures = texts.count { !interpreter.run($0) }
      lost = check(failures)
      return isKept ?? !texts.isEmpty
    }
    // What failed then has left what the run before it gave.
    guard lastRunIsKept, let index = index(of: id) else { return failures }
    cells[index].effect?.lost = lost
    return failures
  }

  /// Cells above one that are to run again before it: the history has let go what they made.
  func cellsNeeded(by id: Int) -> [Int] {
    guard let index = index(of: id) else { return [] }
    let forgotten = forgottenWeights(before: index)
    guard !forgotten.isEmpty else { return [] }
    let names = state(before: index).names
    let read = CellReads(cells[index].program).names.compactMap { names[$0] }
    let wanted = forgotten.intersection(read.flatMap(\.reachedWeights))
    return cells[..<index].filter { cell in
      cell.effect?.changes.contains { wanted.contains($0.id) } ?? false
        || cell.effect?.bound.contains { !$0.value.reachedWeights.isDisjoint(with: wanted) }
          ?? false
    }.map(\.id)
  }

  /// Weights at a place that the history has let go.
  private func forgottenWeights(before index: Int) -> Set<ObjectIdentifier> {
    Set(state(before: index).lostWeights.filter(\.value.isForgotten).keys)
  }

  /// What is there now is the beginning.
  func beginHere() { base = interpreter.state }

  @discardableResult
  private func perform(_ id: Int, as text: String?, _ body: (ProgramText) -> Bool) -> Bool {
    guard let index = index(of: id) else { return false }
    interpreter.desk.settleFinished()
    placeAfterwards()
    let isRemembered = remember(.run(id))
    end(cells[index])
    let previous = cells[index]
    if let text, text != cells[index].source { edit(id, text) }
    let isLast = index == cells.count - 1
    let (arranged, place) = arrangement(around: index)
    let isFresh = isLast && cells[index].effect == nil && place == index
    if !isFresh {
      restoreWeights(before: place, in: arranged)
      interpreter.state = state(before: place, in: arranged)
    }
    let before = interpreter.state
    interpreter.inputNumber = hasResults ? index + 1 : 0
    interpreter.forgetResult(of: interpreter.inputNumber)
    interpreter.laterPrograms = cells[(index + 1)...].map(\.program)
    interpreter.trace = InputTrace()
    let providers = providers(before: index)
    let dependencies = (place == index ? providers : self.providers(before: place)).dependencies(
      of: cells[index].program, in: before)
    cells[index].forgetOutputs()
    (cells[index].records, cells[index].afterwards) = ([], [])
    cells[index].isUnfounded = false
    wasDiscarded = false
    running = id
    let start = monotonicSeconds()
    let isDone = body(cells[index].program)
    running = nil
    // While it ran, keys may have been read, and cells added.
    guard let index = self.index(of: id) else { return isDone }
    let trace = interpreter.trace ?? InputTrace()
    interpreter.trace = nil
    interpreter.laterPrograms = []
    let records = interpreter.takeRecords()
    wasDiscarded = !isDone && interpreter.input.wasDiscarded
    if wasDiscarded {
      cells[index] = previous.hasRun ? previous : Cell(id: id, source: cells[index].source)
      if isRemembered { forgetLast() }
      changed()
      showEnd()
      return false
    }
    cells[index].seconds = monotonicSeconds() - start
    cells[index].records = records
    cells[index].ranSource = cells[index].source
    cells[index].hasFailed = !isDone
    cells[index].failedTraining = interpreter.input.keptFailure
    let hasKept =
      isDone
      || (interpreter.isInterrupted || interpreter.input.hasKeptFailure)
        && !(trace.bound.isEmpty && trace.weights.isEmpty)
    lastRunIsKept = hasKept
    if isRemembered, !hasKept, !previous.hasRun { forgetLast() }
    if hasKept { cells[index].standsAlone() } else { cells[index].stands(on: previous) }
    if hasKept {
      let effect = effect(of: cells[index], trace, since: before, dependencies)
      cells[index].effect = effect
      var earlier = previous
      earlier.previous = []
      cells[index].previous = effect.jobs.isEmpty || !previous.hasRun ? [] : [earlier]
    }
    if isFresh && isDone {
      extend(providers, by: index)
    } else {
      changed()
      showEnd()
    }
    interpreter.trimHistory()
    return isDone
  }

  /// What the cell that has just run did.
  private func effect(
    of cell: Cell, _ trace: InputTrace, since before: SessionState, _ dependencies: [CellDependency]
  ) -> CellEffect {
    lastStamp += 1
    var effect = CellEffect(run: lastStamp, source: cell.source, ranUnder: before.settings)
    effect.dependencies = dependencies
    let after = interpreter.state
    let isQuiet = trace.weights.isEmpty && cell.effect?.changes.isEmpty ?? true
    let forgotten = index(of: cell.id).map { forgottenWeights(before: $0 + 1) } ?? []
    for name in after.order where trace.bound.contains(name) {
      guard let value = after.names[name] else { continue }
      let fingerprint = ValueFingerprint(value)
      var binding = CellEffect.Binding(
        name: name, value: value, definition: after.definitions[name], fingerprint: fingerprint,
        stamp: lastStamp)
      // What is the same stays, so that what stands on it is not stale.
      if let old = cell.effect?.bound.first(where: { $0.name == name }),
        old.fingerprint.isSame(as: fingerprint),
        forgotten.isEmpty || forgotten.isDisjoint(with: old.value.reachedWeights)
      {
        binding.stamp = old.stamp
        // A model is its weights, which others may have trained or read.
        if isQuiet { binding.value = old.value }
      }
      effect.bound.append(binding)
    }
    let now = interpreter.history.states(of: trace.weights.map(\.variable))
    for (before, after) in zip(trace.weights, now) {
      let old = cell.effect?.changes.first { $0.variable === after.variable }
      let isSame = old.map { $0.after.isSame(as: after) } ?? false
      effect.changes.append(
        CellEffect.Change(
          before: before, after: after, stamp: isSame ? old?.stamp ?? lastStamp : lastStamp))
    }
    if trace.isReseeded {
      effect.reseeded = after.random
    } else {
      effect.draws = after.random.draws(since: before.random)
      for key in effect.draws.keys where !RandomNames.isFixed(key) {
        effect.drawBases[key] = before.random.count(of: key)
      }
    }
    if after.settings != before.settings { effect.settings = after.settings }
    if let result = after.results[interpreter.inputNumber] {
      let fingerprint = ValueFingerprint(result)
      let isSame = cell.effect?.result?.fingerprint.isSame(as: fingerprint) ?? false
      effect.result = CellEffect.Binding(
        name: "_\(interpreter.inputNumber)", value: result, definition: nil,
        fingerprint: fingerprint, stamp: isSame ? cell.effect?.result?.stamp ?? 0 : lastStamp)
    }
    effect.lessons = trace.lessons.map { (before: $0, after: ModelLesson($0.model)) }
    effect.jobs = trace.jobs.filter { interpreter.desk.job(of: $0.run) != nil }
    effect.trainings = trace.trainings.filter { training in
      kept.recovery != nil || effect.jobs.contains { $0.run === training.run }
    }
    return effect
  }
}
