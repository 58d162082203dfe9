import Language
import Support

// Old weights: who still needs which.
extension Interpreter {
  /// Lets old weights go that are too much. So many bytes are about to be old.
  package func trimHistory(making room: Int = 0) {
    history.trim(named: namedRuns, pinned: openStates + neededStates(), making: room)
  }

  /// What old weights take now, and the most that they may take, in bytes.
  package var historyBytes: (held: Int, limit: Int) {
    (history.bytes(named: namedRuns), history.limit)
  }

  /// What old weights take and may take, in words; `nil` where there are none.
  package var historyText: String? {
    let (held, limit) = historyBytes
    guard held > 0 else { return nil }
    return "\(Problems.byteText(held)) of \(Problems.byteText(limit)) for old weights"
  }

  /// Changes the most that old weights may take; what is too much then goes at once.
  package func setHistoryLimit(_ bytes: Int) {
    history.limit = bytes
    trimHistory()
  }

  /// States that an input or a training may go back to while it runs.
  private var openStates: [WeightState] {
    undoStack.filter(\.isOpen).flatMap(\.weights) + desk.jobs.flatMap(\.before.weights)
  }

  /// Runs that names stand for.
  private var namedRuns: Set<ObjectIdentifier> {
    var found = Set(desk.jobs.map { ObjectIdentifier($0.run) })
    for run in desk.pool?.neededRuns ?? [] { found.insert(ObjectIdentifier(run)) }
    for value in global.locals.values { value.collectRuns(into: &found) }
    return found
  }
}

/// What the history no longer has; data, worded in `Problems`.
package enum HistoryProblem: Error, Equatable {
  /// The weights of a model above the cell that reads it.
  case weights(String)
  /// What a run needs to go on.
  case run
  /// Weights that were there before the last input: it is not taken back.
  case input

  /// The problem as the user reads it; it speaks of no place in a program.
  package var diagnostic: Diagnostic { Problems.worded(self, at: nil) }
}

extension Problems {
  static func worded(_ error: HistoryProblem, at span: SourceSpan?) -> Diagnostic {
    let more = "`:set history 2GB` keeps more from then on"
    switch error {
    case .weights(let name):
      let called = name.isEmpty ? "these weights" : "the weights of `\(name)`"
      return Diagnostic.error(
        "E0647", "\(called) as they were here are no longer kept", at: span,
        hint: "run the cells again that make and train it; \(more)")
    case .run:
      return Diagnostic.error(
        "E0647", "what this run needs to go on is no longer kept", at: span,
        hint: "train anew; \(more)")
    case .input:
      return Diagnostic.error(
        "E0647", "the weights before it are no longer kept, so it is not taken back", at: span,
        hint: "run again what makes and trains the model; \(more)")
    }
  }
}
