import Engine
import Language
import Learning
import Sessions

// Cells run on what the cells above them gave.
extension CellBook {
  /// Keeps what the interpreter says with the cell that it comes from; called by the host.
  public func note(_ output: Output) {
    let index =
      interpreter.speakingJob.flatMap { job in
        cells.firstIndex { $0.effect?.jobs.contains { $0 === job } ?? false }
      } ?? running.flatMap(index(of:))
    guard let index, cells[index].outputBytes <= SessionLimits.producedBytes else { return }
    cells[index].outputBytes += output.byteCount
    let isTooMuch = cells[index].outputBytes > SessionLimits.producedBytes
    cells[index].outputs.append(isTooMuch ? Output.overflow : output)
    outputVersion += 1
  }

  /// Takes what was done to runs since the last cell ran; answers the statements.
  @discardableResult
  public func takeAfterwards() -> [String] {
    let records = interpreter.takeRecords()
    guard !records.isEmpty, let last = cells.lastIndex(where: \.hasRun) else { return [] }
    cells[last].afterwards += records
    return records
  }

  /// Runs a cell on what the cells above it gave; answers whether it ran to its end.
  ///
  /// A cell that fails leaves every value as it was.
  @discardableResult
  public func run(_ id: Int) -> Bool {
    perform(id) { [interpreter] source in
      interpreter.run(source, isTransaction: true)
    }
  }

  /// Makes a cell's effect again from texts that stand for its source.
  func run(_ id: Int, again texts: [String]) -> Int {
    var failures = 0
    perform(id) { [interpreter] _ in
      failures = texts.count { !interpreter.run($0) }
      return !texts.isEmpty
    }
    return failures
  }

  /// What is there now is the beginning.
  func beginHere() { base = interpreter.cellState }

  @discardableResult
  private func perform(_ id: Int, _ body: (String) -> Bool) -> Bool {
    guard let index = index(of: id) else { return false }
    interpreter.settleFinished()
    takeAfterwards()
    remember()
    end(cells[index])
    let isLast = index == cells.count - 1
    let isFresh = isLast && cells[index].effect == nil
    if !isFresh {
      restoreWeights(before: index, in: cells)
      interpreter.cellState = state(before: index)
    }
    let before = interpreter.cellState
    interpreter.inputNumber = hasResults ? index + 1 : 0
    interpreter.results[interpreter.inputNumber] = nil
    interpreter.laterSources = cells[(index + 1)...].map(\.source)
    interpreter.trace = CellTrace()
    let providers = providers(before: index)
    let dependencies = providers.dependencies(of: cells[index].source, in: before)
    (cells[index].outputs, cells[index].outputBytes) = ([], 0)
    (cells[index].records, cells[index].afterwards) = ([], [])
    running = id
    let start = MonotonicTime.now
    let isDone = body(cells[index].source)
    running = nil
    // While it ran, keys may have been read, and cells added.
    guard let index = self.index(of: id) else { return isDone }
    cells[index].seconds = MonotonicTime.now - start
    cells[index].records = interpreter.takeRecords()
    let trace = interpreter.trace ?? CellTrace()
    interpreter.trace = nil
    interpreter.laterSources = []
    cells[index].ranSource = cells[index].source
    cells[index].hasFailed = !isDone
    let hasKept =
      isDone || interpreter.host.isInterrupted && !(trace.bound.isEmpty && trace.weights.isEmpty)
    let hasChanged =
      !trace.bound.isEmpty || !trace.weights.isEmpty || trace.isReseeded
      || interpreter.cellSettings != before.settings || cells[index].effect != nil
    if !hasChanged { past.removeLast() }
    if hasKept {
      cells[index].effect = effect(of: cells[index], trace, since: before, dependencies)
    }
    if isFresh && isDone {
      extend(providers, by: index)
    } else {
      changed()
      showEnd()
    }
    return isDone
  }

  /// What the cell that has just run did.
  private func effect(
    of cell: Cell, _ trace: CellTrace, since before: CellState, _ dependencies: [CellDependency]
  ) -> CellEffect {
    lastStamp += 1
    var effect = CellEffect(run: lastStamp, source: cell.source, ranUnder: before.settings)
    effect.dependencies = dependencies
    let after = interpreter.cellState
    let isQuiet = trace.weights.isEmpty && cell.effect?.changes.isEmpty ?? true
    for name in after.order where trace.bound.contains(name) {
      guard let value = after.names[name] else { continue }
      let fingerprint = ValueFingerprint(value)
      var binding = CellEffect.Binding(
        name: name, value: value, definition: after.definitions[name], fingerprint: fingerprint,
        stamp: lastStamp)
      // What is the same stays, so that what stands on it is not stale.
      if let old = cell.effect?.bound.first(where: { $0.name == name }),
        old.fingerprint.isSame(as: fingerprint)
      {
        binding.stamp = old.stamp
        // A model is its weights, which others may have trained or read.
        if isQuiet { binding.value = old.value }
      }
      effect.bound.append(binding)
    }
    for (variable, weights) in trace.weights {
      let old = cell.effect?.changes.first { $0.variable === variable }
      let isSame = old.map { $0.after.isIdentical(to: variable.value) } ?? false
      effect.changes.append(
        CellEffect.Change(
          variable: variable, before: weights, after: variable.value,
          stamp: isSame ? old?.stamp ?? lastStamp : lastStamp))
    }
    if trace.isReseeded {
      effect.reseeded = after.random
    } else {
      effect.draws = after.random.draws(since: before.random)
      for key in effect.draws.keys { effect.drawBases[key] = before.random.count(of: key) }
    }
    if after.settings != before.settings { effect.settings = after.settings }
    if let result = after.results[interpreter.inputNumber] {
      let fingerprint = ValueFingerprint(result)
      let isSame = cell.effect?.result?.fingerprint.isSame(as: fingerprint) ?? false
      effect.result = CellEffect.Binding(
        name: "_\(interpreter.inputNumber)", value: result, definition: nil,
        fingerprint: fingerprint, stamp: isSame ? cell.effect?.result?.stamp ?? 0 : lastStamp)
    }
    effect.jobs = trace.jobs
    return effect
  }

  /// Takes in what a training in the background came to.
  func take(over job: Job) {
    for index in cells.indices {
      guard let place = cells[index].effect?.jobs.firstIndex(where: { $0 === job }) else {
        continue
      }
      lastStamp += 1
      cells[index].effect?.jobs.remove(at: place)
      let trained = Set(
        job.run.models.flatMap(\.parameters).map { ObjectIdentifier($0.variable) })
      for change in cells[index].effect?.changes.indices ?? 0..<0 {
        guard let variable = cells[index].effect?.changes[change].variable,
          trained.contains(ObjectIdentifier(variable))
        else { continue }
        cells[index].effect?.changes[change].after = variable.value
        cells[index].effect?.changes[change].stamp = lastStamp
      }
      for binding in cells[index].effect?.bound.indices ?? 0..<0 {
        guard case .run(let run)? = cells[index].effect?.bound[binding].value, run === job.run
        else { continue }
        cells[index].effect?.bound[binding].stamp = lastStamp
      }
      changed()
    }
  }

  /// Ends the trainings that a cell has started, because it is to run again or to go.
  func end(_ cell: Cell) {
    for job in cell.effect?.jobs ?? [] where !job.run.isFinished { interpreter.discard(job) }
  }
}
