import Data
import Engine

/// Some of the samples that a training has learnt from, so that others can be asked whether these are among them.
package struct TrainedRows: Equatable, Sendable {
  private let shapes: [Shape]
  private let target: Shape?
  private let hashes: [Int]

  /// Of at most so many samples, spread evenly.
  private static let most = 64

  /// Of the samples of a training.
  package init(_ samples: Samples) {
    (shapes, target) = (samples.inputShapes, samples.targets?.shape)
    let count = min(samples.count, Self.most)
    hashes = (0..<count).map { samples.numbersHash(of: $0 * samples.count / count) }
  }

  /// Whether all of them are among others; `true` of other shapes, as behind the recipe of a table, which do not tell.
  package func areAmong(_ others: Samples) -> Bool {
    guard shapes == others.inputShapes, target == others.targets?.shape else { return true }
    let known = Set((0..<others.count).map { others.numbersHash(of: $0) })
    return hashes.allSatisfy { known.contains($0) }
  }
}

extension Samples {
  /// What the numbers of a sample and of its target come to, as float32; the same in this process only.
  ///
  /// A model's samples are numbers of its own precision, and those of data may be of another.
  package func numbersHash(of row: Int) -> Int {
    var hasher = Hasher()
    for rows in inputs.map(\.rows) + (targets.map { [$0] } ?? []) {
      for element in 0..<rows.shape.count { hasher.combine(Float(rows.number(row, element))) }
    }
    return hasher.finalize()
  }
}
