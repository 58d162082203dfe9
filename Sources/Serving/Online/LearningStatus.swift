/// How far a server has learnt while it answered: a value, as it is at one moment.
package struct LearningStatus: Equatable, Sendable {
  /// Rows that came with their true answers.
  package var rows = 0
  /// Those of them on which updates are judged now, and from which nothing is learnt.
  package var heldOut = 0
  /// Updates whose weights were taken.
  package var updates = 0
  /// Updates that were worse on the rows held out, and were dropped.
  package var refused = 0
  /// Updates that were taken back: by hand, or because rows that came later were answered worse.
  package var rolledBack = 0
  /// The loss on the rows held out after each judged update, the last ten thousand: of the weights that answer then.
  package var losses: [Double] = []

  static let mostLosses = 10_000

  /// The last of `losses`; `nil` before the first.
  package var loss: Double? { losses.last }

  mutating func judged(_ loss: Double) {
    losses.append(loss)
    if losses.count > Self.mostLosses { losses.removeFirst() }
  }
}

/// What became of one update, for ledger and log.
package struct LearningEvent: Equatable, Sendable {
  /// What happened.
  package enum Kind: String, Equatable, Sendable {
    /// Its weights answer from now on.
    case taken
    /// Its weights were worse.
    case refused
    /// Later rows were answered worse with it than without it.
    case takenBack = "taken back"
    /// Somebody took it back.
    case rolledBack = "rolled back"
  }

  /// What happened.
  package let kind: Kind
  /// The update's number, from 1.
  package let update: Int
  /// Rows that it learnt from.
  package let rows: Int
  /// Loss on the same rows with the weights before and after; not finite where nothing was measured.
  package let loss: (before: Double, after: Double)
  /// How long it took, in seconds.
  package let seconds: Double

  /// The same happened to the same update.
  package static func == (a: LearningEvent, b: LearningEvent) -> Bool {
    a.kind == b.kind && a.update == b.update && a.rows == b.rows
      && a.loss.before == b.loss.before && a.loss.after == b.loss.after && a.seconds == b.seconds
  }
}
