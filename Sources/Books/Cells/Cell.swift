import Language
import Workbench

/// One cell of a book: a program, and what it did when it last ran.
package struct Cell {
  /// Stays the same wherever the cell is moved.
  package let id: Int
  /// The program; not always the one that ran last.
  package internal(set) var source: String {
    get { program.source }
    set { if newValue != program.source { program = ProgramText(newValue) } }
  }
  /// The same, to be read once.
  package private(set) var program: ProgramText
  /// The cell behind which it begins, wherever it stands; `nil` for what stands above it.
  var origin: Int?
  /// What it changed when it last ran to its end; `nil` before.
  var effect: CellEffect?
  /// Whether its last run ended with an error: its values are those of the run before.
  package internal(set) var hasFailed = false
  /// The training at which it ended although it keeps what it did, and what is wrong with it.
  package internal(set) var failedTraining: (statement: String, code: String)?
  /// What its last run said, and what became of its trainings since.
  package internal(set) var outputs: [Output] = []
  private var meter = OutputMeter()
  /// How long its last run took.
  package internal(set) var seconds = 0.0
  /// What ran, in a form that gives the same when it is replayed.
  package internal(set) var records: [String] = []
  /// What was done to its trainings since, without a statement: to be replayed after it.
  package internal(set) var afterwards: [String] = []
  /// The text that ran last, to its end or not.
  var ranSource: String?
  /// The cell before its last run, while a training of that run may be discarded; at most one.
  var previous: [Cell] = []
  /// The run on which its values stand, where a later one failed: what is saved of it.
  private(set) var standing: [Cell] = []
  /// Whether it read a run that was discarded since: its program alone would not give its values.
  package internal(set) var isUnfounded = false

  /// Keeps an output, as long as they are not too many.
  mutating func add(_ output: Output) {
    if let kept = meter.take(output) { outputs.append(kept) }
  }

  /// Before it runs.
  mutating func forgetOutputs() { (outputs, meter) = ([], OutputMeter()) }

  init(id: Int, source: String) { (self.id, program) = (id, ProgramText(source)) }

  /// What is to be saved: the run on which its values stand.
  package var asSaved: Cell { standing.first ?? self }

  /// Notes that its last run failed and left the values of the run before.
  mutating func stands(on previous: Cell) {
    var run = previous.asSaved
    (run.standing, run.previous) = ([], [])
    if let ran = run.ranSource { run.source = ran }
    standing = run.effect == nil ? [] : [run]
  }

  /// Notes that its last run has given its values.
  mutating func standsAlone() { standing = [] }

  /// Whether it has run at all, to its end or not.
  package var hasRun: Bool { ranSource != nil }

  /// Names that the cell gave values to.
  package var boundNames: [String] { effect?.bound.map(\.name) ?? [] }

  /// Whether it has started a training that is still on.
  package var isTraining: Bool { effect?.jobs.contains { !$0.run.isFinished } ?? false }
}

/// Why a cell no longer says what its program would give.
package enum Staleness: Equatable, Sendable {
  /// It has not run yet.
  case neverRun
  /// It ended with an error.
  case failed
  /// Its text was changed since it ran.
  case edited
  /// A name that it reads was given another value by the cell at this place; `nil` where no cell
  /// gives it a value any more.
  case name(String, cell: Int?)
  /// A model that it reads was trained by the cell at this place, or is not any more.
  case weights(String, cell: Int?)
  /// The seed or another setting was changed above.
  case settings(String)
  /// Random draws above take those that it had.
  case draws
  /// A name that it reads comes from a cell that is stale itself.
  case above(String, cell: Int)

  /// The reason as a clause; cells are called by `number`.
  package func words(_ number: (Int) -> String) -> String {
    switch self {
    case .neverRun: "has not run yet"
    case .failed: "ended with an error"
    case .edited: "was edited since it ran"
    case .name(let name, let cell?): "`\(name)` changed in cell \(number(cell))"
    case .name(let name, nil): "`\(name)` has no value any more"
    case .weights(let name, let cell?): "`\(name)` was trained in cell \(number(cell)) since"
    case .weights(let name, nil): "`\(name)` is not trained any more"
    case .settings(let name): "`\(name)` was changed above"
    case .draws: "a cell above draws from the same random stream now"
    case .above(let name, let cell): "`\(name)` comes from cell \(number(cell)), which is stale"
    }
  }
}
