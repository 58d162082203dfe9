import Language

/// The input that runs, or that ran last: how far it is, and how it has ended.
package struct RunningInput {
  /// As it was typed.
  var typed = ""
  /// The text that runs, aliases written out, and the number of its first line.
  var source = ""
  var firstLine = 1
  /// Its running statement, and whether somebody has written that down already.
  var statement = ""
  var isNoted = false
  /// What follows the running statement in its program.
  var remaining: ArraySlice<Statement> = []
  /// What it has been told, and need not be told again.
  var told: Set<SourceMark> = []
  /// What values took when it began, in bytes.
  var memoryBefore = 0
  /// Whether it bound a name or changed a setting; decides whether undo keeps it.
  var hasChanged = false
  /// The statement in which the user stopped it; it has kept what it had done.
  package internal(set) var cutStatement = ""
  /// Why a training failed that the running statement waited for; the statement ends with it.
  var failedTraining: Diagnostic?
  /// Whether it ended at a training that failed: it keeps what it had done, the last good weights and
  /// the name of the run among it.
  package internal(set) var hasKeptFailure = false
  /// Whether it ended because the user discarded a training that it waited for.
  package internal(set) var wasDiscarded = false

  /// The training at which it ended, and what is wrong with it.
  package var keptFailure: (statement: String, code: String)? {
    guard hasKeptFailure, let failedTraining else { return nil }
    return (cutStatement, failedTraining.code)
  }
}

/// What ran, in a form that gives the same when it is replayed: what was done to runs, and what was
/// seen of them, stands at its step.
struct SessionRecord {
  /// Statements, in the order in which they ran.
  var statements: [String] = []
  /// What was done to a run while the running statement waited for it.
  var afterwards: [String] = []
  /// How the running statement is to be repeated, where not as it was typed.
  var replacement: String?

  /// Takes what has run since the last call.
  mutating func take() -> [String] {
    defer { (statements, afterwards) = ([], []) }
    return statements + afterwards
  }
}

extension Interpreter {
  /// Takes what has run since the last call, in a form that can be replayed.
  package func takeRecords() -> [String] { record.take() }

  /// The running input as it was typed, what of it has run, and its running statement, for whoever
  /// writes down that a training begins. `nil` where that was asked for before in the same statement.
  package func takeRunningInput() -> (typed: String, records: [String], statement: String)? {
    guard !input.isNoted else { return nil }
    input.isNoted = true
    return (input.typed, record.statements, input.statement)
  }
}
