import Engine
import Language
import Learning
import Sessions
import Workbench

/// The cells of a session in the order of its text, each with what it did.
///
/// A cell sees what the cells above it gave, whatever ran since: a session that is saved and run from
/// the top gives the same. A model is what it was above the cell, too: its weights come back before
/// the cell runs again.
package final class CellBook {
  /// What runs the cells; between two runs it holds the values below the last one.
  package let interpreter: Interpreter
  /// What its trainings came to.
  package let kept: KeptTrainings
  /// In the order of the text.
  package internal(set) var cells: [Cell] = []
  /// Whether results have numbers, as at a prompt: `_3`, `out[3]`.
  let hasResults: Bool
  /// What was there before the first cell.
  var base: SessionState
  private var lastID = 0
  var lastStamp = 0
  /// The cells before each thing that the user did.
  var past: [CellAction] = []
  var actionCount = 0
  /// How deep in `asOneAction` it is, and whether that has been remembered.
  var grouping = (depth: 0, isRemembered: false)
  /// What was done to runs without a statement, and has not been told yet.
  var untold: [(cell: Int, record: String)] = []
  /// The cell that was taken away last.
  private(set) var removedCell: Cell?
  /// Whether the cell that ran last was ended by its user so that nothing of it is kept.
  package internal(set) var wasDiscarded = false
  /// The line of the input in which a session was lost that came back.
  package internal(set) var unfinished: JournalEntry?
  /// Whether the last run of a cell gave anything.
  var lastRunIsKept = false
  /// The cell that runs now.
  var running: Int?
  /// Grows with everything that a cell says.
  package internal(set) var outputVersion = 0
  /// The cells that gave what is seen below the last one; `nil` after a change further up.
  var known: CellProviders?
  /// Grows with every change; what was found out before may be wrong then.
  package internal(set) var version = 0
  private var reasons: (version: Int, found: [Staleness?])?

  /// A book without cells; what the interpreter holds already is what was there before the first.
  ///
  /// It takes over undoing and the ends of trainings from the interpreter.
  package init(_ interpreter: Interpreter, hasResults: Bool = false) {
    self.interpreter = interpreter
    self.hasResults = hasResults
    base = interpreter.state
    interpreter.undoDepth = 0
    kept = KeptTrainings(interpreter)
    kept.memo = TrainingMemo()
    interpreter.desk.onSettled = { [weak self] job in self?.take(over: job) }
    interpreter.neededStates = { [weak self] in self?.neededStates ?? [] }
    interpreter.desk.keepNotes = { [weak self] job, notes in self?.keep(notes, of: job) ?? false }
  }

  /// Where a cell stands now; `nil` for one that is gone.
  package func index(of id: Int) -> Int? { cells.firstIndex { $0.id == id } }

  /// The cell with this number; `nil` for one that is gone.
  package func cell(_ id: Int) -> Cell? { index(of: id).map { cells[$0] } }
}

// Changing the text.
extension CellBook {
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
  package func insert(_ source: String, at index: Int) -> Cell {
    lastID += 1
    let cell = Cell(id: lastID, source: source)
    version += 1
    if index < cells.count { known = nil }
    cells.insert(cell, at: max(0, min(index, cells.count)))
    return cell
  }

  /// A new cell below all others; it has not run.
  package func append(_ source: String) -> Cell { insert(source, at: cells.count) }

  /// Gives a cell another text; its values stay until it runs.
  package func edit(_ id: Int, _ source: String) {
    guard let index = index(of: id) else { return }
    cells[index].source = source
    changed()
  }

  /// Takes a cell away, and what it gave with it.
  package func remove(_ id: Int) {
    guard let index = index(of: id) else { return }
    end(cells[index])
    let removed = cells[index]
    removedCell = removed
    let without = cells.filter { $0.id != id }
    restoreWeights(before: without.count, in: without, and: [removed.effect])
    cells = without
    changed()
    interpreter.state = state(before: cells.count)
  }

  /// Puts a cell back that was taken away, with what it gave.
  package func putBack(_ cell: Cell, at index: Int) {
    cells.insert(cell, at: max(0, min(index, cells.count)))
    changed()
    showEnd()
  }

  /// The same cells in another order, which changes what each sees; nothing runs.
  package func reorder(_ ids: [Int]) {
    let known = Dictionary(uniqueKeysWithValues: cells.map { ($0.id, $0) })
    let sorted = ids.compactMap { known[$0] }
    guard sorted.count == cells.count else { return }
    cells = sorted
    changed()
    showEnd()
  }
}

// What stands on what.
extension CellBook {
  /// Why each cell is stale; `nil` for those that are not.
  package var staleness: [Staleness?] {
    if let reasons, reasons.version == version { return reasons.found }
    var providers = CellProviders()
    let origins = Set(cells.compactMap(\.origin))
    var behind: [Int: CellProviders] = [:]
    let found = cells.enumerated().map { index, cell in
      defer { if origins.contains(cell.id) { behind[cell.id] = providers } }
      return providers.add(
        cell, number: hasResults ? index + 1 : nil, base: base,
        seeing: cell.origin.flatMap { behind[$0] })
    }
    reasons = (version, found)
    return found
  }

  func changed() {
    version += 1
    known = nil
  }

  func providers(before index: Int) -> CellProviders {
    if let known, known.count == index { return known }
    var providers = CellProviders()
    var behind: [Int: CellProviders] = [:]
    let origins = Set(cells.compactMap(\.origin))
    for (place, cell) in cells[..<index].enumerated() {
      _ = providers.add(
        cell, number: hasResults ? place + 1 : nil, base: base,
        seeing: cell.origin.flatMap { behind[$0] })
      if origins.contains(cell.id) { behind[cell.id] = providers }
    }
    return providers
  }

  /// A cell at the end has run: nothing else is to be found out anew.
  func extend(_ providers: CellProviders, by index: Int) {
    version += 1
    var extended = providers
    _ = extended.add(cells[index], number: hasResults ? index + 1 : nil, base: base)
    known = extended
  }
}

// The state at a place.
extension CellBook {
  /// The values that a cell at this place sees.
  func state(before index: Int) -> SessionState { state(before: index, in: cells) }

  /// The same where cells are taken in another order.
  func state(before index: Int, in cells: [Cell]) -> SessionState {
    var state = base
    for (place, cell) in cells[..<index].enumerated() {
      if let effect = cell.effect { state.add(effect, number: hasResults ? place + 1 : nil) }
    }
    // What cells below have changed first is what they found.
    var known = Set(cells[..<index].flatMap { $0.effect?.changes ?? [] }.map(\.id))
    for change in cells[index...].flatMap({ $0.effect?.changes ?? [] })
    where known.insert(change.id).inserted && change.before.isForgotten {
      state.note(change.before)
    }
    return state
  }

  /// The cells in the order in which one of them sees them, and its place there: what stands between it and the cell
  /// behind which it begins comes after it.
  func arrangement(around index: Int) -> (cells: [Cell], place: Int) {
    guard let origin = cells[index].origin, let place = self.index(of: origin), place < index
    else { return (cells, index) }
    let between = cells[(place + 1)..<index]
    return (
      cells[...place] + [cells[index]] + between + cells[(index + 1)...], place + 1
    )
  }

  /// Looks at the values behind a cell, as it left them; then those below the last one are there again.
  package func looking<Result>(behind id: Int, _ body: () -> Result) -> Result {
    guard running == nil, let index = index(of: id) else { return body() }
    let (arranged, place) = arrangement(around: index)
    restoreWeights(before: place + 1, in: arranged)
    interpreter.state = state(before: place + 1, in: arranged)
    defer { showEnd() }
    return body()
  }

  /// Makes a cell begin behind another one; `nil` for what stands above it.
  package func set(origin: Int?, of id: Int) {
    guard let index = index(of: id), cells[index].origin != origin else { return }
    cells[index].origin = origin
    changed()
  }

  func showEnd() {
    restoreWeights(before: cells.count, in: cells)
    interpreter.state = state(before: cells.count)
  }

  /// Puts weights, and what models know beside them, to what they were at a place. `gone` are effects
  /// that are taken away.
  func restoreWeights(before index: Int, in cells: [Cell], and gone: [CellEffect?] = []) {
    for state in weights(before: index, in: cells, and: gone).values { state.restore() }
    var lessons: [ObjectIdentifier: ModelLesson] = [:]
    // What the first of them found comes last.
    for effect in (cells[index...].map(\.effect) + gone).reversed() {
      for lesson in effect?.lessons ?? [] {
        lessons[ObjectIdentifier(lesson.before.model)] = lesson.before
      }
    }
    for lesson in cells[..<index].flatMap({ $0.effect?.lessons ?? [] }) {
      lessons[ObjectIdentifier(lesson.after.model)] = lesson.after
    }
    for lesson in lessons.values { lesson.restore() }
    interpreter.trimHistory()
  }

  /// Weights at a place: what the last cell above it left, otherwise what the first one found.
  func weights(
    before index: Int, in cells: [Cell], and gone: [CellEffect?] = []
  ) -> [ObjectIdentifier: WeightState] {
    var states: [ObjectIdentifier: WeightState] = [:]
    for effect in (cells[index...].map(\.effect) + gone).reversed() {
      for change in effect?.changes ?? [] { states[change.id] = change.before }
    }
    for change in cells[..<index].flatMap({ $0.effect?.changes ?? [] }) {
      states[change.id] = change.after
    }
    return states
  }

  /// States that a cell which runs, or trains, goes back to where it fails or is discarded.
  var neededStates: [WeightState] {
    let isOpen = running != nil || cells.contains { !($0.effect?.jobs.isEmpty ?? true) }
    guard isOpen else { return [] }
    let earlier = cells.flatMap(\.previous).flatMap { $0.effect?.changes ?? [] }
    return Array(weights(before: cells.count, in: cells).values)
      + earlier.flatMap { [$0.before, $0.after] }
  }
}
