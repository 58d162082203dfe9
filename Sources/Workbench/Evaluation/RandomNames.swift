import Engine

/// Gives every random draw its own stream: (purpose, name, how often that pair came before).
///
/// Inserting, deleting or re-running a line does not change anybody else's numbers.
struct RandomNames {
  private(set) var seed: UInt64
  private var occurrences: [String: Int] = [:]

  init(seed: UInt64) { self.seed = seed }

  /// How many draws there were under each name, less those of an earlier time.
  func draws(since earlier: RandomNames) -> [String: Int] {
    occurrences.reduce(into: [:]) { found, entry in
      let count = entry.value - (earlier.occurrences[entry.key] ?? 0)
      if count > 0 { found[entry.key] = count }
    }
  }

  /// How many draws there were under one name, by the key that `draws` has.
  func count(of key: String) -> Int { occurrences[key] ?? 0 }

  /// Counts draws that were made elsewhere.
  mutating func add(_ draws: [String: Int]) {
    for (key, count) in draws { occurrences[key, default: 0] += count }
  }

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
