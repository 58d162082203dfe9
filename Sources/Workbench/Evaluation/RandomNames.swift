import Engine
import Data

extension Interpreter {
  /// Runs what leaves no trace in the random streams.
  func undrawn<Result>(_ body: () throws -> Result) rethrows -> Result {
    let draws = random
    defer { random = draws }
    return try body()
  }
}

/// Gives every random draw its own stream: (purpose, what is drawn, how often that pair came before).
///
/// What is drawn is named by itself, such as a weight's path and shape, never by who asks: renaming,
/// inserting or deleting a line that draws other things changes nobody's numbers.
package struct RandomNames {
  /// What all streams begin with.
  package private(set) var seed: UInt64
  private var occurrences: [String: Int] = [:]

  /// Streams of a session with this seed, before any draw.
  package init(seed: UInt64) { self.seed = seed }

  /// How many draws there were under each name, less those of an earlier time.
  package func draws(since earlier: RandomNames) -> [String: Int] {
    occurrences.reduce(into: [:]) { found, entry in
      let count = entry.value - (earlier.occurrences[entry.key] ?? 0)
      if count > 0 { found[entry.key] = count }
    }
  }

  /// How many draws there were under one name, by the key that `draws` has.
  package func count(of key: String) -> Int { occurrences[key] ?? 0 }

  /// Counts draws that were made elsewhere.
  package mutating func add(_ draws: [String: Int]) {
    for (key, count) in draws { occurrences[key, default: 0] += count }
  }

  /// The stream of the next draw of this.
  mutating func stream(_ purpose: RandomPurpose, _ what: String) -> RandomStream {
    RandomStream(
      seed: seed, purpose: purpose, name: what, occurrence: nextOccurrence(purpose, what))
  }

  /// How many equal (purpose, what) pairs came before; counts this one.
  mutating func nextOccurrence(_ purpose: RandomPurpose, _ what: String) -> Int {
    let key = "\(purpose)/\(what)"
    defer { occurrences[key, default: 0] += 1 }
    return occurrences[key, default: 0]
  }

  /// A number for several things that are drawn together: the first that none of them had before.
  mutating func nextOccurrence(ofAll keys: [String]) -> Int {
    let number = keys.map { occurrences[$0] ?? 0 }.max() ?? 0
    for key in keys { occurrences[key] = number + 1 }
    return number
  }

  /// Whether the key is of something that is the same however often it is drawn, such as a split.
  package static func isFixed(_ key: String) -> Bool { key.contains("/\(DataContext.fixed)") }
}
