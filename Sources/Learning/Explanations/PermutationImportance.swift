import Engine
import Support

/// How much worse answers are where one column's values stand in other rows: the score as it is, less that.
///
/// As scikit-learn defines it: the mean over repeats with their population deviation (Breiman 2001).
package struct PermutationImportance: Equatable, Sendable {
  /// One number a repeat.
  package let drops: [Double]
  /// The mean of all repeats.
  package var mean: Double { drops.reduce(0, +) / Double(drops.count) }
  /// √(Σ (x − mean)² / repeats).
  package var deviation: Double {
    let mean = mean
    return (drops.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(drops.count)).squareRoot()
  }

  /// From what was measured: at least one repeat.
  package init(drops: [Double]) { self.drops = drops }

  /// Those of columns 0 ..< `columns`. `score` measures with one column in another order; each column and repeat
  /// has an order of its own, which the stream gives.
  ///
  /// Throws `Interrupted` where the thread's interrupt is raised, and what `score` throws.
  package static func of(
    columns: Int, repeats: Int, rows: Int, baseline: Double, stream: RandomStream,
    score: (_ column: Int, _ order: [Int]) throws -> Double
  ) throws -> [PermutationImportance] {
    try (0..<columns).map { column in
      PermutationImportance(
        drops: try (0..<repeats).map { turn in
          try Interrupt.check()
          let order = stream.permutation(rows, epoch: column * repeats + turn)
          return baseline - (try score(column, order))
        })
    }
  }
}
