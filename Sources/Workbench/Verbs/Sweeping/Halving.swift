/// Rounds of a sweep: all combinations begin with few epochs, the better third goes on three times as long.
final class Halving {
  /// The share that goes on, and how much longer it trains, are each other's inverse.
  private static let factor = 3
  private let combinations: Int
  /// The epochs of the last round; known with the first training.
  private(set) var epochs: Int?

  init(_ combinations: Int) { self.combinations = combinations }

  /// How many rounds there are.
  var rounds: Int {
    var (rounds, left, least) = (1, combinations, epochs ?? 1)
    while left >= Self.factor, least >= Self.factor {
      rounds += 1
      left /= Self.factor
      least /= Self.factor
    }
    return rounds
  }

  /// The epochs of the first round, of a training that was planned with so many.
  func begin(_ planned: Int) throws -> Int {
    guard planned >= Self.factor else { throw SweepProblem.halvingEpochs(planned) }
    if epochs == nil { epochs = planned }
    return epochs(inRound: 1)
  }

  /// Each round has three times the epochs of the one before; the last those that were planned.
  func epochs(inRound round: Int) -> Int {
    var result = epochs ?? 1
    for _ in 0..<max(0, rounds - round) { result /= Self.factor }
    return max(1, result)
  }

  /// How many of so many go on.
  static func survivors(of count: Int) -> Int { max(1, (count + factor - 1) / factor) }
}
