import Engine
import Language
import Learning
import Sessions

/// The cells of a session in the order of its text, each with what it did.
///
/// A cell sees what the cells above it gave, whatever ran since: a session that is saved and run from
/// the top gives the same. A model is what it was above the cell, too: its weights come back before
/// the cell runs again.
public final class CellBook {
  public let interpreter: Interpreter
  public private(set) var cells: [Cell] = []
  /// Whether results have numbers, as at a prompt: `_3`, `out[3]`.
  private let hasResults: Bool
  /// What was there before the first cell.
  private var base: CellState
  private var lastID = 0
  private var lastStamp = 0
  /// The cells before each change, and what the change took away.
  private var past: [[Cell]] = []
  private static let undoLimit = 30

  public init(_ interpreter: Interpreter, hasResults: Bool = false) {
    self.interpreter = interpreter
    self.hasResults = hasResults
    base = interpreter.cellState
    interpreter.trainings = TrainingMemo()
    interpreter.onSettled = { [weak self] job in self?.take(over: job) }
  }

  public func index(of id: Int) -> Int? { cells.firstIndex { $0.id == id } }

  public func cell(_ id: Int) -> Cell? { index(of: id).map { cells[$0] } }

  // MARK: Changing the text

  /// Another text for what a cell has done.
  func adopt(_ source: String, of id: Int) {
    guard let index = index(of: id) else { return }
    cells[index].source = source
    cells[index].effect?.source = source
    cells[index].ranSource = source
    changed()
  }

  /// Counts a cell as run that says what was done without it.
  func adoptDone(_ id: Int) {
    guard let index = index(of: id) else { return }
    lastStamp += 1
    cells[index].effect = CellEffect(
      run: lastStamp, source: cells[index].source, ranUnder: state(before: index).settings)
    cells[index].ranSource = cells[index].source
    changed()
  }

  /// A new cell at a place; it has not run.
  @discardableResult
  public func insert(_ source: String, at index: Int) -> Cell {
    lastID += 1
    let cell = Cell(id: lastID, source: source)
    version += 1
    if index < cells.count { known = nil }
    cells.insert(cell, at: max(0, min(index, cells.count)))
    return cell
  }

  public func append(_ source: String) -> Cell { insert(source, at: cells.count) }

  public func edit(_ id: Int, _ source: String) {
    guard let index = index(of: id) else { return }
    cells[index].source = source
    changed()
  }

  /// Takes a cell away, and what it gave with it.
  public func remove(_ id: Int) {
    guard let index = index(of: id) else { return }
    let removed = cells[index]
    end(removed)
    let without = cells.filter { $0.id != id }
    restoreWeights(before: without.count, in: without, and: removed.effect)
    cells = without
    changed()
    interpreter.cellState = state(before: cells.count)
  }

  /// The same cells in another order, which changes what each sees; nothing runs.
  public func reorder(_ ids: [Int]) {
    let known = Dictionary(uniqueKeysWithValues: cells.map { ($0.id, $0) })
    let sorted = ids.compactMap { known[$0] }
    guard sorted.count == cells.count else { return }
    cells = sorted
    changed()
    showEnd()
  }

  // MARK: Running

  /// The cell that runs now.
  private var running: Int?

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

  /// Grows with everything that a cell says.
  public private(set) var outputVersion = 0

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
  private func take(over job: Job) {
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
  private func end(_ cell: Cell) {
    for job in cell.effect?.jobs ?? [] where !job.run.isFinished { interpreter.discard(job) }
  }

  // MARK: Taking back

  private func remember() {
    past.append(cells)
    if past.count > Self.undoLimit { past.removeFirst() }
  }

  /// What has run so far stays.
  public func forgetUndo() { past = [] }

  /// Takes back the last run of a cell; answers whether there was one.
  public func undo() -> Bool {
    guard let earlier = past.popLast() else { return false }
    let kept = Set(earlier.flatMap { $0.effect?.jobs ?? [] }.map { ObjectIdentifier($0) })
    for cell in cells {
      for job in cell.effect?.jobs ?? []
      where !kept.contains(ObjectIdentifier(job)) && !job.run.isFinished {
        interpreter.discard(job)
      }
    }
    let runs = Dictionary(uniqueKeysWithValues: earlier.map { ($0.id, $0.effect?.run) })
    for cell in cells where cell.effect != nil && runs[cell.id] != cell.effect?.run {
      restoreWeights(before: earlier.count, in: earlier, and: cell.effect)
    }
    cells = earlier
    changed()
    interpreter.cellState = state(before: cells.count)
    return true
  }

  /// Wipes everything; what is there now is the beginning.
  public func forgetAll() {
    (cells, past) = ([], [])
    changed()
    interpreter.trainings = TrainingMemo()
    base = interpreter.cellState
  }

  // MARK: What stands on what

  /// The cells that gave what is seen below the last one; `nil` after a change further up.
  private var known: CellProviders?
  /// Grows with every change; what was found out before may be wrong then.
  public private(set) var version = 0
  private var reasons: (version: Int, found: [Staleness?])?

  /// Why each cell is stale; `nil` for those that are not.
  public var staleness: [Staleness?] {
    if let reasons, reasons.version == version { return reasons.found }
    var providers = CellProviders()
    let found = cells.enumerated().map { index, cell in
      providers.add(cell, number: hasResults ? index + 1 : nil, base: base)
    }
    reasons = (version, found)
    return found
  }

  private func changed() {
    version += 1
    known = nil
  }

  private func providers(before index: Int) -> CellProviders {
    if let known, known.count == index { return known }
    var providers = CellProviders()
    for (place, cell) in cells[..<index].enumerated() {
      _ = providers.add(cell, number: hasResults ? place + 1 : nil, base: base)
    }
    return providers
  }

  /// A cell at the end has run: nothing else is to be found out anew.
  private func extend(_ providers: CellProviders, by index: Int) {
    version += 1
    var extended = providers
    _ = extended.add(cells[index], number: hasResults ? index + 1 : nil, base: base)
    known = extended
  }

  // MARK: The state at a place

  /// The values that a cell at this place sees.
  func state(before index: Int) -> CellState {
    var state = base
    for (place, cell) in cells[..<index].enumerated() {
      if let effect = cell.effect { state.add(effect, number: hasResults ? place + 1 : nil) }
    }
    return state
  }

  private func showEnd() {
    restoreWeights(before: cells.count, in: cells)
    interpreter.cellState = state(before: cells.count)
  }

  /// Puts weights to what they were at a place: what the last cell above it left, otherwise what the
  /// first one found. `gone` is an effect that is taken away.
  private func restoreWeights(before index: Int, in cells: [Cell], and gone: CellEffect? = nil) {
    var values: [ObjectIdentifier: (Variable, Tensor)] = [:]
    for change in gone?.changes ?? [] {
      values[ObjectIdentifier(change.variable)] = (change.variable, change.before)
    }
    for cell in cells[index...].reversed() {
      for change in cell.effect?.changes ?? [] {
        values[ObjectIdentifier(change.variable)] = (change.variable, change.before)
      }
    }
    for cell in cells[..<index] {
      for change in cell.effect?.changes ?? [] {
        values[ObjectIdentifier(change.variable)] = (change.variable, change.after)
      }
    }
    for (variable, value) in values.values { variable.set(value) }
  }
}
