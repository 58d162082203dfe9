import Language
import Plots
import Workbench

/// What the shell needs from the workbench: the interpreter in the program, a fake in tests.
package protocol ShellSession: AnyObject {
  /// The number in the prompt, which the next input gets.
  var cellNumber: Int { get }

  /// The next input gets the number 1, and what came before cannot be taken back.
  func countInputsFromHere()

  /// Runs one input, or again that of a number. Outputs come in order; `.live` returns when the run
  /// has ended.
  func run(_ source: String, at number: Int?, emit: (ShellOutput) -> Void) -> ShellStatus

  /// Whether a person sees trainings while they are on; otherwise they are waited for.
  var isLive: Bool { get set }

  /// Called from any thread when a training may have news.
  var wake: (@Sendable () -> Void)? { get set }

  /// What has happened to trainings in the background since the last call.
  func news() -> [String]

  /// Ends servers that no name holds any more; what there is to say of it.
  func endForgottenServers() -> [String]

  /// Servers that listen: what stops each, what it has done, and whether it has a name.
  var servers: [(label: String, detail: String, isNamed: Bool)] { get }

  /// Trainings that are on, in the order of their starts.
  var jobs: [ShellJob] { get }

  /// A training by its name or number, on or ended.
  func job(named name: String) -> ShellJob?

  /// The inputs so far, by their numbers from 1.
  var cells: [ShellCell] { get }

  /// Inputs as a program that stands by itself, and how many they are.
  func program(of range: InputRange) -> (text: String, count: Int)

  /// Inputs with what they gave, as a session file of that name.
  func sessionFile(of range: InputRange, path: String) -> (bytes: [UInt8], count: Int)

  /// What is told of inputs that are saved as a session or a notebook of that name; empty for nothing.
  func savingRemark(on range: InputRange, path: String) -> String

  /// Keeps that the user has saved inputs to a file.
  func noteSaved(_ path: String)

  /// Writes a chart to a file; answers what is wrong with that.
  func draw(_ plot: Plot, to path: String) -> String?

  /// Kind and shape of an expression, of which nothing is kept.
  func type(of expression: String) -> TypeAnswer

  /// Adds a watch expression; answers what is wrong with it.
  func watch(_ text: String) -> String?

  /// All watch expressions with their numbers.
  var watches: [String] { get }

  /// Removes one, or all.
  func removeWatches(number: Int?)

  /// The chart of a server as it is whenever it is asked for; `nil` where no server has the name.
  func serverPlot(of name: String) -> (() -> Plot)?

  /// Makes one step of a training and holds it; answers the loop with the step's numbers, and all of them.
  func step(_ job: ShellJob) -> (loop: Plot, report: Report)?

  /// Holds a training and answers its next step, which is not made yet; `nil` where that is not known before.
  func preview(_ job: ShellJob) -> SingleStep?

  /// The memory for going back in trainings.
  var snapshotBytes: Int { get set }
  /// The most that old weights may take, which undo and cells hold, in bytes.
  var historyLimit: Int { get set }
  /// What they take now, in words; `nil` where there are none.
  var historyText: String? { get }
  /// Significant digits of numbers that are shown.
  var digits: Int { get set }

  /// From here on inputs are written to a journal, from which a lost session comes back.
  func beginJournal()

  /// The session is left in good order.
  func endJournal()

  /// The session was told to end, and still has runs to keep.
  func leaveJournal()

  /// Why the journal cannot be written, told once.
  func takeJournalProblem() -> String?

  /// The most steps of a training in a second, of those that are on and of those to come; `nil` without a limit.
  var pace: Double? { get set }

  /// Does something whose trainings begin at that pace, and wait before their first step where `isPaused`.
  func beginning(at pace: Double?, isPaused: Bool, _ body: () -> Bool) -> Bool

  /// What is typed to go on with a training that is another in one thing, or why that cannot be.
  func changed(_ job: ShellJob, _ change: NetChange) -> Result<ChangedTraining, NetChangeProblem>

  /// How much the points of its data are disturbed; `nil` where that means nothing.
  func noise(of job: ShellJob) -> Double?

  /// Ends all trainings, and servers when what they have accepted is answered; what trainings came to is kept.
  func stopRuns()

  /// Waits for all trainings: the end of a program. Answers whether all ended with finite numbers.
  func finishRuns(emit: (ShellOutput) -> Void) -> Bool

  /// Names of the user with what they hold, for `:who`.
  var values: [ShellValue] { get }

  /// What `?word` prints; `nil` for an unknown word.
  func help(for word: String) -> String?

  /// What `??word` prints: the text that made it.
  func definition(of word: String) -> String?

  /// Words whose help mentions the text, with their summaries.
  func search(_ text: String) -> [(name: String, summary: String)]

  /// A text that can be run, for `:example word`.
  func example(of word: String) -> String?

  /// What the closure runs is taken back at once.
  func asOneAction(_ body: () -> Void)

  /// Takes the last action back; says what that changed, or `nil` when nothing is left.
  func undo() -> String?

  /// Wipes all names, results and trainings; the next input gets the number 1.
  func forgetAll()

  /// What the command line chose.
  var options: Interpreter.Options { get }

  /// Completeness, completion, highlighting and indentation for the line editor.
  func rules() -> EditingRules
}

/// One output of an input, in the form that the shell can show.
package enum ShellOutput {
  /// Goes to standard output.
  case result(String)
  /// The same, as wide as there is room.
  case report(Report)
  /// Errors, warnings and notes, as they are told: standard error.
  case diagnostic(String, Diagnostic.Severity)
  /// What else is said beside results: standard error.
  case notice(String)
  case plot(Plot)
  /// A chart that is in a file, for whoever asks what it shows.
  case written(Plot)
  /// A line about many trainings, in the place of the one before; `nil` takes it away.
  case progress(String?)
  /// A training in the foreground.
  case live(any LiveFeed, title: String)
}

/// How an input ended.
package enum ShellStatus: Equatable, Sendable {
  case completed, failed, interrupted
}

/// One input, and what has become of it.
package struct ShellCell: Sendable {
  /// As typed; the newest text of one that was edited.
  package var source: String
  /// Whether it gave anything: it ran, and was not taken back.
  package var hasEffect: Bool
  /// Whether its last run ended with an error.
  package var hasFailed: Bool
  /// Why its values are not what it would give now.
  package var staleness: String?
  /// Whether all names that it gave values to have got others below.
  package var isShadowed: Bool
  /// Whether running it again may take long: it trains.
  package var trains: Bool
  /// How long its last run took.
  package var seconds: Double

  /// An input that ran without an error, unless told otherwise.
  package init(
    source: String, hasEffect: Bool = true, hasFailed: Bool = false, staleness: String? = nil,
    isShadowed: Bool = false, trains: Bool = false, seconds: Double = 0
  ) {
    self.source = source
    self.hasEffect = hasEffect
    self.hasFailed = hasFailed
    self.staleness = staleness
    self.isShadowed = isShadowed
    self.trains = trains
    self.seconds = seconds
  }
}

/// What `:type` answers.
package enum TypeAnswer: Sendable {
  case known(Report)
  case problem(String)
}

/// One row of `:who`.
package struct ShellValue: Hashable, Sendable {
  /// As its user wrote it.
  package var name: String
  /// `tensor[2, 3]`, `model 784 -> 10`.
  package var kind: String
  /// Size in memory, parameters, state of the run; may be empty.
  package var detail: String

  /// A name, what it holds, and details, which may be empty.
  package init(_ name: String, kind: String, detail: String = "") {
    self.name = name
    self.kind = kind
    self.detail = detail
  }
}

extension ShellSession {
  package func serverPlot(of name: String) -> (() -> Plot)? { nil }

  package var pace: Double? {
    get { nil }
    set {}
  }

  package func changed(
    _ job: ShellJob, _ change: NetChange
  ) -> Result<ChangedTraining, NetChangeProblem> { .failure(.noNames) }

  package func beginning(at pace: Double?, isPaused: Bool, _ body: () -> Bool) -> Bool { body() }

  package func noise(of job: ShellJob) -> Double? { nil }

  package func preview(_ job: ShellJob) -> SingleStep? { nil }

  package func leaveJournal() {}
}

extension ShellSession {
  /// A session that nobody asks about its files keeps nothing.
  package func noteSaved(_ path: String) {}

  /// Nothing is told.
  package func savingRemark(on range: InputRange, path: String) -> String { "" }
}

// A session that serves nothing.
extension ShellSession {
  package func endForgottenServers() -> [String] { [] }
  package var servers: [(label: String, detail: String, isNamed: Bool)] { [] }
}
