import Language
import Learning
import Support

/// How what did not come back of a lost session is worded.
extension Problems {
  static func worded(_ error: RecoveryProblem, at span: SourceSpan?) -> Diagnostic {
    let (code, message, hint) = words(of: error)
    return Diagnostic.error(code, message, at: span, hint: hint)
  }

  private static func words(of error: RecoveryProblem) -> (String, String, hint: String) {
    let again = "run it again: the line is in the history"
    let notAgain = "and it is not run again unasked"
    switch error {
    case .otherTraining:
      return (
        "E0634",
        "what this training came to was not kept: the journal has none that began with this "
          + "statement, model, data and seed, \(notAgain)", again
      )
    case .noFile:
      return ("E0634", "what this training came to was not kept, \(notAgain)", again)
    case .damagedFile:
      return (
        "E0634", "the file with what this training came to cannot be read, \(notAgain)", again
      )
    case .onlyAt(let step, let end):
      return (
        "E0634",
        "this training was kept as it was at step \(NumberText.grouped(step)), and ended at step "
          + "\(NumberText.grouped(end)), \(notAgain)", again
      )
    case .failed:
      return (
        "E0634",
        "this training had ended with numbers that are not finite: the weights that it left are "
          + "there, its curves are not", "a smaller rate, such as `learning_rate=0.001`, may help"
      )
    case .lostWeights(let name):
      let called = name.isEmpty ? "these weights" : "the weights of `\(name)`"
      return (
        "E0641", "\(called) did not come back with the session",
        "make the model anew: its line is in the history; `:list` shows it"
      )
    case .cutHere:
      return (
        "E0645", "the session was lost in this training: what follows it has never run",
        "`resume` goes on with a run, the line of the input begins anew"
      )
    }
  }
}

extension Interpreter {
  /// Says what did not come back of an input.
  func tellLost(_ lost: LostValues, ofInput number: Int) {
    var parts: [String] = []
    let weights = Set(lost.weights.map(ObjectIdentifier.init))
    let models = names.filter { entry in
      guard case .model = entry.value else { return false }
      return !entry.value.reachedWeights.isDisjoint(with: weights)
    }
    if !lost.names.isEmpty {
      parts.append(Problems.list(lost.names.sorted().map { "`\($0)`" }, "and"))
    }
    if !models.isEmpty {
      parts.append(
        "the weights of " + Problems.list(models.map { "`\($0.name)`" }, "and"))
    } else if !weights.isEmpty {
      parts.append("the weights that it trained")
    }
    if lost.hasLostResult { parts.append("its result `_\(number)`") }
    guard !parts.isEmpty else { return }
    report(
      Diagnostic(
        .error, "E0642", "of input \(number) did not come back: \(parts.joined(separator: ", "))",
        at: nil, hint: "what stands on it is missing as well; `:edit \(number)` runs it again"))
  }

  /// Says where a run is that was on when the session was lost.
  func tellInterrupted(_ run: TrainingRun, of steps: Int) {
    let found = names.first { if case .run(let other) = $0.value { other === run } else { false } }
    let name = found?.name ?? "r"
    let called = found.map { "`\($0.name)`" } ?? "a training of \(run.setup.title)"
    report(
      Diagnostic(
        .warning, "W0028",
        "\(called) was on when the session was lost: it is as it was last kept, at step "
          + "\(NumberText.grouped(run.progress.step)) of \(NumberText.grouped(steps))", at: nil,
        hint: "`s = resume \(name)` goes on from there"))
  }

  func warnOfChangedData(_ entry: JournalEntry) {
    guard !entry.data.isEmpty else { return }
    let found = takeDataDigests()
    for (name, digest) in entry.data.sorted(by: { $0.key < $1.key }) {
      guard let now = found[name], now != digest else { continue }
      report(
        Diagnostic(
          .warning, "W0027", "`\(name)` holds other numbers than in the lost session", at: nil,
          hint: "its file has changed since; trainings that were kept stand on the old numbers"))
    }
  }

  /// The digests of data sets that have got names since the last call.
  ///
  /// Sets of more than 64 MB of numbers are left out: nobody waits at the prompt for their digest.
  package func takeDataDigests() -> [String: String] {
    defer { boundData = [] }
    var digests: [String: String] = [:]
    for name in boundData {
      guard case .dataset(let dataset)? = self[name], dataset.byteCount <= 64 << 20 else {
        continue
      }
      digests[name] = dataset.digest
    }
    return digests
  }

  /// Takes names away.
  func forget(_ names: Set<String>) {
    guard !names.isEmpty else { return }
    for name in names { (global.locals[name], definitions[name]) = (nil, nil) }
    order.removeAll { names.contains($0) }
  }
}

extension JournalProblem {
  /// The problem as the user reads it.
  package var diagnostic: Diagnostic {
    switch self {
    case .cut:
      .error(
        "E0643", "the last line of the journal was cut off: its input is missing", at: nil,
        hint: "type it again")
    case .damaged(let line, let lost):
      .error(
        "E0643", "line \(line) of the journal is damaged: it and \(lost) after it are left out",
        at: nil, hint: "the inputs after it are in the history")
    case .newer(let version):
      .error(
        "E0644",
        "the journal has the form \(version) of a later nabla; this one reads up to "
          + "\(JournaledSession.version)", at: nil,
        hint: "recover it with the program that wrote it")
    }
  }
}
