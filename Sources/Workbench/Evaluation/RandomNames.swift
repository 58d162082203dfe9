import Engine

/// Gives every random draw its own stream: (purpose, name, how often that pair came before).
///
/// Inserting, deleting or re-running a line does not change anybody else's numbers.
struct RandomNames {
  private(set) var seed: UInt64
  private var occurrences: [String: Int] = [:]

  init(seed: UInt64) { self.seed = seed }

  /// The stream of the next draw under this name.
  mutating func stream(_ purpose: RandomPurpose, _ name: String) -> RandomStream {
    RandomStream(
      seed: seed, purpose: purpose, name: name, occurrence: nextOccurrence(purpose, name))
  }

  /// How many equal (purpose, name) pairs came before; counts this one.
  mutating func nextOccurrence(_ purpose: RandomPurpose, _ name: String) -> Int {
    let key = "\(purpose)/\(name)"
    defer { occurrences[key, default: 0] += 1 }
    return occurrences[key, default: 0]
  }
}
