import Engine
import Language
import Sessions
import Support
import Workbench

/// Runs the cells of a session in a fresh interpreter with the seed and type of its front matter.
///
/// The interpreter is confined: it reads below the session's folder and the data folders, and writes
/// below `<session>.files/`.
package final class Replay {
  /// What the command line decides; nothing here changes a number.
  package struct Options {
    /// How many threads compute.
    package var threads: Int
    /// Folders of data sets, looked through before `NABLA_DATA`.
    package var dataFolders: [String]
    /// The processor time that a cell may take. `timeout=` limits it further; only a trusted
    /// session can raise it.
    package var secondsPerCell: Double
    /// Whether the file may raise limits.
    package var isTrusted: Bool
    /// The most that values may take, in bytes.
    package var memoryLimit = Replay.memoryLimit
    /// Whether the process belongs to the session alone, so that all it takes counts.
    package var watchesProcess = false
    /// Asked once a cell, where a training turns out to be long: with its name, its steps and the seconds that are
    /// left; `false` ends the session. `nil` lets all of them go on.
    package var mayGoOn: ((_ training: LongTraining) -> Bool)?
    /// Whether weights are moved by a last bit before each training: see `WeightNudge`.
    var nudgesWeights = false
    /// Asked often; `true` ends the replay soon.
    package var isStopped: () -> Bool

    /// What a command without options decides.
    package init(
      threads: Int = 1, dataFolders: [String] = [], secondsPerCell: Double = 600,
      isTrusted: Bool = false, isStopped: @escaping () -> Bool = { false }
    ) {
      self.threads = threads
      self.dataFolders = dataFolders
      self.secondsPerCell = secondsPerCell
      self.isTrusted = isTrusted
      self.isStopped = isStopped
    }
  }

  /// What one cell did.
  package struct Result {
    /// What it said, in order.
    package var printed: [Output]
    /// The same in the form that a session keeps.
    package var stored: [StoredOutput]
    /// The errors among it.
    package var errors: [Diagnostic]
    var isOverdue = false
    /// Whether it was the processor time that ended it.
    var hasUsedUp = false
    /// Whether the user ended it.
    package var isInterrupted = false

    /// What the cell means for the exit status of a command.
    package func exitStatus(expected: CellOptions.ExpectedError?) -> ExitStatus {
      if isInterrupted { return .interrupted }
      if isOverdue { return .timeout }
      guard let error = errors.first else { return expected == nil ? .ok : .failed }
      switch expected {
      case .any?: return .ok
      case .code(let code)?: return errors.contains { $0.code == code } ? .ok : .failed
      case nil: return error.code == Problems.notPermittedCode ? .notPermitted : .failed
      }
    }
  }

  /// What a session from elsewhere may take unless the command line allows more.
  package static let memoryLimit = min(2 << 30, FreeMemory.share)

  /// The session as it is in its file.
  package let document: SessionDocument
  /// What runs its cells.
  package let interpreter: Interpreter
  let host: ReplayHost
  private let options: Options
  private let fingerprint: String
  /// The cells by their numbers, each to be read once.
  private let programs: [Int: ProgramText]

  /// A fresh interpreter for the session; no cell has run.
  package init(_ document: SessionDocument, options: Options = Options()) {
    self.document = document
    programs = Dictionary(
      document.cells.map { ($0.number, ProgramText($0.source)) },
      uniquingKeysWith: { first, _ in first })
    self.options = options
    let type = document.frontMatter.floatType ?? .float32
    fingerprint = ArithmeticVersion.fingerprint(type)
    host = ReplayHost(isStopped: options.isStopped)
    host.mayGoOn = options.mayGoOn
    var settings = Interpreter.Options(
      replaying: document.frontMatter, named: document.name, threads: options.threads,
      dataFolders: options.dataFolders)
    settings.memoryLimit = options.memoryLimit
    settings.watchesProcess = options.watchesProcess
    interpreter = Interpreter(options: settings, host: host)
    guard options.nudgesWeights else { return }
    interpreter.beforeTraining = { training in
      // One that goes on stands on weights that were moved when they began.
      if training.checkpoint == nil { WeightNudge.apply(to: training.setup.models) }
      return nil
    }
  }

  var secondsPerCell: Double { options.secondsPerCell }

  /// Runs one cell; `onOutput` sees what it prints as it comes.
  package func run(_ cell: SessionCell, onOutput: ((Output) -> Void)? = nil) -> Result {
    interpreter.laterPrograms = later(than: cell)
    defer { interpreter.laterPrograms = [] }
    return run(
      programs[cell.number] ?? ProgramText(cell.source), seconds: cell.options.timeoutSeconds,
      onOutput: onOutput)
  }

  /// The programs of the cells that follow: they may change a run that this one starts.
  private func later(than cell: SessionCell) -> [ProgramText] {
    document.cells.filter { $0.number > cell.number && !$0.options.isNotRun }
      .compactMap { programs[$0.number] }
  }

  /// Runs a text as if it were a cell.
  package func run(_ source: String, onOutput: ((Output) -> Void)? = nil) -> Result {
    run(ProgramText(source), onOutput: onOutput)
  }

  /// The same for a text that somebody has read.
  func run(
    _ program: ProgramText, seconds: Double? = nil, onOutput: ((Output) -> Void)? = nil
  ) -> Result {
    host.onOutput = onOutput
    host.begin(
      seconds: seconds,
      processorSeconds: options.isTrusted && seconds != nil ? nil : options.secondsPerCell)
    interpreter.run(program, isTransaction: true)
    interpreter.desk.finishRuns()
    sayLimit(program.source)
    host.onOutput = nil
    let isOverdue = host.isOverdue
    let printed = host.take()
    return Result(
      printed: printed,
      stored: StoredForm.outputs(of: printed, fingerprint: fingerprint),
      errors: printed.compactMap { output in
        guard case .diagnostic(let diagnostic, _, _) = output, diagnostic.severity == .error else {
          return nil
        }
        return diagnostic
      },
      isOverdue: isOverdue, hasUsedUp: host.hasUsedUp, isInterrupted: host.isStoppedByUser)
  }
}

extension Replay {
  /// A training ends at a limit without an error of its own.
  private func sayLimit(_ source: String) {
    guard let limit = host.limit else { return }
    let isSaid = host.outputs.contains {
      if case .diagnostic(let diagnostic, _, _) = $0 {
        return diagnostic.code == Problems.stoppedCode
      }
      return false
    }
    if !isSaid { host.emit(.diagnostic(limit.worded(at: nil), source: source, firstLine: 1)) }
  }
}

extension Interpreter.Options {
  /// What a session file asks for: its seed and type, and no paths outside its folder.
  package init(
    replaying frontMatter: FrontMatter, named name: String, threads: Int, dataFolders: [String]
  ) {
    self.init(threads: threads, folder: SessionPath.folder(of: name))
    seed = frontMatter.seed ?? 0
    dtype = frontMatter.floatType == .float64 ? .float64 : .float32
    self.dataFolders = dataFolders
    isConfined = true
    writeFolder = SessionPath.filesFolder(of: name)
  }
}
