import Language
import Support

/// How what did not come back of a lost session is worded.
extension Problems {
  /// A session was lost in the statement that is made again.
  static let cutCode = "E0645"

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
        cutCode, "the session was lost in this training: what follows it has never run",
        "`resume` goes on with a run, the line of the input begins anew"
      )
    }
  }
}

extension RecoveryNotice {
  /// The notice as the user reads it; it speaks of no place in a program.
  package var diagnostic: Diagnostic {
    switch self {
    case .lost(let number, let names, let models, let hasOtherWeights, let hasResult):
      var parts: [String] = []
      if !names.isEmpty { parts.append(Problems.list(names.map { "`\($0)`" }, "and")) }
      if !models.isEmpty {
        parts.append("the weights of " + Problems.list(models.map { "`\($0)`" }, "and"))
      }
      if hasOtherWeights { parts.append("the weights that it trained") }
      if hasResult { parts.append("its result `_\(number)`") }
      return Diagnostic(
        .error, "E0642", "of input \(number) did not come back: \(parts.joined(separator: ", "))",
        at: nil, hint: "what stands on it is missing as well; `:edit \(number)` runs it again")
    case .interrupted(let name, let title, let step, let steps):
      let called = name.map { "`\($0)`" } ?? "a training of \(title)"
      return Diagnostic(
        .warning, "W0028",
        "\(called) was on when the session was lost: it is as it was last kept, at step "
          + "\(NumberText.grouped(step)) of \(NumberText.grouped(steps))", at: nil,
        hint: "`s = resume \(name ?? "r")` goes on from there")
    case .changedData(let name):
      return Diagnostic(
        .warning, "W0027", "`\(name)` holds other numbers than in the lost session", at: nil,
        hint: "its file has changed since; trainings that were kept stand on the old numbers")
    }
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
    case .newer(let version, let known):
      .error(
        "E0644",
        "the journal has the form \(version) of a later nabla; this one reads up to "
          + "\(known)", at: nil,
        hint: "recover it with the program that wrote it")
    }
  }
}
