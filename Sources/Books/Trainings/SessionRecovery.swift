import Engine
import Learning
import Workbench

/// What is known of the runs of a session while it is made again.
final class SessionRecovery {
  /// A training that began, as the journal has it.
  struct Begun {
    let input: Int
    let identity: String
    let samples: String
    /// What its state is called.
    let run: String
    let epochs: Int

    init?(_ entry: JournalEntry) {
      guard entry.kind == .train, let run = entry.facts["run"],
        let identity = entry.facts["identity"],
        let epochs = entry.facts["epochs"].flatMap({ Int($0) }),
        // The name of a file, from a file.
        run.allSatisfy({ $0.isHexDigit || $0 == "-" }), epochs >= 1
      else { return nil }
      input = entry.input
      samples = entry.facts["samples"] ?? ""
      (self.identity, self.run, self.epochs) = (identity, run, epochs)
    }
  }

  /// What the journal says of a run that has handed over what it came to.
  struct End: Equatable {
    let step: Int
    let outcome: String
  }

  /// Where the state of runs is.
  let folder: String
  private let ends: [String: End]
  /// Trainings of the input that is being made again, which have not been met.
  var expected: [Begun] = []
  /// The run in which the input was cut off.
  var cut: String?
  /// Whether that run has come back: nothing ran after it.
  private(set) var isCut = false
  /// How far the input is.
  var stage: RecoveryStage { isCut ? .over : .again }
  /// Runs that were on when the session was lost, by what they are called.
  private(set) var interrupted: [(run: TrainingRun, planned: Int)] = []
  /// Those of them whose end no line says.
  private(set) var unended: [TrainingRun] = []
  /// Models whose weights are not known: a training of theirs did not come back.
  var lostModels: [Model] = []

  init(folder: String, _ entries: [JournalEntry]) {
    self.folder = folder
    var ends: [String: End] = [:]
    for entry in entries where entry.kind == .trained {
      guard let run = entry.facts["run"], let step = entry.facts["step"].flatMap({ Int($0) })
      else { continue }
      ends[run] = End(step: step, outcome: entry.facts["outcome"] ?? "")
    }
    self.ends = ends
  }

  /// The next input, with the trainings that began in it.
  func begin(_ expected: [Begun], cut: String?) {
    (self.expected, self.cut, isCut, lostModels) = (expected, cut, false, [])
  }

  /// The training of this input that is what is asked for.
  func take(_ identity: TrainingIdentity) -> Begun? {
    guard let index = expected.firstIndex(where: { $0.identity == identity.run }) else {
      return nil
    }
    return expected.remove(at: index)
  }

  func end(of begun: Begun) -> End? { ends[begun.run] }

  /// A run is there again. Of one of many that was on nobody is told: its statement begins it anew.
  func found(_ run: TrainingRun, _ begun: Begun, isOneOfMany: Bool) {
    if cut == begun.run { isCut = true }
    guard !isOneOfMany else { return }
    let end = ends[begun.run]
    if end == nil { unended.append(run) }
    if end == nil || end?.outcome == TrainingOutcome.interrupted.stored {
      interrupted.append((run, run.progress.steps))
    }
  }
}

/// What a recovery could not have again of an input.
struct LostValues {
  var names: Set<String> = []
  var weights: [Variable] = []
  var hasLostResult = false
}
