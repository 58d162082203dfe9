import Catalog
import Engine
import Language
import Learning
import Support

/// Runs programs of the language; owns the names, the random streams and the settings.
///
/// Synchronous and silent: what it has to say goes to the host. A failed statement binds nothing.
package final class Interpreter {
  /// What a session, a command line or a configuration can choose before anything runs.
  package struct Options {
    /// What all random streams follow from.
    package var seed: UInt64 = 0
    /// The type of numbers that nobody gave one: float32 or float64.
    package var dtype: DType = .float32
    /// Whose defaults fill what is left out.
    package var compatibility: Compatibility = .keras
    /// How many compute, 1 or more; results do not depend on it.
    package var threads: Int
    /// The program's own version, for run lines.
    package var build = ""
    /// Relative paths are read from here.
    package var folder: String
    /// Folders of data sets, looked through before `NABLA_DATA`.
    package var dataFolders: [String] = []
    /// Refuses paths outside `folder` and the data folders, as replays do.
    package var isConfined = false
    /// Where a confined program may write.
    package var writeFolder: String?
    /// The memory that values may take together, in bytes; a confined program can only lower it.
    package var memoryLimit = FreeMemory.share
    /// Whether everything that the process takes counts, and not tensors alone.
    package var watchesProcess = false

    /// The defaults of the program, with files read from this folder.
    package init(threads: Int = 1, folder: String = ".") {
      self.threads = threads
      self.folder = folder
    }
  }

  /// The words that programs may use.
  package let vocabulary: Vocabulary
  /// What is in force now; programs change some of it, as `seed` does.
  package internal(set) var options: Options { didSet { memory.limit = options.memoryLimit } }
  let launchOptions: Options
  /// What values may take, and what they take.
  package let memory: MemoryBudget
  var isStrict = false
  /// While one of many parts of a sweep computes, what it says is kept until its turn.
  var host: any Host
  let global = Frame()
  /// The user's names in the order in which they were first bound.
  var order: [String] = []
  var random: RandomNames
  /// The input that runs, or that ran last.
  package internal(set) var input = RunningInput()
  /// What ran.
  var record = SessionRecord()
  /// Trainings that are on.
  package private(set) lazy var desk = RunDesk(self)
  /// What other threads want done here.
  package let workQueue = WorkQueue()
  var undoStack: [UndoStep] = []
  /// How many inputs can be taken back where nobody keeps cells, which have a history of their own.
  package var undoDepth = 1
  /// The memory for going back in trainings.
  package let snapshots = SnapshotBudget(bytes: 256_000_000)
  /// Old weights.
  package let history = WeightHistory()
  /// Which of them somebody goes back to where fails what runs now.
  package var neededStates: () -> [WeightState] = { [] }
  /// Asked before a training begins, by whoever keeps what trainings come to: the run that this one
  /// came to before, where it need not run again.
  package var beforeTraining: (inout PlannedTraining) throws -> TrainingRun? = { _ in nil }
  /// Told of each training that has handed over what it came to, with what it stood on where that was
  /// asked for.
  package var afterTraining: (TrainingRun, ValueFingerprint?) -> Void = { _, _ in }
  /// Models that are served.
  var servers: [ServerValue] = []
  /// Names under which a confined program has written files.
  var writtenNames: Set<String> = []
  /// Files into which the user has saved the inputs; programs do not replace them.
  package var savedInputs: Set<String> = []
  /// While a lost session is made again: how far its input is.
  package var recovery: RecoveryStage?
  /// Weights, and numbers of results, that a recovery could not have again.
  var lostWeights: [ObjectIdentifier: LostWeight] = [:]
  var lostResults: Set<Int> = []
  /// The number of the running input; 0 where inputs have none.
  package var inputNumber = 0
  /// The most steps of a training in a second where somebody looks on; never changes a result.
  package var pace: Double?
  /// Whether trainings that begin wait before their first step, until somebody who looks on lets them go on.
  package var beginsPaused = false
  /// What inputs gave, by their numbers: `_`, `_3`, `out[3]`.
  package internal(set) var results: [Int: Value] = [:]
  /// Programs that will run after this one, in which changes of runs may stand.
  package var laterPrograms: [ProgramText] = []
  /// The bytes of a file of this name that holds all that was done, where somebody keeps it; refuses names of
  /// no such kind. With what is to be told of it.
  package var sessionFile: ((_ path: String) throws -> (bytes: [UInt8], remark: String))?
  /// What the running input changes; `nil` where nobody wants to know.
  package var trace: InputTrace?
  /// Data sets that got names, for whoever asks for their digests.
  var boundData: Set<String> = []
  /// Nanoseconds between two questions whether to stop; 0: wherever somebody could.
  var interruptInterval = Interrupt.interval
  /// Sources that defined the user's names, for `??name`.
  var definitions: [String: String] = [:]

  /// An interpreter without names; what it has to say goes to `host`, which it keeps.
  package init(options: Options = Options(), host: any Host, vocabulary: Vocabulary = .standard) {
    self.options = options
    launchOptions = options
    memory = MemoryBudget(
      limit: options.memoryLimit, ceiling: options.isConfined ? options.memoryLimit : .max,
      watchesProcess: options.watchesProcess)
    self.host = host
    self.vocabulary = vocabulary
    random = RandomNames(seed: options.seed)
  }

  /// The signatures of all words.
  package var catalog: Catalog { vocabulary.catalog }

  /// Runs a cell, a file or a line; answers whether it ran to its end without an error.
  ///
  /// A transaction that fails leaves every value as it was; what the user interrupts keeps what it has
  /// done so far, and so does what ends at a training whose numbers are not finite: the model has its
  /// last good weights, the run its name, and one `undo` takes all of it back.
  ///
  /// Syntax errors, unknown words and unknown argument names are reported together, at most five,
  /// and then nothing runs. Shapes and values are checked when a statement is reached.
  @discardableResult
  package func run(_ text: String, firstLine: Int = 1, isTransaction: Bool = false) -> Bool {
    run(ProgramText(text), firstLine: firstLine, isTransaction: isTransaction)
  }

  /// The same for a text that others read as well.
  @discardableResult
  package func run(
    _ program: ProgramText, firstLine: Int = 1, isTransaction: Bool = false
  ) -> Bool {
    input = RunningInput()
    (input.typed, input.source, input.firstLine) = (program.source, program.source, firstLine)
    input.memoryBefore = memory.held
    return memory.inForce { runInBudget(program, isTransaction: isTransaction) }
  }

  private func runInBudget(_ program: ProgramText, isTransaction: Bool) -> Bool {
    let scope = scope
    let (expanded, notes) = AliasExpander.expand(program, catalog: catalog, scope: scope)
    for note in notes { report(note) }
    input.source = expanded.source
    let analysis = Analysis.of(expanded, catalog: catalog, scope: scope)
    for diagnostic in analysis.diagnostics where diagnostic.severity != .error {
      report(diagnostic)
    }
    guard !analysis.hasErrors else {
      for diagnostic in analysis.errors { report(diagnostic) }
      return false
    }
    beginUndoStep()
    let (recordCount, jobCount) = (record.statements.count, desk.startedJobs)
    defer {
      endUndoStep()
      input.remaining = []
    }
    guard let problem = problem(running: analysis.program.statements) else { return true }
    // Where cells are kept a discarded training is no error: it has never been.
    input.wasDiscarded = trace != nil && problem.code == Problems.discardedCode
    let wasInterrupted = isInterrupted && !input.wasDiscarded
    input.hasKeptFailure = input.failedTraining != nil
    // The training itself has been told where it ended.
    if !input.wasDiscarded, problem.code != input.failedTraining?.code { report(problem) }
    if isTransaction, !wasInterrupted, !input.hasKeptFailure, undo() {
      record.statements.removeLast(record.statements.count - recordCount)
      record.afterwards = []
      desk.startedJobs = jobCount
    } else if wasInterrupted || input.hasKeptFailure {
      input.cutStatement = input.statement
    }
    return false
  }

  /// Runs the statements until one fails; answers why. Whatever goes wrong after somebody left work
  /// undone, because the user or a limit of time asked for it, is only that.
  private func problem(running statements: [Statement]) -> Diagnostic? {
    Interrupt.feeding(every: interruptInterval) {
      breathe()
    } _: {
      do {
        for (index, statement) in statements.enumerated() {
          input.remaining = statements[(index + 1)...]
          try runTop(statement)
        }
        return nil
      } catch {
        let problem = Problems.diagnostic(for: error, at: nil)
        guard Interrupt.wasRaised else { return problem }
        // An error of what was left half-way has no place of its own.
        let place = statements.count - 1 - input.remaining.count
        let statement = statements[place]
        let interruption: ValueProblem =
          if let isLoop = statement.isLoopOrBlock {
            .interruptedBlock(isLoop: isLoop)
          } else if place > 0 {
            .interruptedLater(writesFile: statement.writesFile)
          } else {
            statement.writesFile ? .interruptedFile : .interrupted
          }
        return Problems.diagnostic(for: interruption, at: problem.span ?? statement.span)
      }
    }
  }

  /// Runs a statement of the program itself; runs that are on stand still for it.
  private func runTop(_ statement: Statement) throws {
    Interrupt.ignoring { desk.settleFinished() }
    (input.statement, input.isNoted) = (input.source.text(of: statement.span), false)
    record.replacement = nil
    var context = inProgram.context
    context.isTop = true
    if inputNumber > 0, input.remaining.isEmpty, case .expression = statement.kind {
      context.resultName = "_\(inputNumber)"
    }
    defer { desk.endLooks() }
    let (draws, trained) = (random, trace?.trainings.count ?? 0)
    try Evaluator(self, context).execute(statement)
    var text =
      record.replacement
      ?? input.source.text(of: statement.span) + (statement.isSilenced ? ";" : "")
    for look in desk.seen.reversed() where record.replacement == nil && !look.job.name.isEmpty {
      text = "at \(look.job.name), step=\(look.step) { \(text) }"
    }
    for training in trace?.trainings.dropFirst(trained) ?? [] {
      training.record = text
      training.draws = random.draws(since: draws)
    }
    record.statements.append(text)
    record.statements += record.afterwards
    record.afterwards = []
  }

  /// The program that runs, at its outermost place.
  var inProgram: Evaluator {
    Evaluator(
      self, StatementContext(source: input.source, firstLine: input.firstLine, frame: global))
  }

  /// Where a function of the user is called that nobody in the program has called: on a run's thread.
  var outside: StatementContext { StatementContext(source: "", frame: Frame()) }

  /// Says what is wrong in the input that runs, or of the session itself.
  package func report(_ diagnostic: Diagnostic) {
    report(diagnostic, source: input.source, firstLine: input.firstLine)
  }

  /// The same of a warning, which ends the statement where the session is strict.
  func warn(_ warning: Diagnostic) throws {
    guard isStrict else { return report(warning) }
    var error = warning
    error.severity = .error
    throw error
  }

  func report(_ diagnostic: Diagnostic, source: String, firstLine: Int) {
    var diagnostic = diagnostic
    // A number that was meant as one became two arguments, the second of which cannot be.
    if diagnostic.code == "E0401", let hint = DecimalComma.hint(for: diagnostic, in: source) {
      diagnostic.hint = hint
    }
    host.emit(.diagnostic(diagnostic, source: source, firstLine: firstLine))
  }

  func note(_ text: String) {
    report(Diagnostic(.note, "", text, at: nil, hint: nil))
  }

  /// Throws when the user asked to stop, and when the program has taken more memory than there is;
  /// called where a program can spend time.
  func checkInterrupt() throws {
    if Interrupt.wasRaised || breathe() { throw ValueProblem.interrupted }
    try memory.check(since: input.memoryBefore)
  }

  /// Whether the user asked to stop.
  package var isInterrupted: Bool { host.isInterrupted }
}
