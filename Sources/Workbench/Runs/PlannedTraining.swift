import Learning

/// A training that is about to begin, as whoever keeps what trainings come to sees it and adds to it.
package struct PlannedTraining {
  /// Models, data and options; who keeps its state may be added.
  package var setup: TrainingSetup
  /// Where it goes on from; `nil` for the beginning.
  package var checkpoint: TrainingCheckpoint?
  /// The name under which the run is kept that this one goes on from, empty where it is not kept; `nil`
  /// for a training that goes on from none.
  package let parent: String?
  /// The name that its run will have; `_3` where only its result has a number, empty without either.
  package let name: String
  /// Whether a program's own file holds its state after each epoch.
  package let writesCheckpoint: Bool
  /// What it stands on, where it may be used again.
  package var standsOn: ValueFingerprint?
  /// Whether its end is to be on the disk before the next prompt.
  package var isAwaited = false
  /// Which of many trainings of its statement it is, `lr=0.1, seed 3`; empty where its text says it.
  package var place = ""
  /// What the whole of its statement stands on, where that is known better than its own text says it.
  var foundation: ValueFingerprint??
  /// What a person is told of its beginning.
  package var notes: [String] = []
  private let call: VerbCall

  init(
    _ setup: TrainingSetup, from checkpoint: TrainingCheckpoint?, of parent: String?,
    named name: String,
    writesCheckpoint: Bool, _ call: VerbCall
  ) {
    (self.setup, self.checkpoint, self.parent) = (setup, checkpoint, parent)
    (self.name, self.writesCheckpoint, self.call) = (name, writesCheckpoint, call)
  }

  /// The word that starts it: `train`, `resume`.
  package var verb: String { call.signature.name }

  /// The text of its call; whether it runs in the background makes no difference.
  package var statement: String {
    call.evaluator.text(of: call.span).replacing("&", with: "")
  }

  /// Of all that it stands on; `nil` where that is more than names and numbers, such as data that are
  /// read or drawn in the same statement.
  package func fingerprint() -> ValueFingerprint? {
    if let foundation { return foundation }
    var mentioned = MentionedNames()
    for argument in call.syntax {
      mentioned.visit(argument.value)
      if CommandSearch.finds(in: argument.value) { return nil }
      switch argument.value.kind {
      case .data, .model, .sweep: return nil
      case .call where argument.label == nil: return nil
      default: break
      }
    }
    mentioned.visit(call.body ?? [])
    let options = setup.options
    return ValueFingerprint(
      [
        verb, statement, "\(options.seed)", options.name,
        "\(options.occurrence) \(options.maskOccurrence)", options.dtype.name,
        "\(options.compatibility)",
      ],
      mentioned.names.sorted().compactMap { name in call.evaluator.frame[name].map { (name, $0) } })
  }
}
